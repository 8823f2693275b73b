"""List functions that compute one value of many (10.3.4.4)."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, DecimalException
from typing import Final

from engine.core.feel.builtins.registry import Registry
from engine.core.feel.errors import Undefined
from engine.core.feel.values.arithmetic import NUMBERS
from engine.core.feel.values.comparison import less

FUNCTIONS: Final = Registry()


def _items(given: tuple[object, ...]) -> list[object]:
    """The items of the one list given, or the arguments themselves."""
    if not given:
        raise Undefined("there is nothing to compute with")
    if given == (None,):
        raise Undefined("there is no list")
    return given[0] if len(given) == 1 and isinstance(given[0], list) else list(given)


def _numbers(given: tuple[object, ...]) -> list[Decimal]:
    numbers: list[Decimal] = []
    for item in _items(given):
        if not isinstance(item, Decimal):
            raise Undefined("an item is not a number")
        numbers.append(item)
    return numbers


def _total(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    try:
        for number in numbers:
            total = NUMBERS.add(total, number)
    except DecimalException:
        raise Undefined("the sum is too large") from None
    return total


@FUNCTIONS.builtin("min(list: list)", "min(c...: any)")
def smallest(*given: object) -> object:
    """The smallest of comparable items; null of none."""
    return _extreme(_items(given), up=False)


@FUNCTIONS.builtin("max(list: list)", "max(c...: any)")
def largest(*given: object) -> object:
    """The largest of comparable items; null of none."""
    return _extreme(_items(given), up=True)


def _extreme(items: list[object], *, up: bool) -> object:
    if not items:
        return None
    best = items[0]
    for item in items:
        better = less(best, item) if up else less(item, best)
        if better is None:
            raise Undefined("the items cannot be compared with each other")
        best = item if better else best
    return best


@FUNCTIONS.builtin("sum(list: list)", "sum(n...: any)")
def total(*given: object) -> Decimal | None:
    """The sum; null of none."""
    numbers = _numbers(given)
    return _total(numbers) if numbers else None


@FUNCTIONS.builtin("mean(list: list)", "mean(n...: any)")
def mean(*given: object) -> Decimal | None:
    """The arithmetic mean; null of none."""
    numbers = _numbers(given)
    return NUMBERS.divide(_total(numbers), Decimal(len(numbers))) if numbers else None


@FUNCTIONS.builtin("product(list: list)", "product(n...: any)")
def product(*given: object) -> Decimal | None:
    """The product; null of none."""
    numbers = _numbers(given)
    result = Decimal(1)
    try:
        for number in numbers:
            result = NUMBERS.multiply(result, number)
    except DecimalException:
        raise Undefined("the product is too large") from None
    return result if numbers else None


@FUNCTIONS.builtin("median(list: list)", "median(n...: any)")
def median(*given: object) -> Decimal | None:
    """The middle of the sorted numbers, or the mean of the two middle ones; null of none."""
    numbers = sorted(_numbers(given))
    if not numbers:
        return None
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return NUMBERS.divide(_total(numbers[middle - 1 : middle + 1]), Decimal(2))


@FUNCTIONS.builtin("stddev(list: list)", "stddev(n...: any)")
def stddev(*given: object) -> Decimal | None:
    """The sample standard deviation; null of fewer than two."""
    numbers = _numbers(given)
    if len(numbers) < 2:
        return None
    average = NUMBERS.divide(_total(numbers), Decimal(len(numbers)))
    try:
        squares = [NUMBERS.power(NUMBERS.subtract(n, average), Decimal(2)) for n in numbers]
    except DecimalException:
        raise Undefined("the deviation is too large") from None
    return NUMBERS.sqrt(NUMBERS.divide(_total(squares), Decimal(len(numbers) - 1)))


@FUNCTIONS.builtin("mode(list: list)", "mode(n...: any)")
def mode(*given: object) -> list[object]:
    """The most frequent numbers, smallest first; none of none."""
    counts = Counter(_numbers(given))
    most = max(counts.values(), default=0)
    return sorted(number for number, count in counts.items() if count == most)  # type: ignore[return-value]
