"""Boxed expressions (DMN 1.5, clause 10.2.1), compiled to closures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.core.dmn import model as m
from engine.core.dmn.conformance import Conform, conformer
from engine.core.dmn.evaluation.calling import function, invocation
from engine.core.dmn.evaluation.iteration import filtering, loop, quantified
from engine.core.dmn.evaluation.table import decision_table
from engine.core.feel.errors import Undefined
from engine.core.feel.types import ANY, FeelType
from engine.core.feel.values.describe import kind_of

if TYPE_CHECKING:
    from engine.core.dmn.evaluation.run import Evaluate, Evaluation
    from engine.core.dmn.item_type import ItemType
    from engine.core.dmn.item_types import TypeTable

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

    def compile_as(
        self, expression: m.Expression | None, ref: str | None, element: str
    ) -> Evaluate:
        """The same, with the value converted to the type that an element has."""
        return converted(self.compile(expression), self.conformer(ref), element)

    def type(self, ref: str | None) -> FeelType:
        """The structure of a type; Any where nothing defines it."""
        found = self._find(ref)
        return ANY if found is None else found.feel

    def conformer(self, ref: str | None) -> Conform | None:
        """What converts values to a type."""
        return conformer(self._find(ref))

    def result(self, ref: str | None) -> Conform | None:
        """What converts the result of a function of a type, or whose result is of that type."""
        found = self._find(ref)
        signature = None if found is None else found.signature
        return conformer(found if signature is None else signature.result)

    def allowed(self, ref: str | None) -> m.UnaryTests | None:
        """The values that a type allows, its own or those of the type that it restricts."""
        found = self._find(ref)
        return None if found is None else found.listed

    def parameter(self, variable: m.Variable) -> tuple[str, FeelType, Conform | None]:
        """A parameter of a function."""
        ref = variable.type_ref
        return variable.name, self.type(ref), self.conformer(ref)

    def _find(self, ref: str | None) -> ItemType | None:
        return self._types.find(ref) if ref is not None else None


def _null(_scope: Scope, _run: Evaluation) -> object:
    return None


def converted(evaluate: Evaluate, conform: Conform | None, element: str) -> Evaluate:
    """An expression whose value becomes null with a warning where its type refuses it."""
    if conform is None:
        return evaluate

    def convert(scope: Scope, run: Evaluation) -> object:
        value = evaluate(scope, run)
        try:
            return conform(value, run)
        except Undefined as undefined:
            run.element = element
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
    """Named values; each entry sees those before it, one without a name is the result."""
    entries = [
        (None, boxes.compile(entry.value))
        if entry.variable is None
        else (
            entry.variable.name,
            boxes.compile_as(entry.value, entry.variable.type_ref, entry.variable.id),
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


def _list(boxes: Boxes, expression: m.ListExpression) -> Evaluate:
    items = [boxes.compile(item) for item in expression.items]
    return lambda scope, run: [item(scope, run) for item in items]


def _relation(boxes: Boxes, expression: m.Relation) -> Evaluate:
    """One context for each row."""
    rows = [
        [
            (column.name, boxes.compile_as(cell, column.type_ref, cell.id if cell else column.id))
            for column, cell in zip(expression.columns, row, strict=True)
        ]
        for row in expression.rows
    ]
    return lambda scope, run: [{name: cell(scope, run) for name, cell in row} for row in rows]


def _conditional(boxes: Boxes, expression: m.Conditional) -> Evaluate:
    """One way or the other; null goes the way of false."""
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


def _table(boxes: Boxes, expression: m.DecisionTable) -> Evaluate:
    return decision_table(expression, boxes)


_RULES: Final[Mapping[type[m.Expression], Callable[[Boxes, Any], Evaluate]]] = {
    m.Conditional: _conditional,
    m.Context: _context,
    m.DecisionTable: _table,
    m.Filter: filtering,
    m.For: loop,
    m.FunctionDefinition: function,
    m.Invocation: invocation,
    m.ListExpression: _list,
    m.LiteralExpression: _literal,
    m.Quantified: quantified,
    m.Relation: _relation,
}
