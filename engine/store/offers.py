"""Tasks that nobody has claimed, offered to those who may: a row for each group at each place.

A place is what a role reaches: everything, a site, a team, or somebody who is assigned to the case.
So whatever a role reaches, what it is offered is one stretch of an index, first due first.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.store import people as p
from engine.store import tables as t
from engine.store.groups import FOR_EVERYBODY
from engine.store.prepared import Prepared

if TYPE_CHECKING:
    from engine.store.context import Context

NEVER: Final = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)
"""Stands in the place of no due date, so that an index has such tasks last."""

EVERYWHERE: Final = ""
"""The place of all tasks."""

_OFFER: Final = t.task_offer.c


def _given(name: str) -> sa.ColumnElement[Any]:
    """A column of the offer whose value is given, as one of a SELECT."""
    column = _OFFER[name]
    return sa.bindparam(name, type_=column.type).label(name)


def _offering() -> sa.Insert:
    """An offer of a task to a group, at each place of its case."""
    case, team, member = t.case.c, p.case_team.c, p.case_member.c
    wanted = sa.bindparam("case_id", type_=_OFFER.case_id.type)
    places = sa.union_all(
        sa.select(case.id.label("case_id"), sa.literal(EVERYWHERE).label("place")).where(
            case.id == wanted
        ),
        sa.select(case.id, case.site_id).where(case.id == wanted, case.site_id.is_not(None)),
        sa.select(team.case_id, team.team_id).where(team.case_id == wanted),
        sa.select(member.case_id, member.user_id).where(
            member.case_id == wanted, member.relation == "assigned"
        ),
    ).subquery()
    given = ("task_id", "group_name", "due_at", "urgency", "safety", "several")
    return sa.insert(t.task_offer).from_select(
        ["case_id", "place", "site_id", "restricted", *given],
        sa.select(
            places.c.case_id, places.c.place, case.site_id, case.restricted, *map(_given, given)
        ).join(t.case, case.id == places.c.case_id),
    )


_OFFERING: Final = Prepared(_offering())
_WITHDRAW: Final = Prepared(
    sa.delete(t.task_offer).where(
        _OFFER.case_id == sa.bindparam("case"), _OFFER.task_id == sa.bindparam("task")
    )
)


def offer(context: Context, tasks: Iterable[Mapping[str, Any]]) -> None:
    """Offer those of some tasks that nobody has; they are rows of `user_task`."""
    rows = [
        {
            "case_id": task["case_id"],
            "task_id": task["id"],
            "group_name": group,
            "due_at": task["due_at"] or NEVER,
            "urgency": -task["priority"],
            "safety": task["safety"],
            "several": len(groups) > 1,
        }
        for task in tasks
        if task["assignee"] is None
        for groups in [dict.fromkeys(task["candidate_groups"] or [FOR_EVERYBODY])]
        for group in groups
    ]
    _OFFERING.run_each(context.connection, rows)


def withdraw(context: Context, case_id: str, tasks: Iterable[object]) -> None:
    """Offer some tasks to nobody any more."""
    _WITHDRAW.run_each(context.connection, [{"case": case_id, "task": one} for one in tasks])


def postpone(context: Context, task: sa.Row[Any], due_at: datetime.datetime | None) -> None:
    """Let the offers of a task, where it has any, be due at another moment."""
    context.connection.execute(
        sa.update(t.task_offer)
        .where(_OFFER.case_id == task.case_id, _OFFER.task_id == task.id)
        .values(due_at=due_at or NEVER)
    )


# When a case is worked on by others, or for other eyes


def add_place(context: Context, case_id: str, place: str) -> None:
    """Offer what a case offers to one more team, or to somebody who is assigned from now on."""
    others = [column for column in _OFFER if column.name != "place"]
    context.connection.execute(
        sa.insert(t.task_offer).from_select(
            ["place", *(column.name for column in others)],
            sa.select(sa.literal(place), *others).where(
                _OFFER.case_id == case_id, _OFFER.place == EVERYWHERE
            ),
        )
    )


def drop_place(context: Context, case_id: str, place: str) -> None:
    """Offer what a case offers to a team, or to somebody, no more."""
    context.connection.execute(
        sa.delete(t.task_offer).where(_OFFER.case_id == case_id, _OFFER.place == place)
    )


def restrict(context: Context, case_id: str, *, restricted: bool) -> None:
    """Let the offers of a case be for those on its list alone, or for all again."""
    context.connection.execute(
        sa.update(t.task_offer).where(_OFFER.case_id == case_id).values(restricted=restricted)
    )
