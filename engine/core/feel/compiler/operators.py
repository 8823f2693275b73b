"""Logic, comparison and arithmetic (10.3.2.15, tables 50 to 60)."""

from __future__ import annotations

import operator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

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
    return _junction(compiler, node.operands, "and", decisive=False)


def disjunction(compiler: Compiler, node: n.Or) -> Closure:
    """`or`: true wins, else anything but false makes it null."""
    return _junction(compiler, node.operands, "or", decisive=True)


def _junction(
    compiler: Compiler, nodes: tuple[n.Node, ...], word: str, *, decisive: bool
) -> Closure:
    operands = [(compiler.compile(operand), operand) for operand in nodes]
    neutral = not decisive

    def join(scope: Scope, run: Run) -> object:
        result: bool | None = neutral
        for operand, operand_node in operands:
            value = operand(scope, run)
            if value is decisive:
                return decisive
            if value is not neutral:
                result = None
                if value is not None:
                    run.warn(
                        f"'{word}' joins conditions, and a {kind_of(value)} is none",
                        compiler.position(operand_node),
                    )
        return result

    return join


def compare(sign: str, left: object, right: object, run: Run) -> bool | None:
    """The answer of a comparison, None where the two cannot be compared."""
    if sign == "=":
        return equal(left, right, run)
    if sign == "!=":
        same = equal(left, right, run)
        return None if same is None else not same
    if sign == "<":
        return less(left, right)
    if sign == ">":
        return less(right, left)
    if sign == "<=":
        return _or(less(left, right), equal(left, right, run))
    return _or(less(right, left), equal(left, right, run))


def _or(a: bool | None, b: bool | None) -> bool | None:
    return None if a is None or b is None else a or b


# Numbers and strings compare by Python's own operators: exact, and the common case.
_DIRECT: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def comparison(compiler: Compiler, node: n.Comparison) -> Closure:
    """`=`, `!=`, `<`, `<=`, `>`, `>=`."""
    left, right = compiler.compile(node.left), compiler.compile(node.right)
    sign, direct = node.operator, _DIRECT[node.operator]
    text, at, end = compiler.text, node.at, node.end

    def decide(scope: Scope, run: Run) -> object:
        return answer(left(scope, run), right(scope, run), run)

    def answer(a: object, b: object, run: Run) -> object:
        kind = type(a)
        if kind is type(b) and (kind is Decimal or kind is str):
            if kind is str:
                run.spend_on(a)
            return direct(a, b)
        found = compare(sign, a, b, run)
        if found is None and a is not None and b is not None:
            run.warn(incomparable(sign, a, b), position(text, at, end))
        return found

    if isinstance(node.right, n.Literal) and type(node.right.value) in (Decimal, str):
        return _with_constant(left, node.right.value, direct, answer)
    return decide


def _with_constant(
    left: Closure,
    constant: object,
    direct: Callable[[Any, Any], bool],
    answer: Callable[[object, object, Run], object],
) -> Closure:
    """A comparison with a number or string that stands in the text: most conditions are one."""
    kind = type(constant)

    def decide(scope: Scope, run: Run) -> object:
        value = left(scope, run)
        return direct(value, constant) if type(value) is kind else answer(value, constant, run)

    return decide


def incomparable(sign: str, a: object, b: object) -> str:
    """Why a comparison has no answer."""
    return f"{kind_of(a)} {sign} {kind_of(b)} has no answer: they cannot be compared"


def between(compiler: Compiler, node: n.Between) -> Closure:
    """`x between a and b` is `x >= a and x <= b`."""
    operand, low, high = map(compiler.compile, (node.operand, node.low, node.high))
    text, at, end = compiler.text, node.at, node.end

    def decide(scope: Scope, run: Run) -> object:
        value, a, b = operand(scope, run), low(scope, run), high(scope, run)
        above, below = compare(">=", value, a, run), compare("<=", value, b, run)
        if above is False or below is False:
            return False
        if above and below:
            return True
        if None not in (value, a, b):
            run.warn(
                f"{kind_of(value)} between {kind_of(a)} and {kind_of(b)} has no answer:"
                " they cannot be compared",
                position(text, at, end),
            )
        return None

    return decide


_POWER_STEPS: Final = 20
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
    costly = node.operator == "**"
    text, at, end = compiler.text, node.at, node.end

    def compute(scope: Scope, run: Run) -> object:
        a, b = left(scope, run), right(scope, run)
        if type(a) is str and type(b) is str:
            run.check_size(len(a) + len(b), "string")
            run.spend_on(a, b)
        elif costly:
            run.spend(_POWER_STEPS)
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
