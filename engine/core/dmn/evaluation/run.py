"""The state of one evaluation of a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from engine.core.dmn.results import DmnWarning, MatchedRule
from engine.core.feel.errors import FeelValueError, Position
from engine.core.feel.run import Run

if TYPE_CHECKING:
    from engine.core.dmn.evaluation.nodes import Node
    from engine.core.feel.values.temporal import DateTime


class Evaluation(Run):
    """One evaluation.

    Attributes:
        element: Id of the element that is being evaluated, for warnings.
        inputs: Values by the names of input data, as the caller gave them.
        values: What is known already, by node.
        matched: The rules that decided so far.
    """

    __slots__ = ("element", "inputs", "matched", "values")

    def __init__(self, inputs: Mapping[str, object], now: DateTime | None, *, strict: bool) -> None:
        super().__init__(now, strict=strict)
        self.element = ""
        self.inputs = inputs
        self.values: dict[Node, object] = {}
        self.matched: list[MatchedRule] = []

    def warn(self, message: str, position: Position | None = None) -> None:
        """Note why a value is null; in strict mode refuse it."""
        if self.strict:
            raise FeelValueError(message, position)
        if len(self.warnings) < self.limits.warnings:
            self.warnings.append(DmnWarning(message, position, self.element))


Evaluate = Callable[[dict[str, object], Evaluation], object]
"""What gives the value of an expression, for the names in scope."""
