"""Ranges, `in`, and the unary tests of decision tables (10.3.2.7 and table 55)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.core.feel.compiler.operators import compare, incomparable
from engine.core.feel.compiler.scope import Scope as InnerScope
from engine.core.feel.errors import Undefined
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import position
from engine.core.feel.values.comparison import contains, equal, make_range
from engine.core.feel.values.range import Range

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.core.feel.compiler.compiler import Closure, Compiler
    from engine.core.feel.run import Run

    Test = Callable[[object, dict[str, object], Run], bool | None]
    Satisfies = Callable[[object, object, Run], bool | None]

Scope = dict[str, object]

_ENDS: Final[dict[str, tuple[bool, bool, bool]]] = {
    # operator: whether the end point is the start, whether it is the end, whether included
    "=": (True, True, True),
    "<": (False, True, False),
    "<=": (False, True, True),
    ">": (True, False, False),
    ">=": (True, False, True),
}


def interval(compiler: Compiler, node: n.Interval) -> Closure:
    """`[a..b]` and its open forms as a value."""
    low, high = compiler.compile(node.low), compiler.compile(node.high)
    low_in, high_in = node.low_included, node.high_included
    if isinstance(node.low, n.Literal) and isinstance(node.high, n.Literal):
        return _constant_range(compiler, node, node.low.value, node.high.value)
    text, at, end = compiler.text, node.at, node.end

    def build(scope: Scope, run: Run) -> object:
        try:
            return _closed(low(scope, run), high(scope, run), low_in, high_in)
        except Undefined as undefined:
            run.warn(str(undefined), position(text, at, end))
            return None

    return build


def _constant_range(compiler: Compiler, node: n.Interval, low: object, high: object) -> Closure:
    try:
        value = _closed(low, high, node.low_included, node.high_included)
    except Undefined as undefined:
        reason = str(undefined)

        def warn(_scope: Scope, run: Run) -> object:
            run.warn(reason, compiler.position(node))
            return None

        return warn
    return lambda _scope, _run: value


def _closed(low: object, high: object, low_included: bool, high_included: bool) -> Range:
    if low is None or high is None:
        raise Undefined("an end of the range is null")
    return make_range(low, high, low_included, high_included)


def unary_comparison(compiler: Compiler, node: n.UnaryComparison) -> Closure:
    """`< 10` and the like as a value: a range that is open to one side."""
    endpoint = compiler.compile(node.endpoint)
    operator = node.operator

    def build(value: object) -> object:
        if operator not in _ENDS:
            raise Undefined("'!=' is a test, it has no value of its own")
        if value is None:
            raise Undefined("an end of the range is null")
        start, end, included = _ENDS[operator]
        return make_range(
            value if start else None,
            value if end else None,
            start and included,
            end and included,
        )

    guarded = compiler.guarded(node, build)
    return lambda scope, run: guarded(run, endpoint(scope, run))


def membership(compiler: Compiler, node: n.In) -> Closure:
    """`operand in tests`: true when one test holds."""
    operand = compiler.compile(node.operand)
    tests = [unary_test(compiler, test) for test in node.tests]

    def decide(scope: Scope, run: Run) -> object:
        return _any(tests, operand(scope, run), scope, run)

    return decide


def _any(tests: list[Test], value: object, scope: Scope, run: Run) -> bool | None:
    result: bool | None = False
    for test in tests:
        answer = test(value, scope, run)
        if answer is True:
            return True
        if answer is None:
            result = None
    return result


def unary_test(compiler: Compiler, node: n.Node) -> Test:
    """One positive unary test (rule 13): whether a value satisfies it."""
    if isinstance(node, n.UnaryComparison):
        return _comparison_test(compiler, node)
    satisfies = _satisfaction(compiler, node)
    if isinstance(node, n.Literal):
        constant = node.value
        return lambda value, _scope, run: satisfies(value, constant, run)
    inner = compiler.compile(node)
    if "?" in compiler.facts(node).reads:
        return _condition_test(inner, satisfies)
    if isinstance(node, n.Interval):
        return _range_test(inner, satisfies)
    return _value_test(inner, satisfies)


def _value_test(build: Closure, satisfies: Satisfies) -> Test:
    """A value to equal, or a condition that reads other things than the value (7.3.2).

    Beside a value that is true or false, true is one to equal; beside all others it can only
    be the answer of a condition.
    """

    def decide(value: object, scope: Scope, run: Run) -> bool | None:
        expected = build(scope, run)
        if expected is True and not isinstance(value, bool):
            return True
        return satisfies(value, expected, run)

    return decide


def _range_test(build: Closure, satisfies: Satisfies) -> Test:
    """A range that has no value, such as one with an end of null, holds nothing and no answer."""

    def decide(value: object, scope: Scope, run: Run) -> bool | None:
        expected = build(scope, run)
        return None if expected is None else satisfies(value, expected, run)

    return decide


def _comparison_test(compiler: Compiler, node: n.UnaryComparison) -> Test:
    endpoint = compiler.compile(node.endpoint)
    reads_value = "?" in compiler.facts(node.endpoint).reads
    operator = node.operator
    text, at, end = compiler.text, node.at, node.end

    def decide(value: object, scope: Scope, run: Run) -> bool | None:
        inner = scope
        if reads_value:
            inner = InnerScope(scope)
            inner["?"] = value
        limit = endpoint(inner, run)
        answer = compare(operator, value, limit, run)
        if answer is None and value is not None and limit is not None:
            run.warn(incomparable(operator, value, limit), position(text, at, end))
        return answer

    return decide


def _condition_test(condition: Closure, satisfies: Satisfies) -> Test:
    """A test that speaks of the value as `?`: a condition, or a value to equal."""

    def decide(value: object, scope: Scope, run: Run) -> bool | None:
        inner = InnerScope(scope)
        inner["?"] = value
        answer = condition(inner, run)
        if answer is None or isinstance(answer, bool):
            return answer
        return satisfies(value, answer, run)

    return decide


def _satisfaction(compiler: Compiler, node: n.Node) -> Satisfies:
    """Whether a value is what a test names: an equal, or one in its range or list."""
    text, at, end = compiler.text, node.at, node.end

    def satisfies(value: object, expected: object, run: Run) -> bool | None:
        if isinstance(expected, list):
            return _is_listed(value, expected, run)
        if isinstance(expected, Range):
            answer = contains(expected, value)
        else:
            answer = equal(value, expected, run)
        if answer is None and value is not None:
            run.warn(incomparable("in", value, expected), position(text, at, end))
        return answer

    return satisfies


def _is_listed(value: object, expected: list[object], run: Run) -> bool:
    run.spend_on(expected)
    if any(_matches_item(value, item, run) for item in expected):
        return True
    return equal(value, expected, run) is True


def _matches_item(value: object, item: object, run: Run) -> bool:
    if isinstance(item, Range) and contains(item, value) is True:
        return True
    return equal(value, item, run) is True


def unary_tests(compiler: Compiler, node: n.UnaryTests) -> Test:
    """The cell of a decision table: `-` holds for everything, null too."""
    if not node.tests:
        return lambda _value, _scope, _run: True
    tests = [unary_test(compiler, test) for test in node.tests]
    if len(tests) == 1 and not node.negated:
        return tests[0]
    if not node.negated:
        return lambda value, scope, run: _any(tests, value, scope, run)

    def negated(value: object, scope: Scope, run: Run) -> bool | None:
        answer = _any(tests, value, scope, run)
        return None if answer is None else not answer

    return negated
