"""Numeric functions (10.3.4.5)."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import TYPE_CHECKING, Final

from engine.core.feel.builtins.conversion import whole
from engine.core.feel.builtins.registry import Registry
from engine.core.feel.errors import Undefined
from engine.core.feel.values.arithmetic import NUMBERS
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration

if TYPE_CHECKING:
    from engine.core.feel.run import Run

FUNCTIONS: Final = Registry()

_MIN_SCALE: Final = -6111
_MAX_SCALE: Final = 6176
_LARGEST_EXPONENT: Final = 15_000
_COSTLY_STEPS: Final = 10
# Digits enough for the whole quotient of the largest number by the smallest.
_EXACT: Final = decimal.Context(prec=12_500, Emin=-20_000, Emax=20_000)


def _rounded(number: Decimal, scale: Decimal, rounding: str) -> Decimal:
    """The number with so many digits after the point.

    Raises:
        Undefined: The scale is no whole number in [-6111..6176].
    """
    places = whole(scale, "scale")
    if not _MIN_SCALE <= places <= _MAX_SCALE:
        raise Undefined(f"the scale must be from {_MIN_SCALE} to {_MAX_SCALE}, not {places}")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        # More digits would add zeros alone: they are given where 34 digits have room for them.
        wanted = len(number.as_tuple().digits) + places + exponent
        if places < 0 or wanted > NUMBERS.prec:
            return number
    # Digits enough to hold any number at any scale, so that nothing is rounded twice.
    wide = decimal.Context(prec=50, rounding=rounding, Emin=-6300, Emax=6300)
    return NUMBERS.plus(number.quantize(Decimal(1).scaleb(-places, wide), context=wide))


def _declare(name: str, rounding: str) -> None:
    def rounded(number: Decimal, scale: Decimal = Decimal(0)) -> Decimal:
        return _rounded(number, scale, rounding)

    FUNCTIONS.builtin(name)(rounded)


_declare("decimal(n: number, scale: number)", decimal.ROUND_HALF_EVEN)
_declare("floor(n: number, scale?: number)", decimal.ROUND_FLOOR)
_declare("ceiling(n: number, scale?: number)", decimal.ROUND_CEILING)
_declare("round up(n: number, scale: number)", decimal.ROUND_UP)
_declare("round down(n: number, scale: number)", decimal.ROUND_DOWN)
_declare("round half up(n: number, scale: number)", decimal.ROUND_HALF_UP)
_declare("round half down(n: number, scale: number)", decimal.ROUND_HALF_DOWN)


@FUNCTIONS.builtin("abs(n: number)")
def absolute(number: Decimal) -> Decimal:
    """The number without its sign."""
    return number.copy_abs()


@FUNCTIONS.builtin("abs(n: days and time duration)")
def absolute_time(duration: DaysAndTimeDuration) -> DaysAndTimeDuration:
    """The duration without its sign."""
    return DaysAndTimeDuration(duration.seconds.copy_abs())


@FUNCTIONS.builtin("abs(n: years and months duration)")
def absolute_months(duration: YearsAndMonthsDuration) -> YearsAndMonthsDuration:
    """The duration without its sign."""
    return YearsAndMonthsDuration(abs(duration.months))


@FUNCTIONS.builtin("modulo(dividend: number, divisor: number)")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """`dividend - divisor * floor(dividend / divisor)`: the sign is that of the divisor."""
    if not divisor:
        raise Undefined("division by zero")
    rest = _EXACT.remainder(dividend, divisor)
    other_sign = rest and (rest < 0) is not (divisor < 0)
    return NUMBERS.add(rest, divisor) if other_sign else NUMBERS.plus(rest)


@FUNCTIONS.builtin("sqrt(number: number)")
def square_root(number: Decimal) -> Decimal:
    """The square root."""
    if number < 0:
        raise Undefined("a negative number has no square root")
    return NUMBERS.sqrt(number)


@FUNCTIONS.builtin("log(number: number)")
def logarithm(number: Decimal, *, run: Run) -> Decimal:
    """The natural logarithm."""
    run.spend(_COSTLY_STEPS)
    if number <= 0:
        raise Undefined("only numbers above 0 have a logarithm")
    return _computed(NUMBERS.ln, number)


@FUNCTIONS.builtin("exp(number: number)")
def exponential(number: Decimal, *, run: Run) -> Decimal:
    """Euler's number to the power of this one."""
    run.spend(_COSTLY_STEPS)
    if number > _LARGEST_EXPONENT:
        raise Undefined("the result is too large for a number")
    return Decimal(0) if number < -_LARGEST_EXPONENT else _computed(NUMBERS.exp, number)


def _computed(function: Callable[[Decimal], Decimal], number: Decimal) -> Decimal:
    try:
        return function(number)
    except DecimalException:
        raise Undefined("the result is too large for a number") from None


@FUNCTIONS.builtin("odd(number: number)")
def odd(number: Decimal) -> bool:
    """Whether a whole number is odd."""
    return not even(number)


@FUNCTIONS.builtin("even(number: number)")
def even(number: Decimal) -> bool:
    """Whether a whole number is even."""
    if number != number.to_integral_value():
        raise Undefined("only whole numbers are odd or even")
    digits = f"{number.to_integral_value():f}"
    return int(digits[-1]) % 2 == 0
