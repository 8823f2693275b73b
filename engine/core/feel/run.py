"""The state of one evaluation: the clock it was given, its budget, what it warned of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core.feel.errors import (
    FeelLimitError,
    FeelNameError,
    FeelValueError,
    FeelWarning,
    Position,
)
from engine.core.feel.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from engine.core.feel.compiler.compiler import Closure
    from engine.core.feel.values.temporal import DateTime


class Run:
    """One evaluation.

    Attributes:
        now: What now() answers; None makes it null.
        strict: Whether what would be null with a warning is raised instead.
        warnings: What was null for a reason, in the order found.
        limits: What one evaluation may use.
    """

    __slots__ = ("_steps_left", "depth", "limits", "now", "strict", "warnings")

    def __init__(
        self,
        now: DateTime | None = None,
        *,
        strict: bool = False,
        warnings: list[FeelWarning] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self.now = now
        self.strict = strict
        self.warnings = [] if warnings is None else warnings
        self.limits = limits
        self.depth = 0
        self._steps_left = limits.steps

    def warn(self, message: str, position: Position | None = None) -> None:
        """Note why a value is null; in strict mode refuse it."""
        if self.strict:
            raise FeelValueError(message, position)
        if len(self.warnings) < self.limits.warnings:
            self.warnings.append(FeelWarning(message, position))

    def unknown_name(self, name: str, position: Position, suggestion: str | None) -> None:
        """Note that nothing defines a name; in strict mode refuse it."""
        message = f"nothing here is called '{name}'"
        if self.strict:
            raise FeelNameError(message, position, suggestion)
        if suggestion:
            message += f" (did you mean '{suggestion}'?)"
        self.warn(message, position)

    def quietly(self, closure: Closure, scope: dict[str, object]) -> object:
        """The value of a closure whose warnings are of no interest."""
        warned = len(self.warnings)
        strict, self.strict = self.strict, False
        try:
            return closure(scope, self)
        finally:
            self.strict = strict
            del self.warnings[warned:]

    def spend(self, steps: int = 1) -> None:
        """Take steps from the budget.

        Raises:
            FeelLimitError: None are left.
        """
        self._steps_left -= steps
        if self._steps_left < 0:
            raise FeelLimitError(
                f"the expression takes more than {self.limits.steps:,} steps; make it smaller"
            )

    def check_size(self, size: int, what: str = "list") -> None:
        """Refuse a list or string that grows beyond the limit, before it is built.

        Raises:
            FeelLimitError: `size` is over the limit for `what`, "list" or "string".
        """
        limit = self.limits.list_items if what == "list" else self.limits.string_length
        if size > limit:
            raise FeelLimitError(f"a {what} of {size:,} is longer than the {limit:,} allowed")
