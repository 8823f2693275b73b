"""Tasks that nobody has claimed, offered to those who may: one row for each group."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.groups import FOR_EVERYBODY

if TYPE_CHECKING:
    from engine.store.context import Context

NEVER: Final = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)
"""Stands in the place of no due date, so that an index has such tasks last."""

_OFFER: Final = sa.insert(t.task_offer)
_WITHDRAW: Final = sa.delete(t.task_offer).where(
    t.task_offer.c.case_id == sa.bindparam("case"), t.task_offer.c.task_id == sa.bindparam("task")
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
        }
        for task in tasks
        if task["assignee"] is None
        for group in dict.fromkeys(task["candidate_groups"] or [FOR_EVERYBODY])
    ]
    if rows:
        context.connection.execute(_OFFER, rows)


def withdraw(context: Context, case_id: str, tasks: Iterable[object]) -> None:
    """Offer some tasks to nobody any more."""
    context.connection.execute(_WITHDRAW, [{"case": case_id, "task": one} for one in tasks])
