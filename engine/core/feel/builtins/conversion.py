"""Conversion functions (10.3.4.1)."""

from __future__ import annotations

import re
from decimal import Decimal, DecimalException
from typing import TYPE_CHECKING, Final

from engine.core.feel.builtins.range_text import parse_range
from engine.core.feel.builtins.registry import Registry
from engine.core.feel.errors import Undefined
from engine.core.feel.values.arithmetic import NUMBERS
from engine.core.feel.values.calendar import make_date
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.moments import as_date_time
from engine.core.feel.values.reading import (
    parse_date,
    parse_date_and_time,
    parse_duration,
    parse_time,
)
from engine.core.feel.values.temporal import Date, DateTime, Time, Zone
from engine.core.feel.values.text import to_string
from engine.core.feel.values.zone import MAX_OFFSET, UTC, local_seconds

if TYPE_CHECKING:
    from engine.core.feel.run import Run
    from engine.core.feel.values.range import Range

FUNCTIONS: Final = Registry()
_CHARACTERS_PER_STEP: Final = 20
_LONGEST_NUMBER: Final = 20_000
_NUMBER: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")


@FUNCTIONS.builtin("date(from: string)")
def date_from_text(text: str) -> Date:
    """The date that a text names."""
    return parse_date(text)


@FUNCTIONS.builtin("date(from: date)")
def date_itself(date: Date) -> Date:
    """A date is a date."""
    return date


@FUNCTIONS.builtin("date(from: date and time)")
def date_of(moment: DateTime) -> Date:
    """The day of a moment, in its own zone."""
    return moment.date


@FUNCTIONS.builtin("date(year: number, month: number, day: number)")
def date_of_numbers(year: Decimal, month: Decimal, day: Decimal) -> Date:
    """The date of three whole numbers."""
    return make_date(whole(year, "year"), whole(month, "month"), whole(day, "day"))


@FUNCTIONS.builtin("date and time(from: string)")
def moment_from_text(text: str) -> DateTime:
    """The moment that a text names."""
    return parse_date_and_time(text)


@FUNCTIONS.builtin("date and time(from: date and time)")
def moment_itself(moment: DateTime) -> DateTime:
    """A moment is a moment; a date becomes one by conversion."""
    return moment


@FUNCTIONS.builtin("date and time(date: date, time: time)")
def moment_of(date: Date, time: Time) -> DateTime:
    """A time of a day."""
    return DateTime(date, time)


@FUNCTIONS.builtin("date and time(date: date and time, time: time)")
def moment_on_day_of(moment: DateTime, time: Time) -> DateTime:
    """Another time of the same day."""
    return DateTime(moment.date, time)


@FUNCTIONS.builtin("time(from: string)")
def time_from_text(text: str) -> Time:
    """The time that a text names."""
    return parse_time(text)


@FUNCTIONS.builtin("time(from: time)")
def time_itself(time: Time) -> Time:
    """A time is a time."""
    return time


@FUNCTIONS.builtin("time(from: date and time)")
def time_of(moment: DateTime) -> Time:
    """The time of a moment; a date becomes midnight, UTC, by conversion."""
    return moment.time


@FUNCTIONS.builtin(
    "time(hour: number, minute: number, second: number, offset?: days and time duration|null)"
)
def time_of_numbers(
    hour: Decimal, minute: Decimal, second: Decimal, offset: DaysAndTimeDuration | None = None
) -> Time:
    """The time of these numbers; the second may have a fraction."""
    hours, minutes = whole(hour, "hour"), whole(minute, "minute")
    if not (0 <= hours <= 23 and 0 <= minutes <= 59 and 0 <= second < 60):
        raise Undefined(f"there is no time {hours}:{minutes}:{second:f}")
    zone = None
    if offset is not None:
        if abs(offset.seconds) > MAX_OFFSET:
            raise Undefined("the offset is beyond 18 hours")
        east = whole(offset.seconds, "offset")
        zone = Zone(offset=east) if east else UTC
    return Time(hours, minutes, second, zone)


@FUNCTIONS.builtin(
    "number(from: string)",
    "number(from: string, grouping separator: string|null, decimal separator: string|null)",
)
def number(text: str, grouping: str | None = None, decimal: str | None = None) -> Decimal:
    """The number that a text writes with these separators."""
    if grouping not in (None, " ", ",", "."):
        raise Undefined("the grouping separator must be a space, a comma, a point or null")
    if decimal not in (None, ",", "."):
        raise Undefined("the decimal separator must be a comma, a point or null")
    if grouping is not None and grouping == decimal:
        raise Undefined("the two separators must differ")
    if len(text) > _LONGEST_NUMBER:
        raise Undefined("the text is too long for a number")
    plain = text.replace(grouping, "") if grouping else text
    if decimal == ",":
        if "." in plain:
            raise Undefined(f"'{text[:40]}' is not a number written so")
        plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise Undefined(f"'{text[:40]}' is not a number written so")
    try:
        return NUMBERS.create_decimal(plain)
    except DecimalException:
        raise Undefined("the number is too large") from None


@FUNCTIONS.builtin("string(from: any)")
def string(value: object, *, run: Run) -> str | None:
    """A value as text; null stays null."""
    if value is None:
        return None
    text = to_string(value)
    run.check_size(len(text), "string")
    run.spend(len(text) // _CHARACTERS_PER_STEP)
    return text


@FUNCTIONS.builtin("duration(from: string)")
def duration(text: str) -> DaysAndTimeDuration | YearsAndMonthsDuration:
    """The duration that a text names."""
    return parse_duration(text)


@FUNCTIONS.builtin("duration(from: days and time duration)")
@FUNCTIONS.builtin("duration(from: years and months duration)")
def duration_itself(value: object) -> object:
    """A duration is a duration."""
    return value


@FUNCTIONS.builtin("years and months duration(from: date, to: date)")
@FUNCTIONS.builtin("years and months duration(from: date and time, to: date and time)")
def months_between(start: Date | DateTime, end: Date | DateTime) -> YearsAndMonthsDuration:
    """Whole months from one to the other, cut towards zero."""
    first, last = as_date_time(start), as_date_time(end)
    later = local_seconds(last) >= local_seconds(first)
    low, high = (first, last) if later else (last, first)
    months = (high.date.year - low.date.year) * 12 + high.date.month - low.date.month
    if _within_month(high) < _within_month(low):
        months -= 1
    return YearsAndMonthsDuration(months if later else -months)


def _within_month(moment: DateTime) -> tuple[int, int, int, Decimal]:
    return moment.date.day, moment.time.hour, moment.time.minute, moment.time.second


@FUNCTIONS.builtin("range(from: string)")
def range_from_text(text: str) -> Range:
    """The range that a text writes (rule 66)."""
    return parse_range(text)


def whole(value: Decimal, what: str) -> int:
    """A whole number as Python's int.

    Raises:
        Undefined: It has a fraction, or is too large to mean anything here.
    """
    if value != value.to_integral_value() or abs(value) > 10**18:
        raise Undefined(f"the {what} must be a whole number, not {value:f}")
    return int(value)
