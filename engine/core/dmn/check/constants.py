"""What in a cell is constant, and whether constants are all that it compares with."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from engine.core import feel
from engine.core.feel.free_names import children
from engine.core.feel.run import Run
from engine.core.feel.syntax import nodes as n
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.temporal import Date, DateTime, Time

if TYPE_CHECKING:
    from engine.core.feel import UnaryTests

_SIMPLE: Final = (
    Decimal, str, bool, type(None), Date, Time, DateTime, DaysAndTimeDuration,
    YearsAndMonthsDuration,
)  # fmt: skip
_COMPUTED: Final = (n.Literal, n.Negation, n.Arithmetic, n.Call)
_NONE: Final = object()


def constants_of(tests: UnaryTests) -> list[object]:
    """The simple values in a cell, in the order of the text: ends of ranges, listed texts."""
    found: list[object] = []
    todo = [*reversed(_tests_of(tests))]
    while todo:
        node = todo.pop()
        value = constant(node, tests.text)
        if value is _NONE:
            todo.extend(reversed(children(node)))
        else:
            found.append(value)
    return found


def is_plain(tests: UnaryTests) -> bool:
    """Whether a cell compares its value with constants and does nothing else.

    Between two neighbouring constants such a cell gives one answer for all values.
    """
    return all(_plain_test(test, tests.text) for test in _tests_of(tests))


def constant(node: n.Node, text: str) -> object:
    """The value of a node that reads nothing and is a simple value, else a mark of its own."""
    if not isinstance(node, _COMPUTED):
        return _NONE
    value = _value(node, text)
    return value if isinstance(value, _SIMPLE) else _NONE


def is_constant(node: n.Node, text: str) -> bool:
    """Whether a node has a value that depends on nothing."""
    return constant(node, text) is not _NONE


def _tests_of(tests: UnaryTests) -> tuple[n.Node, ...]:
    return cast("n.UnaryTests", tests.tree).tests


def _value(node: n.Node, text: str) -> object:
    if isinstance(node, n.Literal):
        return node.value
    # Strictly and with an empty scope: whatever reads a name, or has no value, raises.
    try:
        return feel.parse(text[node.at : node.end], strict=True).run({}, Run(strict=True))
    except feel.FeelError:
        return _NONE


def _plain_test(node: n.Node, text: str) -> bool:
    if isinstance(node, (n.Interval, n.UnaryComparison)):
        return all(_is_end(end, text) for end in children(node))
    if isinstance(node, n.ListLiteral):
        return all(_plain_test(item, text) for item in node.items)
    return is_constant(node, text) or _plain_condition(node, text)


def _plain_condition(node: n.Node, text: str) -> bool:
    """Conditions such as `? > 5 and ? < 10`, and `not` of them."""
    if isinstance(node, (n.And, n.Or)):
        return all(_plain_condition(operand, text) for operand in node.operands)
    if isinstance(node, n.Call) and isinstance(node.function, n.Name):
        negates = node.function.name == "not" and len(node.positional) == 1
        return negates and _plain_condition(node.positional[0], text)
    if isinstance(node, (n.Comparison, n.Between)):
        return all(_is_tested(part) or _is_end(part, text) for part in children(node))
    if isinstance(node, n.In):
        return _is_tested(node.operand) and all(_plain_test(test, text) for test in node.tests)
    return False


def _is_end(node: n.Node, text: str) -> bool:
    """Whether a node is a constant with neighbours: texts have none that could be named."""
    value = constant(node, text)
    return value is not _NONE and not isinstance(value, str)


def _is_tested(node: n.Node) -> bool:
    """Whether a node is `?`, the value that the cell tests."""
    return isinstance(node, n.Name) and node.name == "?"
