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
from engine.core.feel.values.calendar import add_months, date_from_day_number, day_number
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.temporal import Date, DateTime, Time, Zone
from engine.core.feel.values.zone import UTC, local_seconds, offset_at, offset_of, seconds_of_day

NUMBERS: Final = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""Decimal128: the arithmetic of all numbers."""

MAX_EXPONENT: Final = 999_999_999
_WIDE: Final = Context(prec=60, traps=[InvalidOperation, Overflow])
_MAX_MONTHS: Final = 10**18

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
        return _number(NUMBERS.divide, a, b)
    return _apply("/", _DIVIDE, a, b)


def power(a: object, b: object) -> object:
    """`a ** b`."""
    if not (isinstance(a, Decimal) and isinstance(b, Decimal)):
        raise _no_answer("**", a, b)
    if abs(b) > MAX_EXPONENT:
        raise Undefined(f"the exponent {b:f} is beyond {MAX_EXPONENT:,}")
    if not a and not b:
        return Decimal(1)
    return _number(NUMBERS.power, a, b)


def negate(value: object) -> object:
    """`-value`, which is `0 - value` for a number; durations turn round."""
    if isinstance(value, Decimal):
        return NUMBERS.minus(value)
    if isinstance(value, DaysAndTimeDuration):
        return DaysAndTimeDuration(-value.seconds)
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


# Moments


def as_date_time(value: Date | DateTime) -> DateTime:
    """A date is the midnight, UTC, that begins it (10.3.2.3.5)."""
    return value if isinstance(value, DateTime) else DateTime(value, Time(0, 0, Decimal(0), UTC))


def utc_seconds(moment: DateTime) -> Decimal:
    """Seconds since 1970-01-01 UTC; local time counts as UTC."""
    return local_seconds(moment) - (offset_of(moment) or 0)


def moment_at(seconds: Decimal, zone: Zone | None) -> DateTime:
    """The moment so many seconds after 1970-01-01 UTC, as a clock in the zone shows it."""
    shown = seconds + (offset_at(seconds, zone) if zone else 0)
    days, rest = divmod(shown, 86_400)
    if rest < 0:
        days, rest = days - 1, rest + 86_400
    return DateTime(date_from_day_number(int(days)), _time_at(rest, zone))


def _time_at(seconds: Decimal, zone: Zone | None) -> Time:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(int(minutes), 60)
    return Time(hour, minute, second, zone)


def _add_seconds(value: DateTime, duration: DaysAndTimeDuration) -> DateTime:
    total = _WIDE.add(utc_seconds(value), duration.seconds)
    return moment_at(total, value.time.zone)


def _add_seconds_to_date(value: Date, duration: DaysAndTimeDuration) -> Date:
    return moment_at(_WIDE.add(Decimal(day_number(value) * 86_400), duration.seconds), None).date


def _add_seconds_to_time(value: Time, duration: DaysAndTimeDuration) -> Time:
    total = _WIDE.add(seconds_of_day(value), duration.seconds % 86_400)
    return _time_at(total % 86_400 if total >= 0 else total % 86_400 + 86_400, value.zone)


def _add_months_to(value: DateTime, duration: YearsAndMonthsDuration) -> DateTime:
    return DateTime(add_months(value.date, duration.months), value.time)


def _between(a: Date | DateTime, b: Date | DateTime) -> DaysAndTimeDuration:
    if isinstance(a, Date) and isinstance(b, Date):
        return DaysAndTimeDuration(Decimal((day_number(a) - day_number(b)) * 86_400))
    first, second = as_date_time(a), as_date_time(b)
    if (first.time.zone is None) is not (second.time.zone is None):
        raise Undefined("only one of the two has a time zone, so nothing is between them")
    return DaysAndTimeDuration(utc_seconds(first) - utc_seconds(second))


def _between_times(a: Time, b: Time) -> DaysAndTimeDuration:
    offsets = [t.zone.offset or 0 if t.zone else 0 for t in (a, b)]
    first, second = seconds_of_day(a) - offsets[0], seconds_of_day(b) - offsets[1]
    return DaysAndTimeDuration(first - second)


# Durations


def _seconds(value: Decimal) -> DaysAndTimeDuration:
    return DaysAndTimeDuration(value)


def _months(value: Decimal) -> YearsAndMonthsDuration:
    if abs(value) > _MAX_MONTHS:
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
    (_M, _Y): _add_months_to,
    (_M, _S): _add_seconds,
    (_T, _S): _add_seconds_to_time,
    (_D, _Y): lambda a, b: add_months(a, b.months),
    (_D, _S): _add_seconds_to_date,
}
_ADD: Final[dict[tuple[type, type], Operation]] = {
    (str, str): lambda a, b: a + b,
    **_PLUS,
    **{(b, a): _swapped(operation) for (a, b), operation in _PLUS.items() if a is not b},
}
_SUBTRACT: Final[dict[tuple[type, type], Operation]] = {
    **{kinds: _minus(operation) for kinds, operation in _PLUS.items()},
    (_M, _M): _between,
    (_M, _D): _between,
    (_D, _M): _between,
    (_D, _D): _between,
    (_T, _T): _between_times,
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
