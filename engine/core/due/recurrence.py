"""Duties that come back: each time is counted from the first, never from the one before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from engine.core.due.calendar import Calendar
from engine.core.due.errors import DueError
from engine.core.due.moment import due_on, end_of, moment, moved
from engine.core.due.rule import DueRule, Unit


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A duty every so often, kept as the site's date and wall clock.

    Attributes:
        date: The local date it is counted from, occurrence 0.
        length: Days, working days or months, at least 1 and from no variable. Months clamp to
            the end of the month and move on to a working day, each time anew.
        time: The time on the wall clock; None for until the end of the date.

    Raises:
        DueError: The length is none of these.
    """

    date: datetime.date
    length: DueRule
    time: datetime.time | None = None

    def __post_init__(self) -> None:
        """Refuse a length that is no length of time, or none that dates can be counted in."""
        length = self.length
        if length.unit.gives_instant or length.variable is not None or length.amount == 0:
            raise DueError(
                f"'{length}' cannot recur; write 1 or more days, working days or months,"
                " such as 6 months"
            )


def occurrence(recurrence: Recurrence, k: int, *, calendar: Calendar) -> datetime.datetime:
    """The k-th time, in UTC: the anchor + k lengths; k = 0 is the anchor itself, not moved.

    Raises:
        DueError: It is outside the years 1 to 9999, or over 10,000 working days away.
    """
    date = recurrence.date
    if k:
        date = moved(date, recurrence.length, calendar, k)
    if recurrence.time is None:
        return end_of(date, calendar)
    return moment(date, recurrence.time, calendar)


def next_occurrence(
    recurrence: Recurrence, *, after: datetime.datetime, calendar: Calendar
) -> tuple[int, datetime.datetime]:
    """The first time strictly after a moment, and its number, which is 1 or more.

    Raises:
        TypeError: `after` is naive.
        DueError: As `occurrence`.
    """
    k = max(1, _lengths(recurrence, due_on(after, calendar), calendar))
    # A long closure puts off several times at once, so that the count is no more than a guess.
    while k > 1 and occurrence(recurrence, k - 1, calendar=calendar) > after:
        k -= 1
    while (found := occurrence(recurrence, k, calendar=calendar)) <= after:
        k += 1
    return k, found


def _lengths(recurrence: Recurrence, until: datetime.date, calendar: Calendar) -> int:
    """About how many lengths lie between the anchor and a date."""
    start, amount = recurrence.date, recurrence.length.amount
    if recurrence.length.unit is Unit.MONTHS:
        return ((until.year - start.year) * 12 + until.month - start.month) // amount
    if recurrence.length.unit is Unit.DAYS:
        return (until - start).days // amount
    return calendar.working_days_between(start, until) // amount
