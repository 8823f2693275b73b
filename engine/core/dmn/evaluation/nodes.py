"""The requirements graph at work: each element gives its value once in an evaluation."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, cast

from engine.core.dmn import model as m
from engine.core.dmn.evaluation.boxed import Boxes, converted
from engine.core.dmn.evaluation.calling import function_definition
from engine.core.dmn.evaluation.function import ModelFunction
from engine.core.feel.errors import Undefined
from engine.core.feel.values.function import Function
from engine.core.feel.values.python import from_python

if TYPE_CHECKING:
    from engine.core.dmn.evaluation.run import Evaluation

Scope = dict[str, object]
Path = tuple[str, ...]

_PENDING: Final = object()
_MISSING: Final = object()


class Node(ABC):
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

    def answer(self, run: Evaluation) -> object:
        """What the caller gets who asks for this element: its value, or that of a call."""
        return self.value(run)

    @abstractmethod
    def _work_out(self, run: Evaluation) -> object:
        """The value, when it is asked for the first time."""

    def _scope(self, run: Evaluation) -> Scope:
        """The values of what is required, those of imported documents below the import's name."""
        spaces: dict[Path, Scope] = {(): {}}
        for path, node in self.requires:
            space = _space(spaces, path)
            space[node.name] = space[node.element.variable.name] = node.value(run)
        return spaces[()]


def _space(spaces: dict[Path, Scope], path: Path) -> Scope:
    """The names of a document, found at its path from the outermost."""
    known = spaces.get(path)
    if known is None:
        known = spaces[path] = _space(spaces, path[:-1])[path[-1]] = {}
    return known


class Datum(Node):
    """An element with a value of its own: an input or a decision."""

    __slots__ = ("conform", "kind", "path")

    def __init__(self, element: m.InputData | m.Decision, boxes: Boxes, path: Path) -> None:
        super().__init__()
        self.path = path
        self.kind = boxes.type(element.type_ref)
        self.conform = boxes.conformer(element.type_ref)

    def given(self, run: Evaluation) -> object:
        """What the caller gave, as the type wants it; null with a warning where that fails."""
        value = _given(run.inputs, self.path, self.name)
        try:
            if value is _MISSING:
                raise Undefined(f"no value was given for '{self.name}'")
            converted = from_python(value)
            return converted if self.conform is None else self.conform(converted, run)
        except Undefined as undefined:
            run.element = self.element.id
            about = "" if value is _MISSING else f"'{self.name}': "
            run.warn(f"{about}{undefined}")
            return None


def _given(inputs: Mapping[str, object], path: Path, name: str) -> object:
    """A value below the names of imports, else by its full name, else by its name alone."""
    inner: object = inputs
    for part in path:
        inner = inner.get(part) if isinstance(inner, Mapping) else None
    if isinstance(inner, Mapping) and name in inner:
        return inner[name]
    return inputs.get(".".join((*path, name)), inputs.get(name, _MISSING))


class InputNode(Datum):
    """A datum from outside."""

    __slots__ = ("element",)

    def __init__(self, element: m.InputData, boxes: Boxes, path: Path) -> None:
        super().__init__(element, boxes, path)
        self.element: m.InputData = element

    def _work_out(self, run: Evaluation) -> object:
        run.element = self.element.id
        return self.given(run)


class DecisionNode(Datum):
    """A decision.

    A document without any input data, as many editors write them, gets what the caller gave
    as its variables: it could not name them otherwise.
    """

    __slots__ = ("_evaluate", "_reads_inputs", "element")

    def __init__(
        self, element: m.Decision, boxes: Boxes, path: Path, *, reads_inputs: bool
    ) -> None:
        super().__init__(element, boxes, path)
        self.element: m.Decision = element
        self._evaluate = converted(boxes.compile(element.logic), self.conform, element.id)
        self._reads_inputs = reads_inputs

    def _work_out(self, run: Evaluation) -> object:
        scope = self._scope(run)
        run.element = self.element.id
        if self._reads_inputs:
            given = from_python({str(name): value for name, value in run.inputs.items()})
            scope = cast("Scope", given) | scope
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
            # The type of the result, or of the function: of the logic, else of the variable.
            type_ref = logic.type_ref or element.type_ref
            self._make = function_definition(boxes, logic, element.name, type_ref)

    def answer(self, run: Evaluation) -> object:
        """The value of the function for arguments by the names of its parameters."""
        function = self.value(run)
        if not isinstance(function, Function):
            return function
        run.element = self.element.id
        arguments = {
            name: from_python(run.inputs[name])
            for name in function.parameters
            if name in run.inputs
        }
        return _called(self, run, lambda: function.invoke_named(arguments, run))

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


class ServiceNode(Node):
    """A decision service: a function of its input data, then its input decisions."""

    __slots__ = ("_result", "element", "outputs", "parameters")

    def __init__(self, element: m.DecisionService, boxes: Boxes) -> None:
        super().__init__()
        self.element: m.DecisionService = element
        self.parameters: list[Datum] = []
        self.outputs: list[Node] = []
        self._result = boxes.result(element.type_ref)

    def answer(self, run: Evaluation) -> object:
        """The output decisions for what the caller gave; what does not fit is null."""
        given = [node.given(run) for node in self.parameters]
        return _called(self, run, lambda: self._work_out(run).invoke(given, run))

    def _work_out(self, _run: Evaluation) -> Function:
        return ModelFunction(
            self.name,
            [(node.name, node.kind, node.conform) for node in self.parameters],
            self._serve,
            self._result,
        )

    def _serve(self, arguments: Sequence[object], run: Evaluation) -> object:
        """The output decisions, worked out anew from the arguments alone."""
        outside, inputs = run.values, run.inputs
        run.values, run.inputs = {}, {}
        try:
            run.values.update(zip(self.parameters, arguments, strict=True))
            if len(self.outputs) == 1:
                return self.outputs[0].value(run)
            return {node.name: node.value(run) for node in self.outputs}
        finally:
            run.values, run.inputs = outside, inputs


def _called(node: Node, run: Evaluation, call: Callable[[], object]) -> object:
    """The value of a call; null with a warning where it has none."""
    try:
        return call()
    except Undefined as undefined:
        run.element = node.element.id
        run.warn(str(undefined))
        return None
