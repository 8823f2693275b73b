"""Decision tables, compiled to closures (DMN 1.5, clause 8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

from engine.core import feel
from engine.core.dmn.conformance import holds
from engine.core.dmn.evaluation.hit_policy import Hit, Rank, decide
from engine.core.dmn.evaluation.run import Evaluate, Evaluation
from engine.core.dmn.model import DecisionTable, HitPolicy, InputClause, OutputClause, Rule
from engine.core.dmn.results import MatchedRule
from engine.core.feel.errors import Undefined
from engine.core.feel.values.text import to_string

if TYPE_CHECKING:
    from engine.core.dmn.evaluation.boxed import Boxes
    from engine.core.dmn.model import UnaryTests
    from engine.core.feel import UnaryTests as Tests
    from engine.core.feel.syntax import nodes as n

Scope = dict[str, object]

_RULES_PER_STEP: Final = 10


def decision_table(table: DecisionTable, boxes: Boxes) -> Evaluate:
    """What evaluates a table, and notes the rules that decided."""
    inputs = [_input(clause, boxes) for clause in table.inputs]
    rules = [_Row(number, rule, table, boxes) for number, rule in enumerate(table.rules, 1)]
    default, rank = _default(table, boxes), _ranking(table, boxes)
    label = table.label or table.output_label or boxes.owner
    one_is_enough = table.hit_policy is HitPolicy.FIRST
    element, steps = table.id, 1 + len(rules) // _RULES_PER_STEP

    def evaluate(scope: Scope, run: Evaluation) -> object:
        run.spend(steps)
        try:
            values = [read(scope, run) for read in inputs]
            hits = []
            for row in rules:
                if row.matches(values, scope, run):
                    hits.append(row.hit(scope, run))
                    if one_is_enough:
                        break
            run.element = element
            if not hits:
                return default(scope, run)
            value, decisive = decide(table.hit_policy, table.aggregation, hits, rank, run)
        except Undefined as undefined:
            run.warn(str(undefined))
            return None
        run.matched.extend(
            MatchedRule(boxes.owner, label, hit.number, hit.rule.id, hit.rule.annotations)
            for hit in decisive
        )
        return value

    return evaluate


def _input(clause: InputClause, boxes: Boxes) -> Evaluate:
    evaluate = boxes.compile_as(clause.expression, clause.expression.type_ref, clause.id)
    values = clause.values.parsed if clause.values is not None else None
    if clause.values is None or values is None or clause.values.any_value:
        return evaluate
    name, allowed = clause.label or clause.expression.text, clause.values.text

    def read(scope: Scope, run: Evaluation) -> object:
        value = evaluate(scope, run)
        run.element = clause.id
        if not _allowed(values, value, scope, run):
            raise Undefined(f"'{name}' is {to_string(value)}, allowed are: {allowed}")
        return value

    return read


def _allowed(values: Tests, value: object, scope: Scope, run: Evaluation) -> bool:
    """Whether a value, or each item of a list, satisfies the values that a column allows."""
    if holds(values, value, scope, run):
        return True
    return isinstance(value, list) and all(holds(values, item, scope, run) for item in value)


class _Row:
    """A rule: the tests that are not empty, and what it gives."""

    __slots__ = ("_names", "_number", "_outputs", "_rule", "_tests")

    def __init__(self, number: int, rule: Rule, table: DecisionTable, boxes: Boxes) -> None:
        self._number = number
        self._rule = rule
        self._tests = [
            (column, test.id, test.parsed.run if test.parsed is not None else None)
            for column, test in enumerate(rule.tests)
            if not test.any_value
        ]
        self._names = [clause.name for clause in table.outputs]
        self._outputs = [
            _output(clause, boxes.compile_as(cell, clause.type_ref, cell.id))
            for clause, cell in zip(table.outputs, rule.outputs, strict=False)
        ]

    def matches(self, values: Sequence[object], scope: Scope, run: Evaluation) -> bool:
        """Whether every test holds; the first that does not ends it."""
        for column, element, test in self._tests:
            run.element = element
            if test is None or test(values[column], scope, run) is not True:
                return False
        return True

    def hit(self, scope: Scope, run: Evaluation) -> Hit:
        """What the rule gives."""
        outputs = tuple(output(scope, run) for output in self._outputs)
        return Hit(self._rule, self._number, outputs, _value(self._names, outputs))


def _value(names: Sequence[str | None], outputs: Sequence[object]) -> object:
    """The value of a table with one output, or a context of several."""
    if len(names) == 1:
        return outputs[0] if outputs else None
    return {name or "": value for name, value in zip(names, outputs, strict=False)}


def _output(clause: OutputClause, evaluate: Evaluate) -> Evaluate:
    values = clause.values.parsed if clause.values is not None else None
    if clause.values is None or values is None or clause.values.any_value:
        return evaluate
    allowed = clause.values.text

    def give(scope: Scope, run: Evaluation) -> object:
        value = evaluate(scope, run)
        run.element = clause.id
        if value is not None and not _allowed(values, value, scope, run):
            run.warn(f"the output is {to_string(value)}, allowed are: {allowed}")
        return value

    return give


def _default(table: DecisionTable, boxes: Boxes) -> Evaluate:
    """The default outputs; null where the table has none."""
    if all(clause.default is None for clause in table.outputs):
        return lambda _scope, _run: None
    names = [clause.name for clause in table.outputs]
    cells = [boxes.compile_as(c.default, c.type_ref, c.id) for c in table.outputs]
    listed = table.hit_policy in (HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER) or (
        table.hit_policy is HitPolicy.COLLECT and table.aggregation is None
    )

    def give(scope: Scope, run: Evaluation) -> object:
        value = _value(names, [cell(scope, run) for cell in cells])
        return [value] if listed and not isinstance(value, list) else value

    return give


def _ranking(table: DecisionTable, boxes: Boxes) -> Rank:
    """Where outputs stand in the lists of output values, by column from the left."""
    # A single output has the type of its table; the standard gives it none of its own.
    whole = table.type_ref if len(table.outputs) == 1 else None
    columns = [places(c.values or boxes.allowed(c.type_ref or whole)) for c in table.outputs]

    def rank(hit: Hit, run: Evaluation) -> tuple[int, ...]:
        return tuple(
            next((i for i, test in enumerate(tests) if holds(test, value, {}, run)), len(tests))
            for tests, value in zip(columns, hit.outputs, strict=False)
        )

    return rank


def places(values: UnaryTests | None) -> list[Tests]:
    """The tests of a list of output values, one by one; behind them all is what none holds for."""
    if values is None or values.parsed is None or values.parsed.error is not None:
        return []
    return [
        feel.parse_unary_tests(values.parsed.text[test.at : test.end])
        for test in cast("n.UnaryTests", values.parsed.tree).tests
    ]
