"""Overdue or not, how late, and under which heading of the inbox: each is decided here only."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass
from typing import Final

from engine.core.due.calendar import Calendar
from engine.core.due.moment import due_on, moment

_CRITICAL_AFTER: Final = 5
_SOON: Final = 3


class Group(enum.Enum):
    """A heading of the inbox, most urgent first."""

    CRITICALLY_OVERDUE = "critically overdue"
    OVERDUE = "overdue"
    DUE_SOON = "due soon"
    NOT_DUE_YET = "not due yet"


def overdue(due_at: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Whether something is past its due date; due exactly now is not overdue.

    Args:
        due_at: Aware; None for what has no due date, which is never overdue.
        now: Aware.

    Raises:
        TypeError: One of them is naive.
    """
    if now.tzinfo is None:
        raise TypeError("now has no time zone")
    return due_at is not None and due_at < now


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Where the groups of a site begin and end, for a query that counts them.

    Attributes:
        critical: Due at this moment or before: critically overdue.
        now: Due before this moment: overdue; a safety step is then critically overdue.
        soon: Due at this moment or before, and not overdue: due soon.
    """

    critical: datetime.datetime
    now: datetime.datetime
    soon: datetime.datetime


def boundaries(now: datetime.datetime, calendar: Calendar) -> Boundaries:
    """The boundaries at this moment; see `group`, which goes by them.

    Raises:
        TypeError: `now` is naive.
    """
    today = calendar.local_date(now)
    late = calendar.add_working_days(calendar.previous_working_day(today), -_CRITICAL_AFTER)
    later = calendar.add_working_days(today, _SOON + 1)
    midnight = datetime.time()
    return Boundaries(moment(late, midnight, calendar), now, moment(later, midnight, calendar))


def group(
    due_at: datetime.datetime | None,
    now: datetime.datetime,
    *,
    calendar: Calendar,
    safety: bool,
) -> Group:
    """The heading under which an open task stands in the inbox.

    Critically overdue: more than 5 working days late, or a safety step late at all. Due soon:
    its due date is today or within 3 working days. What has no due date is not due yet.

    Raises:
        TypeError: `due_at` or `now` is naive.
    """
    edges = boundaries(now, calendar)
    if due_at is None:
        return Group.NOT_DUE_YET
    if overdue(due_at, now):
        critical = safety or due_at <= edges.critical
        return Group.CRITICALLY_OVERDUE if critical else Group.OVERDUE
    return Group.DUE_SOON if due_at <= edges.soon else Group.NOT_DUE_YET


def days_late(
    due_at: datetime.datetime | None, now: datetime.datetime, *, calendar: Calendar
) -> int:
    """Working days from the due date to today, for words on screens.

    0 for what is not overdue, and for what is overdue since the last working day, such as a
    task of Friday on Saturday or an instant earlier today.

    Raises:
        TypeError: `due_at` or `now` is naive.
    """
    if due_at is None or not overdue(due_at, now):
        return 0
    return calendar.working_days_between(due_on(due_at, calendar), calendar.local_date(now))
