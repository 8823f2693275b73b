"""Where the tasks of an inbox come from, as parts of a SELECT that an index answers.

The actor's own tasks are found by who claimed them. What is offered is found by the places that
the actor's roles reach, and by the groups there that it is offered to: see `engine.store.offers`.
Whatever differs between two who ask alike is a parameter: see `engine.queries.inbox.shape`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from engine.core.permission import Grant, known_role
from engine.queries.inbox.shape import ASKER, Reached, Shape, able
from engine.store import tables as t
from engine.store.columns import Moment
from engine.store.offers import NEVER
from engine.store.reach import granted_in_case, open_to

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


def claimed(shape: Shape) -> Iterator[Part]:
    """Those that the actor has claimed and may complete."""
    some = able(shape.grants, "task.complete")
    if some:
        may = [granted_in_case(ASKER, some, "task.complete"), *_readable(shape, some)]
        yield _of_tasks(TASK.assignee == ASKER.login, TASK.status == "reserved", *may)


def completed(shape: Shape) -> Iterator[Part]:
    """Those that the actor has completed, in cases that they may read."""
    if shape.grants:
        mine = (TASK.ended_by == ASKER.login, TASK.status == "completed")
        yield _of_tasks(*mine, granted_in_case(ASKER, shape.grants, "case.read"))


def offered(shape: Shape) -> Iterator[Part]:
    """Those that nobody has claimed, and that the actor may claim; a part may repeat others."""
    for one in shape.to_complete:
        readable = tuple(_readable(shape, one.grants))
        part = _of_offers(one).also(*readable)
        # Found by the case alone: then it must be there.
        part = replace(part, alone=part.cases) if readable else part
        groups = _texts(f"groups_{one.name}")
        each = [_text(f"group_{number}_{one.name}") for number in range(one.groups)]
        yield replace(
            part.also(_OFFER.group_name.in_(groups), _once(groups)),
            stretches=tuple(part.also(_OFFER.group_name == group) for group in each)
            if one.places == 1
            else (),
        )


def held(shape: Shape) -> Iterator[Part]:
    """Those that somebody has claimed, in cases where the actor may reassign them."""
    some = able(shape.grants, "task.reassign")
    if some:
        theirs = (TASK.assignee == _text("person"), TASK.status == "reserved")
        yield _of_tasks(*theirs, granted_in_case(ASKER, some, "task.reassign"))


def unassigned(shape: Shape) -> Iterator[Part]:
    """Those that nobody has claimed, in cases where the actor may give them to somebody."""
    for one in shape.to_reassign:
        yield _of_offers(one).also(_once(None))


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


def _of_offers(reached: Reached) -> Part:
    """What is offered where some grants count."""
    # The places of a team or of somebody may lie at other sites too.
    elsewhere = reached.site is not None and reached.reach != "all"
    at_site = [_OFFER.site_id == ASKER.site(reached.site)] if elsewhere and reached.site else []
    places = _texts(f"places_{reached.name}")
    return Part(
        alone=t.task_offer,
        cases=_OFFERED,
        tasks=_OFFERED_TASKS,
        key=(_OFFER.case_id, _OFFER.task_id),
        due=_OFFER.due_at,
        site=_OFFER.site_id,
        safety=_OFFER.safety,
        order=(_OFFER.due_at, _OFFER.urgency, _OFFER.task_id),
        where=(_OFFER.place.in_(places), *at_site, open_to(ASKER, t.task_offer)),
        repeats=reached.places,
    )


def _readable(shape: Shape, some: Iterable[Grant]) -> Iterator[sa.ColumnElement[bool]]:
    """That the actor may read the case, where not each of these grants lets them."""
    if not all("case.read" in known_role(one.role).may for one in some):
        yield granted_in_case(ASKER, shape.grants, "case.read")


def _text(name: str) -> sa.BindParameter[str]:
    return sa.bindparam(name, type_=sa.String)


def _texts(name: str) -> sa.BindParameter[Any]:
    """Some texts, for IN."""
    return sa.bindparam(name, type_=sa.String, expanding=True)


def _once(groups: sa.BindParameter[Any] | None) -> sa.ColumnElement[bool]:
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
