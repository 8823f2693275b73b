"""Moments that differ from site to site, and the groups between them, as conditions of SQL."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import sqlalchemy as sa

from engine.core import due
from engine.store import tables as t
from engine.store.columns import Moment

_DAY: Final = datetime.timedelta(days=1)
_MIDNIGHT: Final = datetime.time()
GROUPS: Final = tuple(due.Group)


@dataclass(frozen=True, slots=True)
class Edge:
    """A moment of each site.

    Attributes:
        latest: The latest of them, for an index.
        here: That of the site of the row.
    """

    latest: datetime.datetime
    here: sa.ColumnElement[Any]
    differs: bool

    def until(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """That a column is at this moment or before."""
        up_to_latest = column <= sa.literal(self.latest, Moment)
        return sa.and_(up_to_latest, column <= self.here) if self.differs else up_to_latest


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

    def group(self, group: due.Group, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """That a task stands under a heading; as `engine.core.due.group` for each row."""
        critical = self.critical.until(column)
        soon = self.soon.until(column)
        safety = t.user_task.c.safety
        match group:
            case due.Group.CRITICALLY_OVERDUE:
                return sa.and_(self.late(column), sa.or_(safety.is_(sa.true()), critical))
            case due.Group.OVERDUE:
                return sa.and_(self.late(column), safety.is_(sa.false()), ~critical)
            case due.Group.DUE_SOON:
                return sa.and_(self.not_late(column), soon)
            case due.Group.NOT_DUE_YET:
                return sa.or_(column.is_(None), sa.and_(self.not_late(column), ~soon))

    def late(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """That a task is overdue."""
        return column < sa.literal(self.now, Moment)

    def not_late(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """That a task has a due date which is not over."""
        return column >= sa.literal(self.now, Moment)

    def this_week(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """That a task is due from now until the end of Sunday."""
        return sa.and_(self.not_late(column), self.week.until(column))

    def before(self, day: datetime.date, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """That the last day on which a task may be done is earlier than a day."""
        return self._edge(lambda one: due.moment(day, _MIDNIGHT, one)).until(column)

    def _end_of_week(self, calendar: due.Calendar) -> datetime.datetime:
        today = calendar.local_date(self.now)
        return due.moment(today + (7 - today.weekday()) * _DAY, _MIDNIGHT, calendar)

    def _edge(self, of: Callable[[due.Calendar], datetime.datetime]) -> Edge:
        found = {site: of(calendar) for site, calendar in self.calendars.items()}
        latest = max(found.values())
        if len(set(found.values())) == 1:
            return Edge(latest, sa.literal(latest, Moment), differs=False)
        # Most sites have the same: only the others are named.
        usual = Counter(found.values()).most_common(1)[0][0]
        others: dict[datetime.datetime, list[str | None]] = {}
        for site, at in found.items():
            if at != usual:
                others.setdefault(at, []).append(site)
        whens = [(_at(sites), sa.literal(at, Moment)) for at, sites in others.items()]
        here = sa.case(*whens, else_=sa.literal(usual, Moment))
        return Edge(latest, here, differs=True)


def _at(sites: list[str | None]) -> sa.ColumnElement[bool]:
    """That a case is at one of these sites; None stands for those of no site."""
    site_id = t.case.c.site_id
    named = site_id.in_([site for site in sites if site is not None])
    return sa.or_(named, site_id.is_(None)) if None in sites else named
