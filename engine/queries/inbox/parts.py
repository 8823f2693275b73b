"""Where the tasks of an inbox come from, as parts of a SELECT that an index answers.

The actor's own tasks are found by who claimed them. What is offered is found by the places that
the actor's roles reach, and by the groups there that it is offered to: see `engine.store.offers`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.core.permission import Grant, Permission, Reach, known_role
from engine.store import tables as t
from engine.store.columns import Moment
from engine.store.groups import offered_to
from engine.store.offers import NEVER
from engine.store.reach import granted_in_case, open_to, places_of

if TYPE_CHECKING:
    from engine.store.context import Context

TASK: Final = t.user_task.c
_CASE: Final = t.case.c
_OFFER: Final = t.task_offer.c
# As an expression, so that no index leads from all cases to their tasks: these come first.
_OF_CASE: Final = t.user_task.join(t.case, _CASE.id == TASK.case_id + "")
_OFFERED: Final = t.task_offer.join(t.case, _CASE.id == _OFFER.case_id + "")
_OFFERED_TASKS: Final = _OFFERED.join(
    t.user_task, sa.and_(TASK.case_id == _OFFER.case_id, TASK.id == _OFFER.task_id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some tasks.

    Attributes:
        alone: Where all columns of the part come from.
        cases: The same, with `case`.
        tasks: The same, with `case` and `user_task`.
        key: The columns of the case and of the task.
        due: The column of the due date; far in the future or NULL for none.
        site: The column of the site of the case.
        safety: The column that says whether a task must not be late at all.
        order: What the most urgent come first by.
        where: All that must hold.
        repeats: How often a task may be among them, at most.
        stretches: The same tasks as parts that an index has in this order; none where it cannot.
    """

    alone: sa.FromClause
    cases: sa.FromClause
    tasks: sa.FromClause
    key: tuple[sa.ColumnElement[str], sa.ColumnElement[str]]
    due: sa.ColumnElement[Any]
    site: sa.ColumnElement[Any]
    safety: sa.ColumnElement[bool]
    order: tuple[sa.ColumnElement[Any], ...]
    where: tuple[sa.ColumnElement[bool], ...]
    repeats: int = 1
    stretches: tuple[Part, ...] = ()

    def also(self, *conditions: sa.ColumnElement[bool]) -> Part:
        """Those of them for which these hold too."""
        return replace(
            self,
            where=(*self.where, *conditions),
            stretches=tuple(one.also(*conditions) for one in self.stretches),
        )


def claimed(context: Context, grants: tuple[Grant, ...]) -> Iterator[Part]:
    """Those that the actor has claimed and may complete."""
    able = _able(grants, "task.complete")
    if able:
        may = [granted_in_case(context, able, "task.complete"), *_readable(context, able, grants)]
        yield _of_tasks(TASK.assignee == context.actor, TASK.status == "reserved", *may)


def completed(context: Context, grants: tuple[Grant, ...]) -> Iterator[Part]:
    """Those that the actor has completed, in cases that they may read."""
    if grants:
        mine = (TASK.ended_by == context.actor, TASK.status == "completed")
        yield _of_tasks(*mine, granted_in_case(context, grants, "case.read"))


def offered(context: Context, grants: tuple[Grant, ...]) -> Iterator[Part]:
    """Those that nobody has claimed, and that the actor may claim; a part may repeat others."""
    for site, reach, some in _alike(_able(grants, "task.complete")):
        groups = sorted(offered_to(context, context.actor, some))
        readable = tuple(_readable(context, some, grants))
        part = _of_offers(context, site, reach).also(*readable)
        # Found by the case alone: then it must be there.
        part = replace(part, alone=part.cases) if readable else part
        ordered = [part.also(_OFFER.group_name == group) for group in groups]
        yield replace(
            part.also(_OFFER.group_name.in_(groups), _once(groups)),
            stretches=tuple(ordered) if part.repeats == 1 else (),
        )


def held(context: Context, grants: tuple[Grant, ...], login: str) -> Iterator[Part]:
    """Those that somebody has claimed, in cases where the actor may reassign them."""
    able = _able(grants, "task.reassign")
    if able:
        theirs = (TASK.assignee == login, TASK.status == "reserved")
        yield _of_tasks(*theirs, granted_in_case(context, able, "task.reassign"))


def unassigned(context: Context, grants: tuple[Grant, ...]) -> Iterator[Part]:
    """Those that nobody has claimed, in cases where the actor may give them to somebody."""
    for site, reach, _ in _alike(_able(grants, "task.reassign")):
        yield _of_offers(context, site, reach).also(_once(None))


def may_see(grants: Iterable[Grant], permission: Permission) -> bool:
    """Whether one of the grants has a permission somewhere."""
    return bool(_able(grants, permission))


def _of_tasks(*where: sa.ColumnElement[bool]) -> Part:
    due = sa.func.coalesce(TASK.due_at, sa.literal(NEVER, Moment), type_=Moment())
    return Part(
        alone=_OF_CASE,
        cases=_OF_CASE,
        tasks=_OF_CASE,
        key=(TASK.case_id, TASK.id),
        due=TASK.due_at,
        site=_CASE.site_id,
        safety=TASK.safety,
        order=(due, -TASK.priority, TASK.id),
        where=where,
    )


def _of_offers(context: Context, site: str | None, reach: Reach) -> Part:
    """What is offered where grants of this site and reach count."""
    places = places_of(context, site, reach)
    at_site = [_OFFER.site_id == site] if site is not None and reach != "all" else []
    return Part(
        alone=t.task_offer,
        cases=_OFFERED,
        tasks=_OFFERED_TASKS,
        key=(_OFFER.case_id, _OFFER.task_id),
        due=_OFFER.due_at,
        site=_OFFER.site_id,
        safety=_OFFER.safety,
        order=(_OFFER.due_at, _OFFER.urgency, _OFFER.task_id),
        where=(_OFFER.place.in_(places), *at_site, open_to(context, t.task_offer)),
        repeats=len(places),
    )


def _able(grants: Iterable[Grant], permission: Permission) -> list[Grant]:
    return [one for one in grants if permission in known_role(one.role).may]


def _alike(grants: Iterable[Grant]) -> Iterator[tuple[str | None, Reach, list[Grant]]]:
    """Grants that count at the same site and reach the same cases, so that none says more."""
    found: defaultdict[tuple[str | None, Reach], list[Grant]] = defaultdict(list)
    for one in grants:
        found[one.site, known_role(one.role).reach].append(one)
    return ((site, reach, some) for (site, reach), some in found.items())


def _readable(
    context: Context, able: list[Grant], grants: tuple[Grant, ...]
) -> Iterator[sa.ColumnElement[bool]]:
    """That the actor may read the case, where not each of these grants lets them."""
    if not all("case.read" in known_role(one.role).may for one in able):
        yield granted_in_case(context, grants, "case.read")


def _once(groups: list[str] | None) -> sa.ColumnElement[bool]:
    """Of the offers of one task at one place, to these groups or to any, only the first."""
    other = t.task_offer.alias()
    same = [
        other.c.case_id == _OFFER.case_id,
        other.c.task_id == _OFFER.task_id,
        other.c.group_name < _OFFER.group_name,
        other.c.place == _OFFER.place,
    ]
    among = [other.c.group_name.in_(groups)] if groups is not None else []
    before = sa.exists(sa.select(sa.literal(1)).where(*same, *among))
    return sa.or_(_OFFER.several.is_(sa.false()), ~before)
