"""Boxed expressions (DMN 1.5, clause 10.2), compiled to closures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.core.dmn import model as m
from engine.core.dmn.evaluation.function import ModelFunction
from engine.core.dmn.evaluation.table import decision_table
from engine.core.dmn.item_types import Conform, TypeTable, conformer
from engine.core.feel.compiler.iteration import items_of
from engine.core.feel.errors import Undefined
from engine.core.feel.types import ANY, FeelType, FunctionType
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.function import Function

if TYPE_CHECKING:
    from engine.core.dmn.evaluation.run import Evaluate, Evaluation

Scope = dict[str, object]


class Boxes:
    """Compiles the expressions of one element.

    Attributes:
        owner: Name of the decision or knowledge model, for the rules that match in it.
    """

    __slots__ = ("_types", "owner")

    def __init__(self, owner: str, types: TypeTable) -> None:
        self.owner = owner
        self._types = types

    def compile(self, expression: m.Expression | None) -> Evaluate:
        """The closure of an expression; null for none."""
        if expression is None:
            return _null
        return _RULES[type(expression)](self, expression)

    def compile_as(self, expression: m.Expression | None, ref: str | None) -> Evaluate:
        """The same, with the value converted to a type."""
        return converted(self.compile(expression), self.conformer(ref))

    def type(self, ref: str | None) -> FeelType:
        """The structure of a type; Any where nothing defines it."""
        found = self._types.find(ref) if ref is not None else None
        return ANY if found is None else found.feel

    def conformer(self, ref: str | None) -> Conform | None:
        """What converts values to a type."""
        return conformer(self._types.find(ref) if ref is not None else None)

    def allowed(self, ref: str | None) -> m.UnaryTests | None:
        """The values that a type allows."""
        found = self._types.find(ref) if ref is not None else None
        return None if found is None else found.allowed

    def parameter(self, variable: m.Variable) -> tuple[str, FeelType, Conform | None]:
        """A parameter of a function."""
        ref = variable.type_ref
        return variable.name, self.type(ref), self.conformer(ref)


def _null(_scope: Scope, _run: Evaluation) -> object:
    return None


def converted(evaluate: Evaluate, conform: Conform | None) -> Evaluate:
    """An expression whose value becomes null with a warning where its type refuses it."""
    if conform is None:
        return evaluate

    def convert(scope: Scope, run: Evaluation) -> object:
        value = evaluate(scope, run)
        try:
            return conform(value, run)
        except Undefined as undefined:
            run.warn(str(undefined))
            return None

    return convert


def _literal(_boxes: Boxes, expression: m.LiteralExpression) -> Evaluate:
    """Text in FEEL."""
    parsed, element, reason = expression.parsed, expression.id, expression.reason
    if parsed is not None:
        evaluate = parsed.run

        def run_text(scope: Scope, run: Evaluation) -> object:
            run.element = element
            return evaluate(scope, run)

        return run_text

    def refuse(_scope: Scope, run: Evaluation) -> object:
        if reason is not None:
            run.element = element
            run.warn(reason)
        return None

    return refuse


def _context(boxes: Boxes, expression: m.Context) -> Evaluate:
    entries = [
        (
            entry.variable.name if entry.variable is not None else None,
            boxes.compile_as(entry.value, entry.variable.type_ref if entry.variable else None),
        )
        for entry in expression.entries
    ]

    def build(scope: Scope, run: Evaluation) -> object:
        inner = dict(scope)
        built: dict[str, object] = {}
        for name, evaluate in entries:
            value = evaluate(inner, run)
            if name is None:
                return value
            inner[name] = built[name] = value
        return built

    return build


def _invocation(boxes: Boxes, expression: m.Invocation) -> Evaluate:
    function = boxes.compile(expression.function)
    bindings = [
        (b.parameter.name, boxes.compile_as(b.value, b.parameter.type_ref))
        for b in expression.bindings
    ]
    element = expression.id

    def invoke(scope: Scope, run: Evaluation) -> object:
        callee = function(scope, run)
        arguments = {name: evaluate(scope, run) for name, evaluate in bindings}
        run.element = element
        try:
            if not isinstance(callee, Function):
                raise Undefined(f"a {kind_of(callee)} is not a function, it cannot be called")
            return callee.invoke_named(arguments, run)
        except Undefined as undefined:
            run.warn(str(undefined))
            return None

    return invoke


def function_definition(
    boxes: Boxes,
    expression: m.FunctionDefinition,
    name: str = "this function",
    type_ref: str | None = None,
) -> Callable[[Scope], Function | None]:
    """What makes the function for a scope; None for one that is not in FEEL."""
    if expression.kind != "FEEL":
        return lambda _scope: None
    parameters = [boxes.parameter(variable) for variable in expression.parameters]
    names = [variable.name for variable in expression.parameters]
    body = boxes.compile(expression.body)
    ref = type_ref or expression.type_ref
    # The reference may be to the type of the function itself.
    result = None if isinstance(boxes.type(ref), FunctionType) else boxes.conformer(ref)

    def make(scope: Scope) -> Function:
        def run_body(arguments: Iterable[object], run: Evaluation) -> object:
            return body({**scope, **dict(zip(names, arguments, strict=True))}, run)

        return ModelFunction(name, parameters, run_body, result)

    return make


def _function(boxes: Boxes, expression: m.FunctionDefinition) -> Evaluate:
    make, element = function_definition(boxes, expression), expression.id

    def build(scope: Scope, run: Evaluation) -> object:
        function = make(scope)
        if function is None:
            run.element = element
            run.warn("functions outside FEEL (Java, PMML) are not run")
        return function

    return build


def _list(boxes: Boxes, expression: m.ListExpression) -> Evaluate:
    items = [boxes.compile(item) for item in expression.items]
    return lambda scope, run: [item(scope, run) for item in items]


def _relation(boxes: Boxes, expression: m.Relation) -> Evaluate:
    rows = [
        [
            (column.name, boxes.compile_as(cell, column.type_ref))
            for column, cell in zip(expression.columns, row, strict=True)
        ]
        for row in expression.rows
    ]
    return lambda scope, run: [{name: cell(scope, run) for name, cell in row} for row in rows]


def _conditional(boxes: Boxes, expression: m.Conditional) -> Evaluate:
    condition = boxes.compile(expression.condition)
    yes, no = boxes.compile(expression.yes), boxes.compile(expression.no)
    element = expression.id

    def choose(scope: Scope, run: Evaluation) -> object:
        answer = condition(scope, run)
        if answer is None or isinstance(answer, bool):
            return yes(scope, run) if answer else no(scope, run)
        run.element = element
        run.warn(f"the condition is a {kind_of(answer)}, neither true nor false")
        return None

    return choose


def _each(source: Evaluate, element: str) -> Callable[[Scope, Evaluation], Iterable[object] | None]:
    """The items to go through, each paid for; None with a warning where there are none."""

    def items(scope: Scope, run: Evaluation) -> Iterable[object] | None:
        value = source(scope, run)
        run.element = element
        try:
            return _paid(items_of(value), run)
        except Undefined as undefined:
            run.warn(str(undefined))
            return None

    return items


def _paid(items: Iterable[object], run: Evaluation) -> Iterable[object]:
    for item in items:
        run.spend()
        yield item


def _filter(boxes: Boxes, expression: m.Filter) -> Evaluate:
    source, match = boxes.compile(expression.source), boxes.compile(expression.match)
    each = _each(source, expression.id)

    def select(scope: Scope, run: Evaluation) -> object:
        items = each(scope, run)
        if items is None:
            return None
        kept = []
        for item in items:
            members = item if isinstance(item, dict) else {}
            if match({**scope, "item": item, **members}, run) is True:
                kept.append(item)
        return kept

    return select


def _for(boxes: Boxes, expression: m.For) -> Evaluate:
    each = _each(boxes.compile(expression.source), expression.id)
    result, variable = boxes.compile(expression.result), expression.iterator
    reads_partial = _mentions(expression.result, "partial")

    def collect(scope: Scope, run: Evaluation) -> object:
        items = each(scope, run)
        if items is None:
            return None
        results: list[object] = []
        for item in items:
            run.check_size(len(results) + 1)
            inner = {**scope, variable: item}
            if reads_partial:
                run.spend(len(results))
                inner["partial"] = list(results)
            results.append(result(inner, run))
        return results

    return collect


def _mentions(expression: object, word: str) -> bool:
    """Whether any text in an expression holds a word."""
    if isinstance(expression, (m.LiteralExpression, m.UnaryTests)):
        return word in expression.text
    if isinstance(expression, tuple):
        return any(_mentions(part, word) for part in expression)
    fields = getattr(expression, "__dataclass_fields__", ())
    return any(_mentions(getattr(expression, name), word) for name in fields)


def _quantified(boxes: Boxes, expression: m.Quantified) -> Evaluate:
    each = _each(boxes.compile(expression.source), expression.id)
    condition, variable = boxes.compile(expression.condition), expression.iterator
    decisive = expression.kind == "some"

    def decide(scope: Scope, run: Evaluation) -> object:
        items = each(scope, run)
        if items is None:
            return None
        answer: bool | None = not decisive
        for item in items:
            value = condition({**scope, variable: item}, run)
            if value is decisive:
                return decisive
            if not isinstance(value, bool):
                answer = None
        return answer

    return decide


def _table(boxes: Boxes, expression: m.DecisionTable) -> Evaluate:
    return decision_table(expression, boxes)


_RULES: Final[Mapping[type[m.Expression], Callable[[Boxes, Any], Evaluate]]] = {
    m.Conditional: _conditional,
    m.Context: _context,
    m.DecisionTable: _table,
    m.Filter: _filter,
    m.For: _for,
    m.FunctionDefinition: _function,
    m.Invocation: _invocation,
    m.ListExpression: _list,
    m.LiteralExpression: _literal,
    m.Quantified: _quantified,
    m.Relation: _relation,
}
