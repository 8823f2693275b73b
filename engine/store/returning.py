"""Tasks that go back to all who may do them, because who has claimed them no longer may."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.authority import standing_in
from engine.store.holding import give_back
from engine.store.work import groups_of, may_complete

if TYPE_CHECKING:
    from engine.store.context import Context


def return_tasks_of(context: Context, case: Mapping[str, Any], login: str) -> tuple[str, ...]:
    """Return the open tasks of a case that somebody has claimed and may not complete any more.

    Returns:
        The names of the tasks, in the order in which they were opened.
    """
    task = t.user_task.c
    theirs = context.connection.execute(
        sa.select(t.user_task)
        .where(task.case_id == case["id"], task.assignee == login, task.ended_at.is_(None))
        .order_by(task.opened_at, task.id)
    ).all()
    if not theirs:
        return ()
    grants, scope = standing_in(dataclasses.replace(context, actor=login), case)
    lost = [
        row for row in theirs if not may_complete(login, grants, scope, groups_of(context, row))
    ]
    for row in lost:
        give_back(context, row)
    return tuple(row.name for row in lost)
