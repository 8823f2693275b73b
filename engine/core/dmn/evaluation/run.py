"""The state of one evaluation of a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from engine.core.dmn.results import DmnWarning, MatchedRule
from engine.core.feel.run import Run

if TYPE_CHECKING:
    from engine.core.dmn.evaluation.nodes import Node
    from engine.core.feel.errors import Position
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

    def note(self, message: str, position: Position | None) -> None:
        """Keep a warning, with the element that it is about."""
        self.warnings.append(DmnWarning(message, position, self.element))


Evaluate = Callable[[dict[str, object], Evaluation], object]
"""What gives the value of an expression, for the names in scope."""
