"""The state of one evaluation: the clock it was given, its budget, what it warned of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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


_ITEMS_PER_STEP: Final = 8
_CHARACTERS_PER_STEP: Final = 400


class Run:
    """One evaluation.

    Attributes:
        now: What now() answers; None makes it null.
        strict: Whether what would be null with a warning is raised instead.
        warnings: What was null for a reason, in the order found.
        limits: What one evaluation may use.
    """

    __slots__ = ("_quiet", "_steps_left", "depth", "limits", "now", "strict", "warnings")

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
        self._quiet = False
        self._steps_left = limits.steps

    @property
    def hears(self) -> bool:
        """Whether a warning would be kept or raised; where not, none needs to be worked out."""
        return self.strict or not (self._quiet or len(self.warnings) >= self.limits.warnings)

    def warn(
        self, message: str, position: Position | None = None, suggestion: str | None = None
    ) -> None:
        """Note why a value is null; in strict mode refuse it."""
        if self.strict:
            raise FeelValueError(message, position, suggestion)
        if suggestion:
            message += f" (did you mean '{suggestion}'?)"
        if self.hears:
            self.note(message, position)

    def note(self, message: str, position: Position | None) -> None:
        """Keep a warning that is to be kept."""
        self.warnings.append(FeelWarning(message, position))

    def unknown_name(
        self, name: str, position: Position, suggestion: str | None, *, called: bool = False
    ) -> None:
        """Note that nothing defines a name; in strict mode refuse it."""
        message = f"there is no function '{name}'" if called else f"nothing here is called '{name}'"
        if self.strict:
            raise FeelNameError(message, position, suggestion)
        self.warn(message, position, suggestion)

    def quietly(self, closure: Closure, scope: dict[str, object]) -> object:
        """The value of a closure whose warnings are of no interest."""
        before = self.strict, self._quiet
        self.strict, self._quiet = False, True
        try:
            return closure(scope, self)
        finally:
            self.strict, self._quiet = before

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

    def spend_on(self, *values: object) -> None:
        """Take the steps of going once through lists, contexts and strings, by their size.

        Raises:
            FeelLimitError: As `spend`.
        """
        steps = 0
        for value in values:
            kind = type(value)
            if kind is list or kind is dict:
                steps += len(value) // _ITEMS_PER_STEP  # type: ignore[arg-type]
            elif kind is str:
                steps += len(value) // _CHARACTERS_PER_STEP  # type: ignore[arg-type]
        if steps:
            self.spend(steps)

    def check_size(self, size: int, what: str = "list") -> None:
        """Refuse a list or string that grows beyond the limit, before it is built.

        Raises:
            FeelLimitError: `size` is over the limit for `what`, "list" or "string".
        """
        limit = self.limits.list_items if what == "list" else self.limits.string_length
        if size > limit:
            raise FeelLimitError(f"a {what} of {size:,} is longer than the {limit:,} allowed")
