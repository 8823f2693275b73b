"""Functions that the model defines: knowledge models, services, boxed functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.core.dmn.evaluation.run import Evaluation
from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.values.function import Function, raise_wrong_count

if TYPE_CHECKING:
    from engine.core.dmn.conformance import Conform
    from engine.core.feel.run import Run
    from engine.core.feel.types import FeelType

Body = Callable[[Sequence[object], Evaluation], object]
"""Gives the value of a function for its arguments."""


class ModelFunction(Function):
    """A function of the model; it runs in an evaluation of the model only.

    Attributes:
        types: The types of its parameters.
    """

    __slots__ = ("_body", "_conform", "_result", "types")

    def __init__(
        self,
        name: str,
        parameters: Sequence[tuple[str, FeelType, Conform | None]],
        body: Body,
        result: Conform | None = None,
    ) -> None:
        super().__init__(name, tuple(name for name, _, _ in parameters))
        self.types = tuple(kind for _, kind, _ in parameters)
        self._conform = tuple(conform for _, _, conform in parameters)
        self._body = body
        self._result = result

    def invoke(self, arguments: Sequence[object], run: Run) -> object:
        """The value for arguments, each converted to the type of its parameter."""
        if not isinstance(run, Evaluation):
            raise Undefined(f"{self.name} can be called only where its model is evaluated")
        if len(arguments) != len(self.parameters):
            raise_wrong_count(self, len(arguments))
        run.spend()
        if run.depth >= run.limits.call_depth:
            raise FeelLimitError(
                f"functions call each other more than {run.limits.call_depth} deep"
            )
        converted = [
            argument if conform is None else conform(argument, run)
            for argument, conform in zip(arguments, self._conform, strict=True)
        ]
        element = run.element
        run.depth += 1
        try:
            value = self._body(converted, run)
            return value if self._result is None else self._result(value, run)
        finally:
            run.depth -= 1
            run.element = element
