"""What is there to do?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from engine.core.due import Group
from engine.core.permission import Grant
from engine.queries.inbox.asked import FOR_ALL_TO_SEE, OWN_VIEWS, Filters, Sort, View
from engine.queries.inbox.asking import Asking
from engine.queries.inbox.edges import GROUPS
from engine.queries.inbox.rows import InboxTask, rows_of
from engine.queries.inbox.shape import able, shape_of
from engine.store.authority import NotAllowed, grants_of
from engine.store.context import Context
from engine.store.sites import calendars_of

PAGE: Final = 25
_REASSIGNING: Final[tuple[View, ...]] = ("unassigned", "person")


@dataclass(frozen=True, slots=True)
class InboxGroup:
    """The tasks of this page under one heading.

    Attributes:
        name: `critically overdue`, `overdue`, `due soon` or `not due yet`; empty where the
            tasks are in another order.
        total: How many there are on all pages; 1,000 stands for more than 999.
    """

    name: str
    total: int
    rows: tuple[InboxTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """A page of an inbox.

    Attributes:
        views: Those that the actor has, in their order.
        counts: Of each view, or of the one that is shown alone where a filter looks into tasks;
            1,000 stands for more than 999.
        total: How many tasks the view has.
        first: The number of the first that is shown, from 1; 0 where none is.
        page: Which page it is, from 1; the last where there are not as many as was asked for.
        works: Whether the actor may complete tasks anywhere.
    """

    views: tuple[View, ...]
    counts: Mapping[View, int]
    total: int
    groups: tuple[InboxGroup, ...]
    first: int
    page: int
    pages: int
    works: bool

    @property
    def rows(self) -> tuple[InboxTask, ...]:
        """The tasks of the page, in their order."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """A page of the actor's tasks: most urgent first, then by priority, then the oldest.

    Only the first 999 of a view are on pages: what is more is found by filters.

    Attributes:
        sort: `due` gives groups. The last completed is always first.
        page: From 1.
    """

    view: View = "mine"
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "due"
    page: int = 1

    def run(self, context: Context) -> InboxPage:
        """The page.

        Raises:
            NotAllowed: The view is for those who reassign tasks.
        """
        grants = grants_of(context, context.actor)
        views = _views(grants, self.filters)
        if self.view not in views:
            raise NotAllowed("this list is for those who assign tasks to others: ask a team leader")
        # To look into each task of each view takes long: then one view is counted, the one shown.
        return self.shown(context, grants, (self.view,) if self.filters.of_task else views)

    def shown(
        self, context: Context, grants: tuple[Grant, ...], views: tuple[View, ...]
    ) -> InboxPage:
        """The page, with the counts of these views; its own is among them."""
        calendars = calendars_of(context.connection)
        asking = Asking(context, *shape_of(context, grants, calendars, self.filters))
        groups = _groups(self.view, self.sort)
        wanted: list[tuple[View, Group | None]] = [(one, None) for one in views]
        wanted += [(self.view, one) for one in groups[:-1]]
        counted = asking.counts(tuple(wanted))
        counts = dict(zip(views, counted, strict=False))
        total = counts[self.view]
        totals = counted[len(views) :]
        # The groups share the view among them: what is left is in the last.
        totals.append(total - sum(totals) if total <= FOR_ALL_TO_SEE else total)
        pages = max(1, -(-min(total, FOR_ALL_TO_SEE) // PAGE))
        page = min(max(1, self.page), pages)
        found = self._list(asking, list(zip(groups, totals, strict=True)), (page - 1) * PAGE)
        keys = [key for _, _, some in found for key in some]
        rows = rows_of(context, keys, grants, calendars)
        return InboxPage(
            views=_views(grants, self.filters),
            counts=counts,
            total=total,
            groups=_filled(found, rows),
            first=(page - 1) * PAGE + 1 if rows else 0,
            page=page,
            pages=pages,
            works=bool(able(grants, "task.complete")),
        )

    def _list(
        self, asking: Asking, groups: Iterable[tuple[Group | None, int]], skip: int
    ) -> list[tuple[Group | None, int, list[tuple[str, str]]]]:
        """The keys of a page, group by group until it is full."""
        found, left = [], PAGE
        for group, total in groups:
            if left and skip < total:
                keys = asking.keys(self.view, group, self.sort, skip=skip, most=left)
                left -= len(keys)
                found.append((group, total, keys))
            skip = max(0, skip - total)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxChanges:
    """How many tasks of a page of the inbox are others than they were when it was shown.

    Attributes:
        inbox: What was asked for.
        marks: Of the rows that were shown.
    """

    inbox: Inbox
    marks: frozenset[str]

    def run(self, context: Context) -> int:
        """How many came, or changed, or are gone; the larger number of the two.

        Raises:
            NotAllowed: The view is for those who reassign tasks.
        """
        inbox, grants = self.inbox, grants_of(context, context.actor)
        if inbox.view not in _views(grants, inbox.filters):
            raise NotAllowed("this list is for those who assign tasks to others: ask a team leader")
        now = {row.mark for row in inbox.shown(context, grants, (inbox.view,)).rows}
        return max(len(now - self.marks), len(self.marks - now))


def _views(grants: tuple[Grant, ...], filters: Filters) -> tuple[View, ...]:
    """Those that somebody has."""
    if not able(grants, "task.reassign"):
        return OWN_VIEWS
    return (*OWN_VIEWS, *(one for one in _REASSIGNING if one != "person" or filters.person))


def _groups(view: View, sort: Sort) -> tuple[Group | None, ...]:
    return GROUPS if sort == "due" and view != "done" else (None,)


def _filled(
    found: Iterable[tuple[Group | None, int, list[tuple[str, str]]]], rows: Iterable[InboxTask]
) -> tuple[InboxGroup, ...]:
    known = {(row.case, row.id): row for row in rows}
    return tuple(
        InboxGroup(group.value if group else "", total, tuple(known[key] for key in keys))
        for group, total, keys in found
        if keys
    )
