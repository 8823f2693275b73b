"""The values that a column can take, cut into pieces that no test of it tells apart."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal, localcontext
from enum import Enum
from typing import Any, Final

from engine.core.feel.errors import Undefined
from engine.core.feel.values.calendar import date_from_day_number, day_number
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.moments import moment_at, utc_seconds
from engine.core.feel.values.temporal import Date, DateTime, Time
from engine.core.feel.values.zone import seconds_of_day


class Kind(Enum):
    """What a piece of a column is."""

    POINT = "one value of an ordered type"
    BETWEEN = "all values between two neighbours, or beyond the first or last"
    CHOICE = "one value of a type without order: a text, true, false"
    OTHER = "any text that no test names"
    UNKNOWN = "null"
    ANYTHING = "whatever there is: no test looks at it"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the values of a column.

    Attributes:
        kind: What it is.
        example: One value of it.
        low: Of BETWEEN the value before it, None where it begins nowhere.
        high: The value after it, None where it ends nowhere.
    """

    kind: Kind
    example: object
    low: object = None
    high: object = None


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values of one ordered type as numbers, and back.

    Attributes:
        number: The number of a value.
        value: The value of a number, with the time zone of a value like it.
        discrete: Whether there is nothing between two neighbouring numbers.
        step: How far from another value an example shall be.
    """

    number: Callable[[Any], Decimal]
    value: Callable[[Decimal, Any], object]
    discrete: bool
    step: Decimal


_SCALES: Final[dict[type, _Scale]] = {
    Decimal: _Scale(lambda v: v, lambda n, _like: n, False, Decimal(1)),
    Date: _Scale(
        lambda v: Decimal(day_number(v)),
        lambda n, _like: date_from_day_number(int(n)),
        True,
        Decimal(1),
    ),
    DateTime: _Scale(
        utc_seconds, lambda n, like: moment_at(n, like.time.zone), False, Decimal(3600)
    ),
    Time: _Scale(
        lambda v: Decimal(seconds_of_day(v)),
        lambda n, like: _time_of_day(n, like),
        False,
        Decimal(60),
    ),
    DaysAndTimeDuration: _Scale(
        lambda v: v.seconds, lambda n, _like: DaysAndTimeDuration(n), False, Decimal(86_400)
    ),
    YearsAndMonthsDuration: _Scale(
        lambda v: Decimal(v.months),
        lambda n, _like: YearsAndMonthsDuration(int(n)),
        True,
        Decimal(1),
    ),
}

_DURATIONS: Final = ("days and time duration", "years and months duration")
_TYPES: Final = frozenset(
    {"number", "string", "boolean", "date", "time", "date and time", *_DURATIONS}
)
# More digits than any number of FEEL has, so that what lies between two is found exactly.
_EXACT: Final = Context(prec=80)


def cut(constants: Iterable[object], type_names: Collection[str]) -> list[Piece]:
    """The pieces of a column.

    Args:
        constants: The simple values that its tests name, any order, with repetition.
        type_names: The FEEL types that its values are known to have.

    Returns:
        Ordered pieces in their order, then choices, then null where a test names it. Together
        they hold every value of the types that the column is known to have.
    """
    typed = _TYPES.intersection(type_names)
    known = [value for value in constants if _fits(value, typed)]
    pieces: list[Piece] = []
    with localcontext(_EXACT):
        for kind, scale in _SCALES.items():
            pieces += _ordered([value for value in known if type(value) is kind], scale)
    texts = list(dict.fromkeys(value for value in known if isinstance(value, str)))
    if texts:
        pieces += [Piece(Kind.CHOICE, text) for text in texts]
        pieces.append(Piece(Kind.OTHER, _other_text(texts)))
    if "boolean" in type_names or any(isinstance(value, bool) for value in known):
        pieces += [Piece(Kind.CHOICE, True), Piece(Kind.CHOICE, False)]
    if not pieces:
        pieces.append(Piece(Kind.ANYTHING, None))
    if None in known:
        pieces.append(Piece(Kind.UNKNOWN, None))
    return pieces


def _fits(value: object, types: frozenset[str]) -> bool:
    """Whether a column of these types can have a value; of no known type it can have any."""
    return value is None or not types or kind_of(value) in types


def _ordered(values: list[Any], scale: _Scale) -> Iterator[Piece]:
    """A piece for each value and each stretch before, between and after them."""
    if not values:
        return
    numbers = {scale.number(value): value for value in values}
    ends = sorted(numbers)
    yield from _beyond(numbers[ends[0]], -scale.step, scale)
    for first, second in itertools.pairwise(ends):
        yield Piece(Kind.POINT, numbers[first])
        middle = _number_between(first, second, scale)
        if middle is not None:
            low, high = numbers[first], numbers[second]
            yield Piece(Kind.BETWEEN, scale.value(middle, low), low, high)
    yield Piece(Kind.POINT, numbers[ends[-1]])
    yield from _beyond(numbers[ends[-1]], scale.step, scale)


def _beyond(end: Any, step: Decimal, scale: _Scale) -> Iterator[Piece]:
    """The stretch before the first or after the last value; none where the type ends there."""
    number = scale.number(end)
    # A step is lost on a number with many digits before the point; its own size never is.
    further = number + step if number + step != number else number + step * abs(number)
    try:
        example = scale.value(further, end)
    except Undefined:
        return
    yield Piece(Kind.BETWEEN, example, *((None, end) if step < 0 else (end, None)))


def _number_between(low: Decimal, high: Decimal, scale: _Scale) -> Decimal | None:
    """A number between two, a plain one where there is one; None where nothing is between."""
    for number in (low + scale.step, low.to_integral_value(ROUND_CEILING)):
        if low < number < high:
            return number
    return None if scale.discrete else (low + high) / 2


def _time_of_day(seconds: Decimal, like: Time) -> Time:
    if not 0 <= seconds < 86_400:
        raise Undefined("there is no such time of day")
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(int(minutes), 60)
    return Time(hour, minute, second, like.zone)


def _other_text(texts: list[str]) -> str:
    """A text that no test names."""
    more = (f"something else {i}" for i in itertools.count(2))
    words = itertools.chain(["something else"], more)
    return next(word for word in words if word not in texts)
