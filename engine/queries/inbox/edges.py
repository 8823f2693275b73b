"""Moments that differ from site to site, and the groups between them, as conditions of SQL."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

import sqlalchemy as sa

from engine.core import due
from engine.store.columns import Moment

_DAY: Final = datetime.timedelta(days=1)
_MIDNIGHT: Final = datetime.time()
GROUPS: Final = tuple(due.Group)


class Placed(Protocol):
    """The columns of a task that say when it is due, and where, and what it means to be late."""

    @property
    def due(self) -> sa.ColumnElement[Any]:
        """When; far in the future or NULL for never."""

    @property
    def site(self) -> sa.ColumnElement[Any]:
        """The id of the site of its case."""

    @property
    def safety(self) -> sa.ColumnElement[bool]:
        """Whether it is critical to be late at all."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A moment of each site.

    Attributes:
        latest: The latest of them, for an index.
        usual: That of most sites.
        others: The sites where it is another; None stands for cases of no site.
    """

    latest: datetime.datetime
    usual: datetime.datetime
    others: Mapping[datetime.datetime, list[str | None]]

    def until(self, task: Placed) -> sa.ColumnElement[bool]:
        """That a task is due at this moment or before."""
        up_to_latest = task.due <= sa.literal(self.latest, Moment)
        if not self.others:
            return up_to_latest
        whens = [
            (_at(task.site, sites), sa.literal(at, Moment)) for at, sites in self.others.items()
        ]
        here = sa.case(*whens, else_=sa.literal(self.usual, Moment))
        return sa.and_(up_to_latest, task.due <= here)


@dataclass(frozen=True)
class Edges:
    """The edges of due dates, now; each is worked out once."""

    now: datetime.datetime
    calendars: Mapping[str | None, due.Calendar]

    @cached_property
    def critical(self) -> Edge:
        """See `engine.core.due.Boundaries`; so for `soon`."""
        return self._edge(lambda one: due.boundaries(self.now, one).critical)

    @cached_property
    def soon(self) -> Edge:
        """The edge of what is due soon."""
        return self._edge(lambda one: due.boundaries(self.now, one).soon)

    @cached_property
    def week(self) -> Edge:
        """The end of Sunday."""
        return self._edge(self._end_of_week)

    def group(self, group: due.Group, task: Placed) -> sa.ColumnElement[bool]:
        """That a task stands under a heading; as `engine.core.due.group` for each row."""
        critical = self.critical.until(task)
        soon = self.soon.until(task)
        match group:
            case due.Group.CRITICALLY_OVERDUE:
                return sa.and_(self.late(task), sa.or_(task.safety.is_(sa.true()), critical))
            case due.Group.OVERDUE:
                return sa.and_(self.late(task), task.safety.is_(sa.false()), ~critical)
            case due.Group.DUE_SOON:
                return sa.and_(self.not_late(task), soon)
            case due.Group.NOT_DUE_YET:
                return sa.or_(task.due.is_(None), sa.and_(self.not_late(task), ~soon))

    def late(self, task: Placed) -> sa.ColumnElement[bool]:
        """That a task is overdue."""
        return task.due < sa.literal(self.now, Moment)

    def not_late(self, task: Placed) -> sa.ColumnElement[bool]:
        """That a task has a due date which is not over."""
        return task.due >= sa.literal(self.now, Moment)

    def this_week(self, task: Placed) -> sa.ColumnElement[bool]:
        """That a task is due from now until the end of Sunday."""
        return sa.and_(self.not_late(task), self.week.until(task))

    def before(self, day: datetime.date, task: Placed) -> sa.ColumnElement[bool]:
        """That the last day on which a task may be done is earlier than a day."""
        return self._edge(lambda one: due.moment(day, _MIDNIGHT, one)).until(task)

    def _end_of_week(self, calendar: due.Calendar) -> datetime.datetime:
        today = calendar.local_date(self.now)
        return due.moment(today + (7 - today.weekday()) * _DAY, _MIDNIGHT, calendar)

    def _edge(self, of: Callable[[due.Calendar], datetime.datetime]) -> Edge:
        found = {site: of(calendar) for site, calendar in self.calendars.items()}
        # Most sites have the same: only the others are named.
        usual = Counter(found.values()).most_common(1)[0][0]
        others: dict[datetime.datetime, list[str | None]] = {}
        for site, at in found.items():
            if at != usual:
                others.setdefault(at, []).append(site)
        return Edge(max(found.values()), usual, others)


def _at(site: sa.ColumnElement[Any], sites: list[str | None]) -> sa.ColumnElement[bool]:
    """That a case is at one of these sites."""
    named = site.in_([one for one in sites if one is not None])
    return sa.or_(named, site.is_(None)) if None in sites else named
