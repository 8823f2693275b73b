"""Dates, times and durations from their texts (10.3.4.1)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from engine.core.feel.errors import Undefined
from engine.core.feel.values.arithmetic import NUMBERS
from engine.core.feel.values.calendar import make_date
from engine.core.feel.values.duration import (
    MAX_MONTHS,
    MAX_SECONDS,
    DaysAndTimeDuration,
    YearsAndMonthsDuration,
)
from engine.core.feel.values.temporal import Date, DateTime, Time, Zone
from engine.core.feel.values.zone import MAX_OFFSET, zone_info

_DATE: Final = re.compile(r"(-?(?:[0-9]{4}|[1-9][0-9]{4,8}))-([0-9]{2})-([0-9]{2})")
_TIME: Final = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2}(?:\.[0-9]+)?)"
    r"(?:([zZ])|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@([A-Za-z0-9_+/-]+))?"
)
_DAYS_AND_TIME: Final = re.compile(
    r"(-?)P(?=.)(?:([0-9]+)D)?(?:T(?=.)(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]*)?)S)?)?"
)
_YEARS_AND_MONTHS: Final = re.compile(r"(-?)P(?=.)(?:([0-9]+)Y)?(?:([0-9]+)M)?")
_MAX_DIGITS: Final = 34


def parse_date(text: str) -> Date:
    """`YYYY-MM-DD`, with a `-` before years before 0 and more digits after 9999."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise Undefined(f"'{text[:80]}' is not a date such as 2027-01-31")
    return make_date(int(match[1]), int(match[2]), int(match[3]))


def parse_time(text: str) -> Time:
    """`hh:mm:ss`, with a fraction and an offset or a place where wanted."""
    match = _TIME.fullmatch(text)
    if match is None or len(match[3]) > _MAX_DIGITS:
        raise Undefined(f"'{text[:80]}' is not a time such as 09:30:00")
    hour, minute, second = int(match[1]), int(match[2]), Decimal(match[3])
    if hour > 23 or minute > 59 or second >= 60:
        raise Undefined(f"there is no time {text[:80]}")
    return Time(hour, minute, second, _zone(match, text))


def _zone(match: re.Match[str], text: str) -> Zone | None:
    if match[4]:
        return Zone(offset=0)
    if match[9]:
        if zone_info(match[9]) is None:
            raise Undefined(f"there is no time zone '{match[9]}'")
        return Zone(name=match[9])
    if not match[5]:
        return None
    minutes, seconds = int(match[7]), int(match[8] or 0)
    offset = int(match[6]) * 3600 + minutes * 60 + seconds
    if minutes > 59 or seconds > 59 or offset > MAX_OFFSET:
        raise Undefined(f"the offset of {text[:80]} is beyond 18 hours")
    return Zone(offset=-offset if match[5] == "-" else offset)


def parse_date_and_time(text: str) -> DateTime:
    """A date, `T` and a time; a date alone is its midnight, local."""
    date, separator, time = text.partition("T")
    if not separator:
        return DateTime(parse_date(text), Time(0, 0, Decimal(0)))
    return DateTime(parse_date(date), parse_time(time))


def parse_duration(text: str) -> DaysAndTimeDuration | YearsAndMonthsDuration:
    """`P1DT2H`, `-PT0.5S`, `P1Y6M` and the like."""
    if len(text) <= 80:
        match = _YEARS_AND_MONTHS.fullmatch(text)
        if match is not None:
            months = int(match[2] or 0) * 12 + int(match[3] or 0)
            if months > MAX_MONTHS:
                raise Undefined(f"the duration {text} is too long")
            return YearsAndMonthsDuration(-months if match[1] else months)
        match = _DAYS_AND_TIME.fullmatch(text)
        if match is not None:
            minutes = int(match[2] or 0) * 1440 + int(match[3] or 0) * 60 + int(match[4] or 0)
            total = NUMBERS.add(Decimal(minutes * 60), Decimal(match[5] or 0))
            if total > MAX_SECONDS:
                raise Undefined(f"the duration {text} is too long")
            return DaysAndTimeDuration(NUMBERS.minus(total) if match[1] else total)
    raise Undefined(f"'{text[:80]}' is not a duration such as P10D, PT4H or P1Y6M")


def at_literal(text: str) -> object:
    """The date, time, date and time or duration that a text stands for (rule 65).

    Raises:
        Undefined: It is none of them.
    """
    if text.startswith(("P", "-P")):
        return parse_duration(text)
    if "T" in text.partition("@")[0]:
        return parse_date_and_time(text)
    if _DATE.fullmatch(text):
        return parse_date(text)
    if _TIME.fullmatch(text):
        return parse_time(text)
    raise Undefined(f"'{text[:80]}' is no date, time or duration")
