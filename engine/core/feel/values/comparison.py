"""Equality, order, identity and membership in a range (tables 52 to 55)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.values.calendar import day_number
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.function import Function
from engine.core.feel.values.range import Range
from engine.core.feel.values.temporal import Date, DateTime, Time
from engine.core.feel.values.zone import WIDE, local_seconds, offset_of, seconds_of_day

if TYPE_CHECKING:
    from engine.core.feel.run import Run

_MAX_VISITS: Final = 1_000_000
_VISITS_PER_STEP: Final = 8


def equal(a: object, b: object, run: Run | None = None) -> bool | None:
    """`a = b`; None where the two are of different kinds.

    Raises:
        FeelLimitError: The two are too large; a run pays for what is compared.
    """
    return _Comparing(run).equal(a, b)


def same(a: object, b: object, run: Run | None = None) -> bool:
    """Whether two values are the same element of the domain: FEEL's is().

    Raises:
        FeelLimitError: As `equal`.
    """
    return _Comparing(run, exactly=True).equal(a, b) is True


class _Comparing:
    """One comparison; counts its visits, since shared parts may repeat without end."""

    __slots__ = ("exactly", "run", "visits")

    def __init__(self, run: Run | None, *, exactly: bool = False) -> None:
        self.run = run
        self.exactly = exactly
        self.visits = 0

    def equal(self, a: object, b: object) -> bool | None:
        if a is None or b is None:
            return a is b
        kind = type(a)
        if kind is not type(b):
            return a == b if isinstance(a, Function) and isinstance(b, Function) else None
        if kind is list:
            return self._lists(a, b)  # type: ignore[arg-type]
        if kind is dict:
            return self._contexts(a, b)  # type: ignore[arg-type]
        if kind is Range:
            return self._ranges(a, b)  # type: ignore[arg-type]
        if (kind is DateTime or kind is Time) and not self.exactly:
            first, second = _order_keys(a, b)
            return first == second
        return a == b

    def _visit(self) -> None:
        self.visits += 1
        if self.visits % _VISITS_PER_STEP == 0 and self.run is not None:
            self.run.spend()
        if self.visits > _MAX_VISITS:
            raise FeelLimitError("these values are too large to compare")

    def _lists(self, a: list[object], b: list[object]) -> bool | None:
        if len(a) != len(b):
            return False
        return self._all(zip(a, b, strict=True))

    def _contexts(self, a: dict[str, object], b: dict[str, object]) -> bool | None:
        if a.keys() != b.keys():
            return False
        return self._all((a[key], b[key]) for key in a)

    def _all(self, pairs) -> bool | None:  # type: ignore[no-untyped-def]
        result: bool | None = True
        for first, second in pairs:
            self._visit()
            answer = self.equal(first, second)
            if answer is False:
                return False
            if answer is None:
                result = None
        return result

    def _ranges(self, a: Range, b: Range) -> bool | None:
        flags = (a.start_included, a.end_included) == (b.start_included, b.end_included)
        if not flags:
            return False
        return self._all(((a.start, b.start), (a.end, b.end)))


def less(a: object, b: object) -> bool | None:
    """`a < b`; None where the two have no order."""
    if type(a) is not type(b):
        return None
    keys = _order_keys(a, b)
    return None if keys[0] is None else keys[0] < keys[1]  # type: ignore[operator]


def _order_keys(a: object, b: object) -> tuple[object, object]:
    """Python values in the order of two values of one kind; None twice without an order."""
    if isinstance(a, (Decimal, str)):
        return a, b
    if isinstance(a, DateTime) and isinstance(b, DateTime):
        return _instants(a, b)
    if isinstance(a, Time) and isinstance(b, Time):
        return _clock_times(a, b)
    if isinstance(a, Date) and isinstance(b, Date):
        return day_number(a), day_number(b)
    if isinstance(a, DaysAndTimeDuration) and isinstance(b, DaysAndTimeDuration):
        return a.seconds, b.seconds
    if isinstance(a, YearsAndMonthsDuration) and isinstance(b, YearsAndMonthsDuration):
        return a.months, b.months
    return None, None


def _instants(a: DateTime, b: DateTime) -> tuple[Decimal, Decimal]:
    """Seconds on one time line; a moment without a zone takes the other's offset."""
    first, second = offset_of(a), offset_of(b)
    if first is None or second is None:
        return local_seconds(a), local_seconds(b)
    return (
        WIDE.subtract(local_seconds(a), Decimal(first)),
        WIDE.subtract(local_seconds(b), Decimal(second)),
    )


def _clock_times(a: Time, b: Time) -> tuple[Decimal, Decimal]:
    """The same for times of day; a place has no offset without a date."""
    first = a.zone.offset if a.zone else None
    second = b.zone.offset if b.zone else None
    if first is None or second is None:
        return seconds_of_day(a), seconds_of_day(b)
    return (
        WIDE.subtract(seconds_of_day(a), Decimal(first)),
        WIDE.subtract(seconds_of_day(b), Decimal(second)),
    )


def contains(container: Range, value: object) -> bool | None:
    """Whether a value is in a range; None where it cannot be compared with its ends."""
    if value is None:
        return None
    above = _beyond(container.start, value, container.start_included)
    below = _beyond(value, container.end, container.end_included, end=container.end)
    if above is False or below is False:
        return False
    return None if above is None or below is None else True


def _beyond(low: object, high: object, included: bool, end: object = 0) -> bool | None:
    """`low < high`, or `<=` where included; true where the range is open to that side."""
    if low is None or (end is None):
        return True
    before = less(low, high)
    if before or not included:
        return before
    return equal(low, high)


def make_range(low: object, high: object, low_included: bool, high_included: bool) -> Range:
    """The range from `low` to `high`; an end that is None is open.

    Raises:
        Undefined: The ends are of different kinds or have no order, or low is above high.
    """
    for end in (low, high):
        if end is not None and _order_keys(end, end)[0] is None:
            raise Undefined(f"a {kind_of(end)} cannot be the end of a range")
    if low is not None and high is not None:
        if type(low) is not type(high):
            raise Undefined(f"a range cannot go from {kind_of(low)} to {kind_of(high)}")
        if less(high, low):
            raise Undefined("the start of the range is above its end")
    return Range(low, high, low_included, high_included)
