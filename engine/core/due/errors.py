"""Why there is no due date."""

from __future__ import annotations

from engine.errors import PasserelleError


class DueError(PasserelleError):
    """This due date cannot be worked out.

    Attributes:
        message: The sentence, without the place.
        position: Characters before the offending piece of the rule's text; None where the
            fault is not in a text.
    """

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message if position is None else f"column {position + 1}: {message}")
        self.message = message
        self.position = position
