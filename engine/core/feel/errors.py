"""What can go wrong with an expression, and where in its text."""

from dataclasses import dataclass

from engine.errors import PasserelleError


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the text of an expression.

    Attributes:
        offset: Characters before the place, from 0.
        line: Line, from 1.
        column: Column in that line, from 1.
        text: The offending piece of text, may be empty at the end of the expression.
    """

    offset: int
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


@dataclass(frozen=True, slots=True)
class FeelWarning:
    """Why a part of an expression is null.

    Attributes:
        message: A sentence without a final full stop.
        position: Where; None for what has no place in the text.
    """

    message: str
    position: Position | None = None

    def __str__(self) -> str:
        return f"{self.position}: {self.message}" if self.position else self.message


class FeelError(PasserelleError):
    """The expression cannot be evaluated."""

    def __init__(
        self, message: str, position: Position | None = None, suggestion: str | None = None
    ) -> None:
        text = f"{position}: {message}" if position else message
        super().__init__(f"{text}; did you mean '{suggestion}'?" if suggestion else text)
        self.message = message
        self.position = position
        self.suggestion = suggestion


class FeelSyntaxError(FeelError):
    """The text is not an expression."""


class FeelNameError(FeelError):
    """The expression reads a name that nothing defines."""


class FeelValueError(FeelError):
    """An operation has no value for what it was given; raised in strict mode only."""


class FeelLimitError(FeelError):
    """The expression needs more than one expression may use; make it smaller."""


class Undefined(Exception):
    """An operation outside its domain: the value is null, the message says why."""
