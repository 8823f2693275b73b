"""The parts of a form: one closed union of frozen classes.

`Field` is what has a key and an answer. Limits are plain values or FEEL, which is evaluated
with what is typed. An answer that is not given is None; [] for choices of several, files and
rows; False for a checkbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import regex

from engine.core import feel

MOST_ROWS: Final = 100
"""Rows that one list may have."""

DATA_CLASSES: Final = tuple("ABCDEFGHIJ")
"""The classes of data that a field may hold."""

Kind = Literal["fact", "assessment"]
Limit: TypeAlias = Decimal | feel.Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What all components have.

    Attributes:
        id: Unique in the form.
        hide: The component is hidden where this is true.
    """

    id: str
    hide: feel.Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Part):
    """Text to read: a subset of Markdown, with FEEL between double braces.

    Attributes:
        pieces: The text, cut at its expressions; see `answer.text.fill`.
    """

    pieces: tuple[str | feel.Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Part):
    """Components under a common heading, hidden together."""

    label: str
    components: tuple[Component, ...]
    outline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Separator(Part):
    """A line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacer(Part):
    """Empty space."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the programme says about a field beyond what form-js knows.

    Attributes:
        data_class: A to J; None where it is not said.
        route: Whether the answer becomes a variable of the process.
        assigns: Whether the answer is the login name of somebody who works on the case now.
        prefill: What the answer is to begin with; FEEL.
        kind: Whether free text states facts or an assessment.
        earliest: The first date allowed; FEEL.
        latest: The last date allowed; FEEL.
        check: What must not be false of the answers; FEEL.
        check_message: What to say where it is; None for a general sentence.
    """

    data_class: str | None = None
    route: bool = False
    assigns: bool = False
    prefill: feel.Expression | None = None
    kind: Kind | None = None
    earliest: feel.Expression | None = None
    latest: feel.Expression | None = None
    check: feel.Expression | None = None
    check_message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Part):
    """A component with an answer.

    Attributes:
        key: Its name among the answers; unique in the form, or in its row.
        label: Its question; the key where it has none.
        labelled: Whether it has one.
        description: A hint; may be empty.
        required: Whether an answer must be given, or the box ticked.
        readonly: The answer is the one that the form was opened with.
        disabled: The same, and it is no part of what was answered.
        default: The answer to begin with.
    """

    key: str
    label: str
    labelled: bool = True
    description: str = ""
    required: bool = False
    readonly: bool = False
    disabled: bool = False
    default: object = None
    properties: Properties = field(default_factory=Properties)

    @property
    def fixed(self) -> bool:
        """Whether nobody can type an answer."""
        return self.readonly or self.disabled


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """One line of text, or several; the answer is a str."""

    lines: bool = False
    format: Literal["email", "phone"] | None = None
    pattern: regex.Pattern[str] | None = None
    min_length: Limit | None = None
    max_length: Limit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Field):
    """A number; the answer is an exact Decimal.

    Attributes:
        decimals: Most digits after the point; None for any.
        step: What an arrow of a browser's field adds.
        prefix: What stands before it, such as a currency.
        suffix: What stands after it, such as a unit.
    """

    decimals: int | None = None
    minimum: Limit | None = None
    maximum: Limit | None = None
    step: Decimal | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Field):
    """A date, a time, or both; the answer is of that type of `datetime`.

    Attributes:
        no_past: Whether a date before today is refused.
    """

    subtype: Literal["date", "time", "datetime"] = "date"
    no_past: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Field):
    """One answer of several, a str; or as many as one likes of a checklist, a list of str.

    Attributes:
        options: The answers; empty where they come from outside.
        options_from: FEEL for a list of texts, or of contexts with `label` and `value`.
    """

    appearance: Literal["radio", "select", "checklist"]
    options: tuple[Option, ...] = ()
    options_from: feel.Expression | None = None

    @property
    def multiple(self) -> bool:
        """Whether more than one may be chosen."""
        return self.appearance == "checklist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkbox(Field):
    """A box to tick; the answer is a bool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files(Field):
    """Files that were stored before; the answer is a list of their ids."""

    accept: str = ""
    multiple: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed(Field):
    """An answer that nobody types, worked out from the others; not shown."""

    expression: feel.Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Field):
    """The same questions as often as needed; the answer is a list of dicts.

    Attributes:
        components: What each row asks; has no rows in it.
        shown: Empty rows to begin with.
        changeable: Whether rows can be added and removed.
    """

    components: tuple[Component, ...] = ()
    shown: int = 1
    changeable: bool = True


AnyField: TypeAlias = TextField | Number | Moment | Choice | Checkbox | Files | Computed | Rows
Component: TypeAlias = AnyField | Text | Group | Separator | Spacer


def walk(components: tuple[Component, ...]) -> Iterator[Component]:
    """All components of one level, groups before what is in them; rows are not entered."""
    for component in components:
        yield component
        if isinstance(component, Group):
            yield from walk(component.components)


def fields_of(components: tuple[Component, ...]) -> Iterator[AnyField]:
    """All fields of one level, in their order; rows are not entered."""
    for component in walk(components):
        if isinstance(component, Field):
            yield component
