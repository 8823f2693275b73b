"""What a form asks, as plain data: a closed union, each with what was typed and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What all questions have.

    Attributes:
        name: What a browser sends; in rows `household.0.name`.
        hint: May be empty.
        error: What is wrong with what was typed, as a sentence; may be empty.
        required: Whether an answer must be given.
        fixed: Whether nobody can type an answer.
    """

    name: str
    label: str
    hint: str = ""
    error: str = ""
    required: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuestion(Question):
    """Text, on one line or several.

    Attributes:
        most: Characters that it may have; 0 where the form does not say.
        kind: Whether it states facts or an assessment; empty where the form does not say.
    """

    text: str
    lines: bool = False
    format: Literal["email", "phone"] | None = None
    most: int = 0
    kind: Literal["", "fact", "assessment"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberQuestion(Question):
    """A number, as it was typed."""

    text: str
    prefix: str = ""
    suffix: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentQuestion(Question):
    """A date in three parts, sent as `name-day` and so on; a time; or both, `name-time` beside."""

    subtype: Literal["date", "time", "datetime"]
    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Choosable:
    """One of the answers to choose from."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceQuestion(Question):
    """One answer of several, or of a checklist as many as one likes."""

    appearance: Literal["radio", "select", "checklist"]
    options: tuple[Choosable, ...]
    chosen: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckboxQuestion(Question):
    """A box to tick."""

    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesQuestion(Question):
    """Files that were stored before, by their ids."""

    stored: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedAnswer(Question):
    """An answer that is worked out from the others, in words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsQuestion(Question):
    """The same questions for each row."""

    rows: tuple[tuple[AnyQuestion, ...], ...]
    changeable: bool


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions under a heading."""

    name: str
    label: str
    questions: tuple[AnyQuestion, ...]
    outline: bool = False


@dataclass(frozen=True, slots=True)
class TextToRead:
    """Text in a subset of Markdown; what is in it from outside is harmless."""

    name: str
    markdown: str


@dataclass(frozen=True, slots=True)
class LineBetween:
    """A line between questions."""

    name: str


AnyQuestion: TypeAlias = (
    TextQuestion
    | NumberQuestion
    | MomentQuestion
    | ChoiceQuestion
    | CheckboxQuestion
    | FilesQuestion
    | ComputedAnswer
    | RowsQuestion
    | QuestionGroup
    | TextToRead
    | LineBetween
)
