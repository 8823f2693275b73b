"""Where the tasks of an inbox come from, as parts of a SELECT that an index answers.

The actor's own tasks are found by who claimed them. What is offered is found by the groups, and
the site, that it is offered to, in the order in which it is due; whether the actor's role reaches
the case is asked of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.core.permission import Grant, Permission, Reach, known_role
from engine.store import tables as t
from engine.store.groups import offered_to
from engine.store.reach import granted_in_case, near_cases

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


@dataclass(frozen=True, slots=True)
class Part:
    """Some tasks, each once.

    Attributes:
        tasks: Rows of `user_task` beside their `case`, to be joined.
        cases: The same without `user_task`, where that is enough to count them.
        key: The columns of the case and of the task.
        due: The column of the due date; far in the future or NULL for none.
        where: All that must hold.
        whole: The same tasks by another way, which is quicker to count as a whole; None for none.
    """

    tasks: sa.FromClause
    cases: sa.FromClause
    key: tuple[sa.ColumnElement[str], sa.ColumnElement[str]]
    due: sa.ColumnElement[Any]
    where: tuple[sa.ColumnElement[bool], ...]
    whole: Part | None = None

    def also(self, *conditions: sa.ColumnElement[bool]) -> Part:
        """Those of them for which these hold too."""
        whole = self.whole.also(*conditions) if self.whole is not None else None
        return replace(self, where=(*self.where, *conditions), whole=whole)


def claimed(context: Context, grants: tuple[Grant, ...]) -> Iterator[Part]:
    """Those that the actor has claimed and may complete."""
    able = _able(grants, "task.complete")
    if able:
        mine = (TASK.assignee == context.actor, TASK.status == "reserved")
        yield _of_tasks(*mine, *_workable(context, able, grants))


def completed(context: Context, grants: tuple[Grant, ...]) -> Iterator[Part]:
    """Those that the actor has completed, in cases that they may read."""
    if grants:
        mine = (TASK.ended_by == context.actor, TASK.status == "completed")
        yield _of_tasks(*mine, granted_in_case(context, grants, "case.read"))


def offered(context: Context, grants: tuple[Grant, ...]) -> Iterator[Part]:
    """Those that nobody has claimed, and that the actor may claim; a part may repeat others."""
    for site, some in _by_site(_able(grants, "task.complete")):
        groups = sorted(offered_to(context, context.actor, some))
        yield _of_offers(
            _OFFER.group_name.in_(groups),
            *_at(site),
            *_workable(context, some, grants),
            _once(groups),
        )


def held(context: Context, grants: tuple[Grant, ...], login: str) -> Iterator[Part]:
    """Those that somebody has claimed, in cases where the actor may reassign them."""
    able = _able(grants, "task.reassign")
    if able:
        theirs = (TASK.assignee == login, TASK.status == "reserved")
        yield _of_tasks(*theirs, granted_in_case(context, able, "task.reassign"))


def unassigned(context: Context, grants: tuple[Grant, ...]) -> Iterator[Part]:
    """Those that nobody has claimed, in cases where the actor may give them to somebody."""
    for site, some in _by_site(_able(grants, "task.reassign")):
        may = granted_in_case(context, some, "task.reassign")
        if site is None:
            yield _of_tasks(TASK.status == "ready", may)
            continue
        part = _of_offers(*_at(site), may, _once(None))
        if all(known_role(one.role).reach != "all" for one in some):
            part = replace(part, whole=_of_near_cases(context, may))
        yield part


def may_see(grants: Iterable[Grant], permission: Permission) -> bool:
    """Whether one of the grants has a permission somewhere."""
    return bool(_able(grants, permission))


def _of_tasks(*where: sa.ColumnElement[bool]) -> Part:
    return Part(_OF_CASE, _OF_CASE, (TASK.case_id, TASK.id), TASK.due_at, where)


def _of_offers(*where: sa.ColumnElement[bool]) -> Part:
    key = (_OFFER.case_id, _OFFER.task_id)
    return Part(_OFFERED_TASKS, _OFFERED, key, _OFFER.due_at, where)


def _of_near_cases(context: Context, may: sa.ColumnElement[bool]) -> Part:
    """What is offered in the cases of the actor and of their teams, found by these cases."""
    near = near_cases(context).subquery()
    cases = near.join(t.case, _CASE.id == near.c.case_id).join(
        t.task_offer, _OFFER.case_id == near.c.case_id
    )
    tasks = cases.join(
        t.user_task, sa.and_(TASK.case_id == _OFFER.case_id, TASK.id == _OFFER.task_id)
    )
    key = (_OFFER.case_id, _OFFER.task_id)
    return Part(tasks, cases, key, _OFFER.due_at, (may, _once(None)))


def _able(grants: Iterable[Grant], permission: Permission) -> list[Grant]:
    return [one for one in grants if permission in known_role(one.role).may]


def _by_site(grants: Iterable[Grant]) -> Iterator[tuple[str | None, list[Grant]]]:
    """Grants that count at the same site and reach the same cases, so that none says more."""
    found: defaultdict[tuple[str | None, Reach], list[Grant]] = defaultdict(list)
    for one in grants:
        found[one.site, known_role(one.role).reach].append(one)
    return ((site, some) for (site, _), some in found.items())


def _at(site: str | None) -> Iterator[sa.ColumnElement[bool]]:
    """The site as an index has it."""
    if site is not None:
        yield _OFFER.site_id == site


def _workable(
    context: Context, able: list[Grant], grants: tuple[Grant, ...]
) -> Iterator[sa.ColumnElement[bool]]:
    """Where these grants let complete tasks, in cases that the actor may read."""
    yield granted_in_case(context, able, "task.complete")
    if not all("case.read" in known_role(one.role).may for one in able):
        yield granted_in_case(context, grants, "case.read")


def _once(groups: list[str] | None) -> sa.ColumnElement[bool]:
    """Of the offers of one task, to these groups or to any, only the first."""
    other = t.task_offer.alias()
    same = [
        other.c.case_id == _OFFER.case_id,
        other.c.task_id == _OFFER.task_id,
        other.c.group_name < _OFFER.group_name,
    ]
    among = [other.c.group_name.in_(groups)] if groups is not None else []
    before = sa.exists(sa.select(sa.literal(1)).where(*same, *among))
    return sa.or_(_OFFER.several.is_(sa.false()), ~before)
