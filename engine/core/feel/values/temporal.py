"""Dates and times without the limits of Python's: any year, any fraction of a second."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a clock stands: an offset in seconds east of UTC, or the IANA name of a place.

    Exactly one of the two is not None.
    """

    offset: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day; `second` is in [0, 60) with any fraction; `zone` None is local time."""

    hour: int
    minute: int
    second: Decimal
    zone: Zone | None = None


@dataclass(frozen=True, slots=True)
class DateTime:
    """A day and a time of that day; the zone is that of the time."""

    date: Date
    time: Time
