"""What can be read from dates, times, durations and ranges (tables 64 to 67)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from engine.core.feel.errors import Undefined
from engine.core.feel.values.arithmetic import NUMBERS
from engine.core.feel.values.calendar import weekday
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.range import Range
from engine.core.feel.values.temporal import Date, DateTime, Time
from engine.core.feel.values.zone import offset_of


def property_of(value: object, name: str) -> object:
    """The named property of a value.

    Raises:
        Undefined: Values of this kind have no such property.
    """
    known = _PROPERTIES[type(value)]
    if name not in known:
        names = ", ".join(known)
        raise Undefined(f"a {kind_of(value)} has no '{name}', it has: {names}")
    result = known[name](value)
    return Decimal(result) if type(result) is int else result


def _duration(seconds: int | None) -> DaysAndTimeDuration | None:
    return None if seconds is None else DaysAndTimeDuration(Decimal(seconds))


def _part(duration: DaysAndTimeDuration, unit: int, within: int | None) -> int:
    size = int(duration.seconds.copy_abs())
    count = (size if within is None else size % within) // unit
    return -count if duration.seconds < 0 and count else count


def _rest(duration: DaysAndTimeDuration) -> Decimal:
    return NUMBERS.plus(NUMBERS.remainder(duration.seconds, Decimal(60)))


def _months(duration: YearsAndMonthsDuration) -> tuple[int, int]:
    years, months = divmod(abs(duration.months), 12)
    return (-years, -months) if duration.months < 0 else (years, months)


_DATE: Final[dict[str, Callable[[Any], object]]] = {
    "year": lambda d: d.year,
    "month": lambda d: d.month,
    "day": lambda d: d.day,
    "weekday": weekday,
}
_TIME: Final[dict[str, Callable[[Any], object]]] = {
    "hour": lambda t: t.hour,
    "minute": lambda t: t.minute,
    "second": lambda t: t.second,
    "time offset": lambda t: _duration(t.zone.offset if t.zone else None),
    "timezone": lambda t: t.zone.name if t.zone else None,
}


def _of(part: str, reader: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda moment: reader(getattr(moment, part))


_PROPERTIES: Final[Mapping[type, Mapping[str, Callable[[Any], object]]]] = {
    Date: _DATE,
    Time: _TIME,
    DateTime: {
        **{name: _of("date", reader) for name, reader in _DATE.items()},
        **{name: _of("time", reader) for name, reader in _TIME.items()},
        "time offset": lambda moment: _duration(offset_of(moment)),
    },
    YearsAndMonthsDuration: {"years": lambda d: _months(d)[0], "months": lambda d: _months(d)[1]},
    DaysAndTimeDuration: {
        "days": lambda d: _part(d, 86_400, None),
        "hours": lambda d: _part(d, 3600, 86_400),
        "minutes": lambda d: _part(d, 60, 3600),
        "seconds": _rest,
    },
    Range: {
        "start": lambda r: r.start,
        "end": lambda r: r.end,
        "start included": lambda r: r.start_included,
        "end included": lambda r: r.end_included,
    },
}
