"""The moment that a rule comes to."""

from __future__ import annotations

import calendar as months
import datetime
from collections.abc import Mapping
from typing import Final, assert_never

from engine.core.due.calendar import Calendar, in_time
from engine.core.due.errors import DueError
from engine.core.due.rule import DueRule, Unit

_TICK: Final = datetime.timedelta(microseconds=1)


def due_at(
    rule: DueRule,
    *,
    anchor: datetime.datetime,
    calendar: Calendar,
    values: Mapping[str, object] | None = None,
) -> datetime.datetime | None:
    """When a task is due.

    Args:
        rule: See `parse`.
        anchor: When the task was made, aware; its local date counts as day 0.
        calendar: The site's.
        values: The variables of the case. One that a rule names is a date or a date and time,
            the latter on the site's wall clock where it is naive; a name with dots is looked
            up whole, then level by level.

    Returns:
        In UTC. For days, working days and months the start of the day after the due date at
        the site, so that the task is due until the end of that date. Months clamp to the end
        of the month, then move on to a working day, or back to one where they count back. None
        where the variable has no value.

    Raises:
        TypeError: `anchor` is naive.
        DueError: The variable is no date, or the result is outside the years 1 to 9999.
    """
    start: datetime.datetime | datetime.date | None = anchor
    if anchor.tzinfo is None:
        raise TypeError("the anchor of a due date has no time zone")
    if rule.variable is not None:
        start = _variable(rule.variable, values or {})
    if start is None:
        return None
    if rule.unit.gives_instant:
        unit = "minutes" if rule.unit is Unit.MINUTES else "hours"
        length = datetime.timedelta(**{unit: -rule.amount if rule.before else rule.amount})
        instant = _instant(start, calendar)
        return in_time(lambda: instant + length)
    return end_of(moved(_local_date(start, calendar), rule, calendar), calendar)


def due_on(due: datetime.datetime, calendar: Calendar) -> datetime.date:
    """The last local date on which something due then is not overdue: what a screen shows.

    Raises:
        TypeError: `due` is naive.
    """
    return calendar.local_date(in_time(lambda: due - _TICK))


def moment(date: datetime.date, time: datetime.time, calendar: Calendar) -> datetime.datetime:
    """The moment, in UTC, when the site's wall clock shows this.

    A time that summer time skips is read as if the clocks had not yet been put forward, so that
    02:30 becomes 03:30; of a time that comes twice, the first is taken.
    """
    local = datetime.datetime.combine(date, time.replace(tzinfo=None, fold=0), calendar.tz)
    return in_time(lambda: local.astimezone(datetime.UTC))


def end_of(date: datetime.date, calendar: Calendar) -> datetime.datetime:
    """The end of a date at the site: the start of the next day, in UTC."""
    following = in_time(lambda: date + datetime.timedelta(days=1))
    return moment(following, datetime.time(), calendar)


def moved(date: datetime.date, rule: DueRule, calendar: Calendar, times: int = 1) -> datetime.date:
    """A date moved so many times the length of a rule in days, working days or months at once.

    Raises:
        DueError: The rule is in hours or minutes, or the result is outside the years 1 to 9999.
    """
    n = rule.amount * times * (-1 if rule.before else 1)
    match rule.unit:
        case Unit.DAYS:
            return in_time(lambda: date + datetime.timedelta(days=n))
        case Unit.WORKING_DAYS if n == 0 and rule.before:
            return calendar.previous_working_day(date)
        case Unit.WORKING_DAYS:
            return calendar.add_working_days(date, n)
        case Unit.MONTHS:
            clamped = _add_months(date, n)
            roll = calendar.previous_working_day if rule.before else calendar.next_working_day
            return roll(clamped)
        case Unit.MINUTES | Unit.HOURS:
            raise DueError(f"'{rule}' is no number of days, working days or months")
        case _:
            assert_never(rule.unit)


def _add_months(date: datetime.date, n: int) -> datetime.date:
    year, month = divmod(date.year * 12 + date.month - 1 + n, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise DueError("this date lies outside the years 1 to 9999")
    last = months.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(date.day, last))


def _variable(name: str, values: Mapping[str, object]) -> datetime.datetime | datetime.date | None:
    found: object = values.get(name)
    if name not in values:
        found = values
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if found is None or isinstance(found, datetime.date):
        return found
    raise DueError(f"'{name}' is no date, nor a date and time; correct it or the due date")


def _local_date(start: datetime.datetime | datetime.date, calendar: Calendar) -> datetime.date:
    if not isinstance(start, datetime.datetime):
        return start
    return start.date() if start.tzinfo is None else calendar.local_date(start)


def _instant(start: datetime.datetime | datetime.date, calendar: Calendar) -> datetime.datetime:
    if not isinstance(start, datetime.datetime):
        return moment(start, datetime.time(), calendar)
    if start.tzinfo is None:
        return moment(start.date(), start.time(), calendar)
    return in_time(lambda: start.astimezone(datetime.UTC))
