"""Logic, comparison and arithmetic (10.3.2.15, tables 50 to 60)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.feel.errors import Undefined
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import position
from engine.core.feel.values.arithmetic import add, divide, multiply, negate, power, subtract
from engine.core.feel.values.comparison import equal, less
from engine.core.feel.values.describe import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.core.feel.compiler.compiler import Closure, Compiler
    from engine.core.feel.run import Run

Scope = dict[str, object]


def conjunction(compiler: Compiler, node: n.And) -> Closure:
    """`and`: false wins, else anything but true makes it null."""
    operands = [compiler.compile(operand) for operand in node.operands]

    def conjoin(scope: Scope, run: Run) -> object:
        result: bool | None = True
        for operand in operands:
            value = operand(scope, run)
            if value is False:
                return False
            if value is not True:
                result = None
        return result

    return conjoin


def disjunction(compiler: Compiler, node: n.Or) -> Closure:
    """`or`: true wins, else anything but false makes it null."""
    operands = [compiler.compile(operand) for operand in node.operands]

    def disjoin(scope: Scope, run: Run) -> object:
        result: bool | None = False
        for operand in operands:
            value = operand(scope, run)
            if value is True:
                return True
            if value is not False:
                result = None
        return result

    return disjoin


def compare(operator: str, left: object, right: object) -> bool | None:
    """The answer of a comparison, None where the two cannot be compared."""
    if operator == "=":
        return equal(left, right)
    if operator == "!=":
        same = equal(left, right)
        return None if same is None else not same
    if operator == "<":
        return less(left, right)
    if operator == ">":
        return less(right, left)
    if operator == "<=":
        return _or(less(left, right), equal(left, right))
    return _or(less(right, left), equal(left, right))


def _or(a: bool | None, b: bool | None) -> bool | None:
    return None if a is None or b is None else a or b


# Numbers and strings compare by Python's own operators: exact, and the common case.
_DIRECT: Final[dict[str, Callable[[object, object], bool]]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,  # type: ignore[operator]
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
}


def comparison(compiler: Compiler, node: n.Comparison) -> Closure:
    """`=`, `!=`, `<`, `<=`, `>`, `>=`."""
    left, right = compiler.compile(node.left), compiler.compile(node.right)
    operator, direct = node.operator, _DIRECT[node.operator]
    text, at, end = compiler.text, node.at, node.end

    def decide(scope: Scope, run: Run) -> object:
        a, b = left(scope, run), right(scope, run)
        kind = type(a)
        if kind is type(b) and (kind is Decimal or kind is str):
            return direct(a, b)
        answer = compare(operator, a, b)
        if answer is None and a is not None and b is not None:
            run.warn(_incomparable(operator, a, b), position(text, at, end))
        return answer

    return decide


def _incomparable(operator: str, a: object, b: object) -> str:
    return f"{kind_of(a)} {operator} {kind_of(b)} has no answer: they cannot be compared"


def between(compiler: Compiler, node: n.Between) -> Closure:
    """`x between a and b` is `x >= a and x <= b`."""
    operand, low, high = map(compiler.compile, (node.operand, node.low, node.high))
    text, at, end = compiler.text, node.at, node.end

    def decide(scope: Scope, run: Run) -> object:
        value, a, b = operand(scope, run), low(scope, run), high(scope, run)
        above, below = compare(">=", value, a), compare("<=", value, b)
        if above is False or below is False:
            return False
        if above is None or below is None:
            run.warn(
                f"{kind_of(value)} between {kind_of(a)} and {kind_of(b)} cannot be compared",
                position(text, at, end),
            )
            return None
        return True

    return decide


_ARITHMETIC: Final[dict[str, Callable[[object, object], object]]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}


def arithmetic(compiler: Compiler, node: n.Arithmetic) -> Closure:
    """`+`, `-`, `*`, `/`, `**`."""
    left, right = compiler.compile(node.left), compiler.compile(node.right)
    operation = _ARITHMETIC[node.operator]
    text, at, end = compiler.text, node.at, node.end

    def compute(scope: Scope, run: Run) -> object:
        a, b = left(scope, run), right(scope, run)
        if type(a) is str and type(b) is str:
            run.check_size(len(a) + len(b), "string")
        try:
            return operation(a, b)
        except Undefined as undefined:
            run.warn(str(undefined), position(text, at, end))
            return None

    return compute


def negation(compiler: Compiler, node: n.Negation) -> Closure:
    """`-e`."""
    operand = compiler.compile(node.operand)
    guarded = compiler.guarded(node, negate)
    return lambda scope, run: guarded(run, operand(scope, run))
