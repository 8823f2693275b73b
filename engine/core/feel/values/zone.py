"""Time zones: offsets, names, and the offset in force at a moment."""

from __future__ import annotations

import datetime
import zoneinfo
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

from engine.core.feel.values.calendar import day_number
from engine.core.feel.values.temporal import DateTime, Time, Zone

UTC: Final = Zone(offset=0)
MAX_OFFSET: Final = 18 * 3600
WIDE: Final = Context(prec=60)
"""Holds the seconds of any moment to their last digit."""


@lru_cache(maxsize=512)
def zone_info(name: str) -> zoneinfo.ZoneInfo | None:
    """The rules of a place, None where the IANA database has no such name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def seconds_of_day(time: Time) -> Decimal:
    """Seconds since midnight on the clock of the time's own zone."""
    return WIDE.add(Decimal(time.hour * 3600 + time.minute * 60), time.second)


def local_seconds(moment: DateTime) -> Decimal:
    """Seconds since 1970-01-01 on the clock of the moment's own zone."""
    return WIDE.add(Decimal(day_number(moment.date) * 86_400), seconds_of_day(moment.time))


def offset_of(moment: DateTime) -> int | None:
    """Seconds east of UTC in force at a moment; None for local time."""
    zone = moment.time.zone
    if zone is None or zone.offset is not None:
        return zone.offset if zone else None
    date, time = moment.date, moment.time
    # Beyond Python's years a place keeps the rules of the last year that Python knows.
    year = min(max(date.year, 2), 9998)
    day = 28 if (date.month, date.day) == (2, 29) else date.day
    local = datetime.datetime(  # noqa: DTZ001 - the zone is put on in the next line
        year, date.month, day, time.hour, time.minute, int(time.second)
    )
    return _offset(local, str(zone.name))


def offset_at(utc_seconds: Decimal, zone: Zone) -> int:
    """Seconds east of UTC in force in a zone so many seconds after 1970-01-01 UTC."""
    if zone.offset is not None:
        return zone.offset
    info = zone_info(str(zone.name))
    low, high = -62_104_060_800, 253_370_764_800  # years 2 and 9999
    moment = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(
        seconds=min(max(int(utc_seconds // 1), low), high)
    )
    return _whole_seconds(moment.astimezone(info).utcoffset())


def _offset(local: datetime.datetime, name: str) -> int:
    return _whole_seconds(local.replace(tzinfo=zone_info(name)).utcoffset())


def _whole_seconds(offset: datetime.timedelta | None) -> int:
    return int(offset.total_seconds()) if offset is not None else 0
