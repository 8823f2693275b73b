"""The requirements graph at work: each element gives its value once in an evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from engine.core.dmn import model as m
from engine.core.dmn.evaluation.boxed import Boxes, converted, function_definition
from engine.core.dmn.evaluation.function import ModelFunction
from engine.core.feel.errors import Undefined
from engine.core.feel.types import FunctionType
from engine.core.feel.values.function import Function
from engine.core.feel.values.python import from_python

if TYPE_CHECKING:
    from engine.core.dmn.evaluation.run import Evaluation

Scope = dict[str, object]
Path = tuple[str, ...]

_PENDING: Final = object()


class Node:
    """An element of the graph.

    Attributes:
        element: What the model says of it.
        requires: What it needs, each with the names of the imports that lead there.
    """

    __slots__ = ("element", "requires")
    element: m.InputData | m.Decision | m.BusinessKnowledgeModel | m.DecisionService

    def __init__(self) -> None:
        self.requires: list[tuple[Path, Node]] = []

    @property
    def name(self) -> str:
        """The element's name."""
        return self.element.name

    def value(self, run: Evaluation) -> object:
        """The value of the element, known or worked out now."""
        known = run.values.get(self, run)
        if known is _PENDING:
            run.element = self.element.id
            run.warn(f"'{self.name}' needs itself")
            return None
        if known is not run:
            return known
        run.values[self] = _PENDING
        value = run.values[self] = self._work_out(run)
        return value

    def _work_out(self, run: Evaluation) -> object:
        raise NotImplementedError

    def _scope(self, run: Evaluation) -> Scope:
        """The values of what is required, those of imported documents below the import's name."""
        scope: Scope = {}
        for path, node in self.requires:
            inner = scope
            for part in path:
                inner = inner.setdefault(part, {})  # type: ignore[assignment]
            inner[node.name] = node.value(run)
        return scope


class InputNode(Node):
    """A datum from outside."""

    __slots__ = ("_conform", "_path", "element")

    def __init__(self, element: m.InputData, boxes: Boxes, path: Path) -> None:
        super().__init__()
        self.element: m.InputData = element
        self._path = path
        self._conform = boxes.conformer(element.type_ref)

    def _work_out(self, run: Evaluation) -> object:
        given: object = run.inputs
        for part in self._path:
            given = given.get(part) if isinstance(given, Mapping) else None
        if not isinstance(given, Mapping) or self.name not in given:
            given = run.inputs
        run.element = self.element.id
        if self.name not in given:
            run.warn(f"no value was given for '{self.name}'")
            return None
        return self.accept(from_python(given[self.name]), run)

    def accept(self, value: object, run: Evaluation) -> object:
        """A value as the type wants it; null with a warning where it does not fit."""
        if self._conform is None:
            return value
        try:
            return self._conform(value, run)
        except Undefined as undefined:
            run.element = self.element.id
            run.warn(f"'{self.name}': {undefined}")
            return None


class DecisionNode(Node):
    """A decision.

    A document without any input data, as many editors write them, gets what the caller gave
    as its variables: it could not name them otherwise.
    """

    __slots__ = ("_evaluate", "_reads_inputs", "conform", "element")

    def __init__(self, element: m.Decision, boxes: Boxes, *, reads_inputs: bool) -> None:
        super().__init__()
        self.element: m.Decision = element
        self.conform = boxes.conformer(element.type_ref)
        self._evaluate = converted(boxes.compile(element.logic), self.conform)
        self._reads_inputs = reads_inputs

    def _work_out(self, run: Evaluation) -> object:
        scope = self._scope(run)
        if self._reads_inputs:
            scope = {name: from_python(value) for name, value in run.inputs.items()} | scope
        run.spend()
        return self._evaluate(scope, run)


class KnowledgeNode(Node):
    """A business knowledge model: a function, which may call itself."""

    __slots__ = ("_make", "element")

    def __init__(self, element: m.BusinessKnowledgeModel, boxes: Boxes) -> None:
        super().__init__()
        self.element: m.BusinessKnowledgeModel = element
        self._make = None
        if element.logic is not None:
            logic = element.logic
            self._make = function_definition(boxes, logic, element.name, _result_type(element))

    def _work_out(self, run: Evaluation) -> object:
        if self._make is None:
            return None
        scope: Scope = {}
        function = self._make(scope)
        if function is None:
            run.element = self.element.id
            run.warn("functions outside FEEL (Java, PMML) are not run")
            return None
        run.values[self] = function
        scope.update(self._scope(run))
        scope[self.name] = function
        return function


def _result_type(element: m.BusinessKnowledgeModel) -> str | None:
    """The type of the result, or of the function: of the logic, else of the variable."""
    own = element.logic.type_ref if element.logic is not None else None
    return own or element.type_ref


class ServiceNode(Node):
    """A decision service: a function of its input data, then its input decisions."""

    __slots__ = ("_boxes", "element", "outputs", "parameters")

    def __init__(self, element: m.DecisionService, boxes: Boxes) -> None:
        super().__init__()
        self.element: m.DecisionService = element
        self.parameters: list[Node] = []
        self.outputs: list[Node] = []
        self._boxes = boxes

    def _work_out(self, _run: Evaluation) -> Function:
        parameters = []
        for node in self.parameters:
            name, kind, _ = self._boxes.parameter(node.element.variable)
            parameters.append((node.name or name, kind, None))
        result = self._boxes.conformer(self.element.type_ref)
        if isinstance(self._boxes.type(self.element.type_ref), FunctionType):
            result = None
        return ModelFunction(self.name, parameters, self._serve, result)

    def _serve(self, arguments: Sequence[object], run: Evaluation) -> object:
        """The output decisions, worked out anew from the arguments alone."""
        outside, inputs = run.values, run.inputs
        run.values, run.inputs = {}, {}
        try:
            for node, value in zip(self.parameters, arguments, strict=True):
                run.values[node] = self._accept(node, value, run)
            if len(self.outputs) == 1:
                return self.outputs[0].value(run)
            return {node.name: node.value(run) for node in self.outputs}
        finally:
            run.values, run.inputs = outside, inputs

    def _accept(self, node: Node, value: object, run: Evaluation) -> object:
        if isinstance(node, InputNode):
            return node.accept(value, run)
        conform = node.conform if isinstance(node, DecisionNode) else None
        return value if conform is None else conform(value, run)
