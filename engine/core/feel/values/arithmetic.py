"""Addition, subtraction, multiplication, division and power (tables 56 to 60)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import Any, Final

from engine.core.feel.errors import Undefined
from engine.core.feel.values.calendar import add_months
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.duration import (
    MAX_MONTHS,
    MAX_SECONDS,
    DaysAndTimeDuration,
    YearsAndMonthsDuration,
)
from engine.core.feel.values.moments import (
    add_months_to,
    add_seconds,
    add_seconds_to_date,
    add_seconds_to_time,
    between,
    between_times,
    cut,
)
from engine.core.feel.values.temporal import Date, DateTime, Time

NUMBERS: Final = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""Decimal128: the arithmetic of all numbers."""

MAX_EXPONENT: Final = 999_999_999

Operation = Callable[[Any, Any], object]


def add(a: object, b: object) -> object:
    """`a + b`."""
    if type(a) is Decimal and type(b) is Decimal:
        return _number(NUMBERS.add, a, b)
    return _apply("+", _ADD, a, b)


def subtract(a: object, b: object) -> object:
    """`a - b`."""
    if type(a) is Decimal and type(b) is Decimal:
        return _number(NUMBERS.subtract, a, b)
    return _apply("-", _SUBTRACT, a, b)


def multiply(a: object, b: object) -> object:
    """`a * b`."""
    if type(a) is Decimal and type(b) is Decimal:
        return _number(NUMBERS.multiply, a, b)
    return _apply("*", _MULTIPLY, a, b)


def divide(a: object, b: object) -> object:
    """`a / b`."""
    if type(a) is Decimal and type(b) is Decimal:
        if not b:
            raise Undefined("division by zero")
        return _number(NUMBERS.divide, a, b)
    return _apply("/", _DIVIDE, a, b)


def power(a: object, b: object) -> object:
    """`a ** b`."""
    if not (isinstance(a, Decimal) and isinstance(b, Decimal)):
        raise _no_answer("**", a, b)
    if abs(b) > MAX_EXPONENT:
        raise Undefined(f"the exponent {b:f} is beyond {MAX_EXPONENT:,}")
    if not a and b <= 0:
        if b:
            raise Undefined("division by zero")
        return Decimal(1)
    return _number(NUMBERS.power, a, b)


def negate(value: object) -> object:
    """`-value`, which is `0 - value` for a number; durations turn round."""
    if isinstance(value, Decimal):
        return NUMBERS.minus(value)
    if isinstance(value, DaysAndTimeDuration):
        return DaysAndTimeDuration(NUMBERS.minus(value.seconds))
    if isinstance(value, YearsAndMonthsDuration):
        return YearsAndMonthsDuration(-value.months)
    raise Undefined(f"there is no -({kind_of(value)})")


def _number(operation: Callable[[Decimal, Decimal], Decimal], a: Decimal, b: Decimal) -> Decimal:
    try:
        return operation(a, b)
    except DivisionByZero:
        raise Undefined("division by zero") from None
    except Overflow:
        raise Undefined("the result is too large for a number") from None
    except DecimalException:
        raise Undefined("this calculation has no result") from None


def _apply(
    operator: str, table: dict[tuple[type, type], Operation], a: object, b: object
) -> object:
    operation = table.get((type(a), type(b)))
    if operation is None:
        raise _no_answer(operator, a, b)
    return operation(a, b)


def _no_answer(operator: str, a: object, b: object) -> Undefined:
    return Undefined(f"{kind_of(a)} {operator} {kind_of(b)} has no answer")


def _seconds(value: Decimal) -> DaysAndTimeDuration:
    if abs(value) > MAX_SECONDS:
        raise Undefined("the duration is too long")
    return DaysAndTimeDuration(cut(value, NUMBERS.prec))


def _months(value: Decimal) -> YearsAndMonthsDuration:
    if abs(value) > MAX_MONTHS:
        raise Undefined("the duration is too long")
    return YearsAndMonthsDuration(int(value))


def _months_of(duration: YearsAndMonthsDuration) -> Decimal:
    return Decimal(duration.months)


def _minus(operation: Operation) -> Operation:
    return lambda a, b: operation(a, negate(b))


def _swapped(operation: Operation) -> Operation:
    return lambda a, b: operation(b, a)


_D, _T, _M = Date, Time, DateTime
_S, _Y, _N = DaysAndTimeDuration, YearsAndMonthsDuration, Decimal

_PLUS: Final[dict[tuple[type, type], Operation]] = {
    (_S, _S): lambda a, b: _seconds(_number(NUMBERS.add, a.seconds, b.seconds)),
    (_Y, _Y): lambda a, b: _months(Decimal(a.months + b.months)),
    (_M, _Y): add_months_to,
    (_M, _S): add_seconds,
    (_T, _S): add_seconds_to_time,
    (_D, _Y): lambda a, b: add_months(a, b.months),
    (_D, _S): add_seconds_to_date,
}
_ADD: Final[dict[tuple[type, type], Operation]] = {
    (str, str): lambda a, b: a + b,
    **_PLUS,
    **{(b, a): _swapped(operation) for (a, b), operation in _PLUS.items() if a is not b},
}
_SUBTRACT: Final[dict[tuple[type, type], Operation]] = {
    **{kinds: _minus(operation) for kinds, operation in _PLUS.items()},
    (_M, _M): between,
    (_M, _D): between,
    (_D, _M): between,
    (_D, _D): between,
    (_T, _T): between_times,
}
_MULTIPLY: Final[dict[tuple[type, type], Operation]] = {
    (_S, _N): lambda a, b: _seconds(_number(NUMBERS.multiply, a.seconds, b)),
    (_N, _S): lambda a, b: _seconds(_number(NUMBERS.multiply, b.seconds, a)),
    (_Y, _N): lambda a, b: _months(_number(NUMBERS.multiply, _months_of(a), b)),
    (_N, _Y): lambda a, b: _months(_number(NUMBERS.multiply, _months_of(b), a)),
}
_DIVIDE: Final[dict[tuple[type, type], Operation]] = {
    (_S, _N): lambda a, b: _seconds(_number(NUMBERS.divide, a.seconds, b)),
    (_Y, _N): lambda a, b: _months(_number(NUMBERS.divide, _months_of(a), b)),
    (_S, _S): lambda a, b: _number(NUMBERS.divide, a.seconds, b.seconds),
    (_Y, _Y): lambda a, b: _number(NUMBERS.divide, _months_of(a), _months_of(b)),
}
