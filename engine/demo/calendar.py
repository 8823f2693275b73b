"""When things happened: on working days of a site, in office hours, always at the same minute."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from engine.core.due import Calendar
from engine.demo.answering import pick
from engine.demo.staff import SITES

_OPENS: Final = 8 * 60 + 40
_CLOSES: Final = 17 * 60
_SOON: Final = range(7, 48)  # minutes between two things on one day


class Days:
    """The days of one story, from its beginning on; ask for the next moment, in order.

    Args:
        site: The name of the site.
        now: Today.
        ago: On which working day before today it begins.
        key: Of the story.
    """

    def __init__(self, site: str, now: datetime.datetime, ago: int, key: str) -> None:
        place = next(one for one in SITES if one.name == site)
        self.calendar = Calendar(place.zone, country=place.country, subdivision=place.subdivision)
        self._day = self.calendar.add_working_days(self.calendar.local_date(now), -ago)
        self._key = key
        self._minute = _OPENS
        self._minutes = self._spread()

    def next(self, after: int) -> datetime.datetime:
        """The moment of what comes so many working days after what came before it; UTC."""
        if after:
            self._day = self.calendar.add_working_days(self._day, after)
            self._minute = _OPENS
        self._minute = min(self._minute + next(self._minutes), _CLOSES)
        midnight = datetime.datetime.combine(self._day, datetime.time(), self.calendar.tz)
        at = midnight.replace(hour=self._minute // 60, minute=self._minute % 60)
        return at.astimezone(datetime.UTC)

    def _spread(self) -> Iterator[int]:
        number = 0
        while True:
            number += 1
            yield pick(_SOON, self._key, number)
