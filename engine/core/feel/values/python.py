"""Values of FEEL as Python values, and back, nothing lost."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping
from decimal import Decimal, Overflow
from typing import Any, Final

from engine.core.feel.errors import FeelError, FeelLimitError
from engine.core.feel.values.arithmetic import NUMBERS
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.function import Function
from engine.core.feel.values.range import Range
from engine.core.feel.values.temporal import Date, DateTime, Time, Zone
from engine.core.feel.values.zone import UTC

_MAX_VISITS: Final = 250_000
_MAX_ITEMS: Final = 300_000
_create: Final = NUMBERS.create_decimal
_KEPT = (str, bool, type(None), Date, Time, DateTime, Function)
_DURATIONS = (DaysAndTimeDuration, YearsAndMonthsDuration)


def from_python(value: object) -> object:
    """The FEEL value that a Python value stands for.

    Takes int, float, Decimal, str, bool, None, datetime's date, time, datetime and timedelta,
    mappings with string keys, lists and tuples, and all types of this room.

    Raises:
        FeelError: The value has no place in FEEL, such as a set or an infinite number.
        FeelLimitError: It is too large or nested without end.
    """
    kind = type(value)
    if kind is str:
        return value
    if kind is Decimal or kind is int:
        return _number(value)  # type: ignore[arg-type]
    return _Reader().read(value, 0)


class _Reader:
    def __init__(self) -> None:
        self.visits = 0

    def read(self, value: object, depth: int) -> object:
        if isinstance(value, (*_KEPT, *_DURATIONS)):
            # Operations go by the exact type: the text of a StrEnum is a str like any other.
            return str.__str__(value) if isinstance(value, str) else value
        if isinstance(value, (int, float, Decimal)):
            return _number(value)
        if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
            return _temporal(value)
        self.visits += 1
        if self.visits > _MAX_VISITS or depth > 200:
            raise FeelLimitError("this value is too large or nested too deeply")
        if isinstance(value, Mapping):
            return {_key(k): self.read(v, depth + 1) for k, v in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.read(item, depth + 1) for item in value]
        if isinstance(value, Range):
            start, end = self.read(value.start, depth + 1), self.read(value.end, depth + 1)
            return Range(start, end, value.start_included, value.end_included)
        raise FeelError(f"a Python {type(value).__name__} has no place in an expression")


def _key(key: object) -> str:
    if isinstance(key, str):
        return key
    raise FeelError(f"the key {key!r} of a context is not a string")


def _number(value: float | Decimal) -> Decimal:
    try:
        number = _create(value if type(value) is not float else repr(value))
    except Overflow:
        raise FeelError("this number is too large for an expression") from None
    if number.is_finite():
        return number
    raise FeelError("an infinite or undefined number has no place in an expression")


def _temporal(value: datetime.date | datetime.time | datetime.timedelta) -> object:
    if isinstance(value, datetime.timedelta):
        micros = value // datetime.timedelta(microseconds=1)
        return DaysAndTimeDuration(Decimal(micros).scaleb(-6) if micros % 10**6 else
                                   Decimal(micros // 10**6))  # fmt: skip
    if isinstance(value, datetime.datetime):
        return DateTime(Date(value.year, value.month, value.day), _time(value))
    if isinstance(value, datetime.date):
        return Date(value.year, value.month, value.day)
    return _time(value)


def _time(value: datetime.datetime | datetime.time) -> Time:
    second = Decimal(value.second)
    if value.microsecond:
        second += Decimal(value.microsecond).scaleb(-6)
    return Time(value.hour, value.minute, second, _zone(value))


def _zone(value: datetime.datetime | datetime.time) -> Zone | None:
    if value.tzinfo is None:
        return None
    if isinstance(value.tzinfo, zoneinfo.ZoneInfo) and value.tzinfo.key:
        return Zone(name=value.tzinfo.key)
    offset = value.utcoffset()
    if offset is None:
        raise FeelError("the time zone of this time has no offset")
    return UTC if not offset else Zone(offset=int(offset.total_seconds()))


def to_python(value: object) -> object:
    """The Python value that stands for a FEEL value; own types stay where Python's would lose.

    Raises:
        FeelLimitError: The value is too large, shared parts counted every time.
    """
    return _Giver().give(value)


class _Giver:
    def __init__(self) -> None:
        self.visits = 0

    def give(self, value: object) -> object:
        if isinstance(value, (Date, DateTime, Time)):
            return _python_temporal(value)
        if not isinstance(value, (list, dict, Range)):
            return value
        self.visits += 2 if isinstance(value, Range) else len(value)
        if self.visits > _MAX_ITEMS:
            raise FeelLimitError(f"the result has more than {_MAX_ITEMS:,} items in all")
        if isinstance(value, list):
            return [self.give(item) for item in value]
        if isinstance(value, dict):
            return {key: self.give(item) for key, item in value.items()}
        start, end = self.give(value.start), self.give(value.end)
        return Range(start, end, value.start_included, value.end_included)


def _python_temporal(value: Date | DateTime | Time) -> object:
    if isinstance(value, Date):
        return datetime.date(value.year, value.month, value.day) if _in_range(value) else value
    clock = _python_time(value.time if isinstance(value, DateTime) else value)
    if clock is None:
        return value
    if isinstance(value, Time):
        return clock
    if not _in_range(value.date):
        return value
    date = datetime.date(value.date.year, value.date.month, value.date.day)
    return datetime.datetime.combine(date, clock)


def _in_range(date: Date) -> bool:
    return 1 <= date.year <= 9999


def _python_time(time: Time) -> datetime.time | None:
    """Python's time, None where a fraction is finer than a microsecond."""
    micros = NUMBERS.multiply(time.second, Decimal(1_000_000))
    if micros != micros.to_integral_value():
        return None
    second, micro = divmod(int(micros), 1_000_000)
    zone: Any = None
    if time.zone is not None and time.zone.offset is None:
        zone = zoneinfo.ZoneInfo(str(time.zone.name))
    elif time.zone is not None:
        offset = datetime.timedelta(seconds=time.zone.offset or 0)
        zone = datetime.timezone(offset) if offset else datetime.UTC
    return datetime.time(time.hour, time.minute, second, micro, tzinfo=zone)
