"""The closed set of form fields, each with what was typed and what is wrong with it.

`name` is what the browser sends; the id of the element to go to is the same, but for a date,
whose first part has it, and for choices, where the first option has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What all fields have.

    Attributes:
        hint: Shown below the label; may be empty.
        error: What is wrong with the answer, as a sentence; may be empty.
        optional: Whether it may stay empty; only that is marked, since most are needed.
        fixed: Whether it is only shown.
    """

    name: str
    label: str
    hint: str = ""
    error: str = ""
    optional: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """One line of text."""

    kind: ClassVar[str] = "text"
    value: str = ""
    type: Literal["text", "email", "tel", "search", "password", "date"] = "text"
    width: int = 0
    autocomplete: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAreaField(Field):
    """Several lines; `most` characters are counted while one types, 0 is not counted."""

    kind: ClassVar[str] = "textarea"
    value: str = ""
    rows: int = 5
    most: int = 0
    facts: Literal["", "fact", "assessment"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField(Field):
    """A number as it was typed."""

    kind: ClassVar[str] = "number"
    value: str = ""
    prefix: str = ""
    suffix: str = ""
    decimals: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Field):
    """A date as three fields, sent as `name-day`, `name-month` and `name-year`.

    With a time of day beside it, where `timed`, sent as `name-time`.
    """

    kind: ClassVar[str] = "date"
    day: str = ""
    month: str = ""
    year: str = ""
    timed: bool = False
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeField(Field):
    """A time of day, typed as 24 hours."""

    kind: ClassVar[str] = "time"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from; `reveals` is asked only where it is chosen."""

    value: str
    label: str
    hint: str = ""
    reveals: tuple[AnyField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of several answers, or, of a checklist, any number of them."""

    options: tuple[Option, ...]
    chosen: frozenset[str] = frozenset()
    kind: Literal["radio", "select", "checklist"] = "radio"
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckboxField(Field):
    """A box to tick."""

    kind: ClassVar[str] = "checkbox"
    ticked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupField(Field):
    """Fields under one heading."""

    kind: ClassVar[str] = "group"
    fields: tuple[AnyField, ...]
    outline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsField(Field):
    """Rows of the same fields.

    Without JavaScript too: the buttons send `name.add`, or `name.remove` with a row's number
    from 0, and the page comes back with a row more or less. `name.rows` says how many there are.
    """

    kind: ClassVar[str] = "rows"
    rows: tuple[tuple[AnyField, ...], ...]
    row_label: str
    changeable: bool = True


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was sent before."""

    id: str
    name: str
    size: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileField(Field):
    """Files to send; `accept` as the browser's attribute has it, such as `.pdf,.jpg`."""

    kind: ClassVar[str] = "file"
    accept: str = ""
    several: bool = False
    stored: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Text to read between fields; `html` was made safe by whoever made it."""

    kind: ClassVar[str] = "reading"
    html: Markup
    name: str = ""


@dataclass(frozen=True, slots=True)
class Separator:
    """A line between fields."""

    kind: ClassVar[str] = "separator"
    name: str = ""


AnyField: TypeAlias = (
    TextField
    | TextAreaField
    | NumberField
    | DateField
    | TimeField
    | ChoiceField
    | CheckboxField
    | GroupField
    | RowsField
    | FileField
    | Reading
    | Separator
)
