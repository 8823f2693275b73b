"""What is wrong with a model, and where in its diagram."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from engine.errors import PasserelleError

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right in a model.

    Attributes:
        element_id: The element's id, or that of the nearest element around it that has one.
        message: A sentence without a final full stop.
        line: Line of the XML text, from 1; None where there is none.
        severity: "error" for what makes an evaluation null or wrong.
    """

    element_id: str
    message: str
    line: int | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"line {self.line}, {self.element_id}" if self.line else self.element_id
        return f"{self.severity}: {place}: {self.message}"


class DmnError(PasserelleError):
    """The decision model cannot be read or used; correct what the message names.

    Attributes:
        problems: The same, element by element.
    """

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)
