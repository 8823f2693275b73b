"""Moments that differ from site to site, and the groups between them, as conditions of SQL.

A condition has the moments as parameters: what is the same for all who ask alike is put together
once, and their values come with each question.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import sqlalchemy as sa

from engine.core import due
from engine.store.columns import Moment

_DAY: Final = datetime.timedelta(days=1)
_MIDNIGHT: Final = datetime.time()
_NOW: Final = sa.bindparam("now", type_=Moment)
GROUPS: Final = tuple(due.Group)

Values = dict[str, Any]


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
        name: What the names of its parameters begin with.
        others: For each moment that is not that of most sites: whether it is that of cases of no
            site, too.
    """

    name: str
    others: tuple[bool, ...] = ()

    def until(self, task: Placed) -> sa.ColumnElement[bool]:
        """That a task is due at this moment or before."""
        # The latest of all sites, for an index.
        up_to_latest = task.due <= self._moment("latest")
        if not self.others:
            return up_to_latest
        whens = [
            (self._at(task.site, number, homeless), self._moment(f"at_{number}"))
            for number, homeless in enumerate(self.others)
        ]
        return sa.and_(up_to_latest, task.due <= sa.case(*whens, else_=self._moment("usual")))

    def _moment(self, which: str) -> sa.BindParameter[Any]:
        return sa.bindparam(f"{self.name}_{which}", type_=Moment)

    def _at(
        self, site: sa.ColumnElement[Any], number: int, homeless: bool
    ) -> sa.ColumnElement[bool]:
        named = site.in_(sa.bindparam(f"{self.name}_sites_{number}", expanding=True))
        return sa.or_(named, site.is_(None)) if homeless else named


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of due dates.

    Attributes:
        critical: See `engine.core.due.Boundaries`; so for `soon`.
        week: The end of Sunday.
        earlier: The beginning of a day that was asked for; None where none was.
    """

    critical: Edge
    soon: Edge
    week: Edge
    earlier: Edge | None

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
        return task.due < _NOW

    def not_late(self, task: Placed) -> sa.ColumnElement[bool]:
        """That a task has a due date which is not over."""
        return task.due >= _NOW

    def this_week(self, task: Placed) -> sa.ColumnElement[bool]:
        """That a task is due from now until the end of Sunday."""
        return sa.and_(self.not_late(task), self.week.until(task))


def edges_at(
    now: datetime.datetime,
    calendars: Mapping[str | None, due.Calendar],
    before: datetime.date | None,
) -> tuple[Edges, Values]:
    """The edges, and the values of their parameters.

    Args:
        now: An aware moment.
        calendars: Of each site; None for cases of no site.
        before: The last day on which a task may be done is earlier than this day; None: whichever.
    """
    values: Values = {"now": now}

    bounds = {site: due.boundaries(now, calendar) for site, calendar in calendars.items()}

    def edge(name: str, found: Mapping[str | None, datetime.datetime]) -> Edge:
        made, more = _edge(name, found)
        values.update(more)
        return made

    def midnights(of: Callable[[due.Calendar], datetime.date]) -> Mapping[Any, datetime.datetime]:
        return {site: due.moment(of(one), _MIDNIGHT, one) for site, one in calendars.items()}

    edges = Edges(
        critical=edge("critical", {site: one.critical for site, one in bounds.items()}),
        soon=edge("soon", {site: one.soon for site, one in bounds.items()}),
        week=edge("week", midnights(lambda one: _next_monday(one.local_date(now)))),
        earlier=edge("earlier", midnights(lambda _: before)) if before else None,
    )
    return edges, values


def _next_monday(day: datetime.date) -> datetime.date:
    return day + (7 - day.weekday()) * _DAY


def _edge(name: str, found: Mapping[str | None, datetime.datetime]) -> tuple[Edge, Values]:
    # Most sites have the same: only the others are named.
    usual = Counter(found.values()).most_common(1)[0][0]
    others: dict[datetime.datetime, list[str | None]] = {}
    for site, at in found.items():
        if at != usual:
            others.setdefault(at, []).append(site)
    values: Values = {f"{name}_latest": max(found.values()), f"{name}_usual": usual}
    for number, (at, sites) in enumerate(others.items()):
        values[f"{name}_at_{number}"] = at
        values[f"{name}_sites_{number}"] = [site for site in sites if site is not None]
    return Edge(name, tuple(None in sites for sites in others.values())), values
