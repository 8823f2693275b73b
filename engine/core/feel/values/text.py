"""Reading and writing values as text (10.3.4.1)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.values.calendar import make_date
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.function import Function
from engine.core.feel.values.range import Range
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
_MAX_TEXT: Final = 1_000_000
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_ ]*")


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
            return YearsAndMonthsDuration(-months if match[1] else months)
        match = _DAYS_AND_TIME.fullmatch(text)
        if match is not None:
            seconds = int(match[2] or 0) * 86_400 + int(match[3] or 0) * 3600
            total = seconds + int(match[4] or 0) * 60 + Decimal(match[5] or 0)
            return DaysAndTimeDuration(-total if match[1] else total)
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


def to_string(value: object) -> str:
    """A value as FEEL's string() gives it; a string is itself, what it holds is quoted.

    Raises:
        FeelLimitError: The text would be too long.
    """
    return value if isinstance(value, str) else _Writer().write(value)


class _Writer:
    """Writes one value; counts what it wrote, since shared parts may repeat without end."""

    def __init__(self) -> None:
        self.written = 0

    def write(self, value: object) -> str:
        text = self._text(value)
        self.written += len(text)
        if self.written > _MAX_TEXT * 4:
            raise FeelLimitError(f"a string of more than {_MAX_TEXT:,} characters")
        return text

    def _text(self, value: object) -> str:
        if isinstance(value, str):
            return quoted(value)
        if isinstance(value, list):
            return f"[{', '.join(self.write(item) for item in value)}]"
        if isinstance(value, dict):
            entries = (f"{_key(key)}: {self.write(item)}" for key, item in value.items())
            return f"{{{', '.join(entries)}}}"
        if isinstance(value, Range):
            return self._range(value)
        return _scalar(value)

    def _range(self, value: Range) -> str:
        if value.start is None or value.end is None:
            sign = "<" if value.start is None else ">"
            included = value.end_included if value.start is None else value.start_included
            end = value.end if value.start is None else value.start
            return f"{sign}{'=' if included else ''} {self.write(end)}"
        opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
        return f"{opening}{self.write(value.start)}..{self.write(value.end)}{closing}"


def _key(key: str) -> str:
    return key if _NAME.fullmatch(key) else quoted(key)


def quoted(text: str) -> str:
    """A string literal that stands for a text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\r", "\\r").replace("\t", "\\t") + '"'


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, Date):
        return _date_text(value)
    if isinstance(value, Time):
        return _time_text(value)
    if isinstance(value, DateTime):
        return f"{_date_text(value.date)}T{_time_text(value.time)}"
    if isinstance(value, YearsAndMonthsDuration):
        return _months_text(value.months)
    if isinstance(value, DaysAndTimeDuration):
        return _seconds_text(value.seconds)
    name = value.name if isinstance(value, Function) else type(value).__name__
    return f"function {name}"


def number_text(value: Decimal) -> str:
    """All digits of a number, never an exponent; there is no -0."""
    return f"{value:f}" if value else f"{abs(value):f}"


def _date_text(date: Date) -> str:
    sign = "-" if date.year < 0 else ""
    return f"{sign}{abs(date.year):04}-{date.month:02}-{date.day:02}"


def _time_text(time: Time) -> str:
    zone = time.zone
    return f"{time.hour:02}:{time.minute:02}:{_second_text(time.second)}{_zone_text(zone)}"


def _second_text(second: Decimal) -> str:
    whole, _, fraction = f"{second:f}".partition(".")
    fraction = fraction.rstrip("0")
    return f"{int(whole):02}.{fraction}" if fraction else f"{int(whole):02}"


def _zone_text(zone: Zone | None) -> str:
    if zone is None:
        return ""
    if zone.offset is None:
        return f"@{zone.name}"
    if zone.offset == 0:
        return "Z"
    minutes, seconds = divmod(abs(zone.offset), 60)
    text = f"{'-' if zone.offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text


def _months_text(months: int) -> str:
    years, rest = divmod(abs(months), 12)
    text = (f"{years}Y" if years else "") + (f"{rest}M" if rest or not years else "")
    return f"{'-' if months < 0 else ''}P{text}"


def _seconds_text(seconds: Decimal) -> str:
    whole, fraction = divmod(abs(seconds), 1)
    minutes, second = divmod(int(whole), 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    clock = (f"{hour}H" if hour else "") + (f"{minute}M" if minute else "")
    if second or fraction:
        digits = f"{fraction:f}".partition(".")[2].rstrip("0")
        clock += f"{second}.{digits}S" if digits else f"{second}S"
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{'-' if seconds < 0 else ''}P{text or 'T0S'}"
