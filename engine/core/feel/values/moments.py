"""Calculating with dates and times (table 57); every moment to the last digit of its second."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import Final

from engine.core.feel.errors import Undefined
from engine.core.feel.values.calendar import add_months, date_from_day_number, day_number
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.temporal import Date, DateTime, Time, Zone
from engine.core.feel.values.zone import (
    UTC,
    WIDE,
    local_seconds,
    offset_at,
    offset_of,
    seconds_of_day,
)

_DAY: Final = Decimal(86_400)
_SECOND_DIGITS: Final = 31
"""After the point: as many as the text of a time can hold."""


def as_date_time(value: Date | DateTime) -> DateTime:
    """A date is the midnight, UTC, that begins it (10.3.2.3.5)."""
    return value if isinstance(value, DateTime) else DateTime(value, Time(0, 0, Decimal(0), UTC))


def utc_seconds(moment: DateTime) -> Decimal:
    """Seconds since 1970-01-01 UTC; local time counts as UTC."""
    return WIDE.subtract(local_seconds(moment), Decimal(offset_of(moment) or 0))


def moment_at(seconds: Decimal, zone: Zone | None) -> DateTime:
    """The moment so many seconds after 1970-01-01 UTC, as a clock in the zone shows it."""
    shown = WIDE.add(seconds, Decimal(offset_at(seconds, zone) if zone else 0))
    days, rest = WIDE.divmod(shown, _DAY)
    if rest < 0:
        days, rest = days - 1, WIDE.add(rest, _DAY)
    return DateTime(date_from_day_number(int(days)), _time_at(rest, zone))


def add_seconds(value: DateTime, duration: DaysAndTimeDuration) -> DateTime:
    """A moment so much later."""
    return moment_at(WIDE.add(utc_seconds(value), duration.seconds), value.time.zone)


def add_seconds_to_date(value: Date, duration: DaysAndTimeDuration) -> Date:
    """The date so much later than its midnight."""
    return moment_at(WIDE.add(day_number(value) * _DAY, duration.seconds), None).date


def add_seconds_to_time(value: Time, duration: DaysAndTimeDuration) -> Time:
    """The time so much later, on whatever day."""
    total = WIDE.add(seconds_of_day(value), WIDE.remainder(duration.seconds, _DAY))
    rest = WIDE.remainder(total, _DAY)
    return _time_at(rest if rest >= 0 else WIDE.add(rest, _DAY), value.zone)


def add_months_to(value: DateTime, duration: YearsAndMonthsDuration) -> DateTime:
    """The same time so many months later."""
    return DateTime(add_months(value.date, duration.months), value.time)


def between(a: Date | DateTime, b: Date | DateTime) -> DaysAndTimeDuration:
    """How much later `a` is than `b`.

    Raises:
        Undefined: Only one of the two has a time zone.
    """
    if isinstance(a, Date) and isinstance(b, Date):
        return DaysAndTimeDuration((day_number(a) - day_number(b)) * _DAY)
    first, second = as_date_time(a), as_date_time(b)
    if (first.time.zone is None) is not (second.time.zone is None):
        raise Undefined("only one of the two has a time zone, so nothing is between them")
    return DaysAndTimeDuration(WIDE.subtract(utc_seconds(first), utc_seconds(second)))


def between_times(a: Time, b: Time) -> DaysAndTimeDuration:
    """The same for two times of one day."""
    return DaysAndTimeDuration(WIDE.subtract(_utc_of_day(a), _utc_of_day(b)))


def cut(value: Decimal, digits: int) -> Decimal:
    """A value with at most so many digits after the point, the others cut off."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > digits:
        return value.quantize(Decimal(1).scaleb(-digits), ROUND_DOWN, WIDE)
    return value


def _time_at(seconds: Decimal, zone: Zone | None) -> Time:
    minutes, second = WIDE.divmod(seconds, Decimal(60))
    hour, minute = divmod(int(minutes), 60)
    return Time(hour, minute, cut(second, _SECOND_DIGITS), zone)


def _utc_of_day(time: Time) -> Decimal:
    offset = time.zone.offset or 0 if time.zone else 0
    return WIDE.subtract(seconds_of_day(time), Decimal(offset))
