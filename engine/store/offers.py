"""Tasks that nobody has claimed, offered to those who may: one row for each group."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.groups import FOR_EVERYBODY
from engine.store.prepared import Prepared

if TYPE_CHECKING:
    from engine.store.context import Context

NEVER: Final = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)
"""Stands in the place of no due date, so that an index has such tasks last."""

_OFFER: Final = Prepared(sa.insert(t.task_offer))
_WITHDRAW: Final = Prepared(
    sa.delete(t.task_offer).where(
        t.task_offer.c.case_id == sa.bindparam("case"),
        t.task_offer.c.task_id == sa.bindparam("task"),
    )
)


def offer(context: Context, site_id: str | None, tasks: Iterable[Mapping[str, Any]]) -> None:
    """Offer those that nobody has; `tasks` are rows of `user_task`, of cases of one site."""
    rows = [
        {
            "case_id": task["case_id"],
            "task_id": task["id"],
            "group_name": group,
            "site_id": site_id,
            "due_at": task["due_at"] or NEVER,
            "several": len(groups) > 1,
        }
        for task in tasks
        if task["assignee"] is None
        for groups in [dict.fromkeys(task["candidate_groups"] or [FOR_EVERYBODY])]
        for group in groups
    ]
    _OFFER.run_each(context.connection, rows)


def withdraw(context: Context, case_id: str, tasks: Iterable[object]) -> None:
    """Offer some tasks to nobody any more."""
    _WITHDRAW.run_each(context.connection, [{"case": case_id, "task": one} for one in tasks])


def postpone(context: Context, task: sa.Row[Any], due_at: datetime.datetime | None) -> None:
    """Let the offers of a task, where it has any, be due at another moment."""
    context.connection.execute(
        sa.update(t.task_offer)
        .where(t.task_offer.c.case_id == task.case_id, t.task_offer.c.task_id == task.id)
        .values(due_at=due_at or NEVER)
    )
