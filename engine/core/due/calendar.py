"""Working days of a site."""

from __future__ import annotations

import datetime
import functools
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

import holidays

from engine.core.due.errors import DueError

_MOST_WORKING_DAYS: Final = 10_000
_MOST_DAYS: Final = 100_000
_DAY: Final = datetime.timedelta(days=1)
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A site's calendar; refuses a zone, country or week that there is not.

    Attributes:
        zone: IANA name, such as "Europe/Paris".
        country: Code of two letters whose public holidays are no working days; None for none.
        subdivision: Part of the country with holidays of its own, such as "BY" in "DE".
        closures: Dates on which the site is closed besides, with the reason.
        weekend: Days of the week without work, Monday is 0.

    Raises:
        DueError: There is no such zone, country or subdivision, or no working day in a week.
    """

    zone: str
    country: str | None = None
    subdivision: str | None = None
    closures: Mapping[datetime.date, str] = field(default_factory=dict, hash=False)
    weekend: frozenset[int] = frozenset({5, 6})

    def __post_init__(self) -> None:
        """Refuse what would only fail at the first due date."""
        _zone(self.zone)
        if not self.weekend < frozenset(range(7)):
            raise DueError("the weekend is a set of days, Monday 0 to Sunday 6, and not all seven")
        if self.subdivision is not None and self.country is None:
            raise DueError(f"'{self.subdivision}' is part of a country; say which")
        _public_holidays(self.country, self.subdivision, 2000)

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        """The zone."""
        return _zone(self.zone)

    def local_date(self, moment: datetime.datetime) -> datetime.date:
        """The date at the site at an aware moment.

        Raises:
            TypeError: `moment` is naive.
            DueError: The moment lies at the end of time.
        """
        if moment.tzinfo is None:
            raise TypeError("this moment has no time zone")
        return in_time(lambda: moment.astimezone(self.tz).date())

    def why_closed(self, date: datetime.date) -> str | None:
        """Why nobody works on a date: the holiday, the closure, "weekend"; None if they do.

        Holidays are those that the library `holidays` knows; it knows none long ago and none
        after 2100 for most countries, where weekends and closures alone count.
        """
        if date in self.closures:
            return self.closures[date]
        holiday = _public_holidays(self.country, self.subdivision, date.year).get(date)
        return holiday or ("weekend" if date.weekday() in self.weekend else None)

    def is_working_day(self, date: datetime.date) -> bool:
        """Whether people work on this date."""
        return self.why_closed(date) is None

    def next_working_day(self, date: datetime.date) -> datetime.date:
        """The date itself if it is a working day, else the first one after it.

        Raises:
            DueError: There is none within 100,000 days, or before the year 10000.
        """
        return next(self._working_days(date, _DAY))

    def previous_working_day(self, date: datetime.date) -> datetime.date:
        """The date itself if it is a working day, else the last one before it.

        Raises:
            DueError: As `next_working_day`, the other way.
        """
        return next(self._working_days(date, -_DAY))

    def add_working_days(self, date: datetime.date, n: int) -> datetime.date:
        """The n-th working day after a date, or before it where n is negative.

        The date counts as day 0, whether it is a working day or not; for n = 0 it moves forward
        to a working day.

        Raises:
            DueError: More than 10,000 working days, or as `next_working_day`.
        """
        if abs(n) > _MOST_WORKING_DAYS:
            raise DueError(f"{n:,} working days are more than the {_MOST_WORKING_DAYS:,} allowed")
        if n == 0:
            return self.next_working_day(date)
        step = _DAY if n > 0 else -_DAY
        days = self._working_days(in_time(lambda: date + step), step)
        for _ in range(abs(n) - 1):
            next(days)
        return next(days)

    def working_days_between(self, start: datetime.date, end: datetime.date) -> int:
        """How many working days `end` lies after `start`, which is day 0; negative before it.

        For every n but 0, `working_days_between(d, add_working_days(d, n)) == n`.
        """
        first, last = start.toordinal(), end.toordinal()
        return self._count(first + 1, last) if last >= first else -self._count(last, first - 1)

    def _working_days(
        self, date: datetime.date, step: datetime.timedelta
    ) -> Iterator[datetime.date]:
        for _ in range(_MOST_DAYS):
            if self.is_working_day(date):
                yield date
            date = in_time(lambda last=date: last + step)  # type: ignore[misc]
        raise DueError(f"there are not enough working days within {_MOST_DAYS:,} days of {date}")

    def _count(self, first: int, last: int) -> int:
        """Working days between two ordinals of dates, both included."""
        if first > last:
            return 0
        weeks, rest = divmod(last - first + 1, 7)
        odd = [(ordinal - 1) % 7 for ordinal in range(last - rest + 1, last + 1)]
        weekdays = weeks * (7 - len(self.weekend)) + sum(day not in self.weekend for day in odd)
        start, end = datetime.date.fromordinal(first), datetime.date.fromordinal(last)
        closed = {day for day in self.closures if start <= day <= end}
        for year in range(start.year, end.year + 1):
            public = _public_holidays(self.country, self.subdivision, year)
            closed.update(day for day in public if start <= day <= end)
        return weekdays - sum(day.weekday() not in self.weekend for day in closed)


@functools.lru_cache(maxsize=64)
def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise DueError(f"there is no time zone '{name}'; one is Europe/Paris") from None


@functools.lru_cache(maxsize=4096)
def _public_holidays(
    country: str | None, subdivision: str | None, year: int
) -> Mapping[datetime.date, str]:
    if country is None:
        return {}
    try:
        return dict(holidays.country_holidays(country, subdiv=subdivision, years=year))
    except NotImplementedError:
        where = f"'{subdivision}' in '{country}'" if subdivision else f"'{country}'"
        raise DueError(f"no public holidays are known of {where}") from None


def in_time(work: Callable[[], _Result]) -> _Result:
    """What a calculation with dates comes to; one that leaves time is refused."""
    try:
        return work()
    except OverflowError:
        raise DueError("this date lies outside the years 1 to 9999") from None
