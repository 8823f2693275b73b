"""What is wrong with a diagram or a decision, said of the element it is wrong with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding about one element.

    Attributes:
        element_id: The element's id; its name where it has none.
        message: A sentence without a final full stop.
        line: Line of the XML, None where there is none.
        severity: An error stops publishing, a warning does not.
    """

    element_id: str
    message: str
    line: int | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        where = f"line {self.line}, {self.element_id}" if self.line else self.element_id
        return f"{self.severity}: {where}: {self.message}"
