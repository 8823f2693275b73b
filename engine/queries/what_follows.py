"""What comes after a task that was completed?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from engine.queries.task_form.facts import TaskDue, due_of
from engine.store import tables as t
from engine.store.addressees import addressees, names_of
from engine.store.authority import may, scope_of
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowingTask:
    """A task that is open now: for people of these groups, or of one person."""

    id: str
    name: str
    groups: tuple[str, ...]
    assignee: str
    due: TaskDue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatFollows:
    """Tasks of a case, by their ids, as far as they are open; nothing for who may not read it."""

    case: str
    tasks: Iterable[str]

    def run(self, context: Context) -> list[FollowingTask]:
        """The tasks by when they are due, those without a due date last.

        Raises:
            CaseNotFound: There is no such case.
        """
        if not may(context, "case.read", scope_of(context, self.case)):
            return []
        task, case = t.user_task.c, t.case.c
        rows = context.connection.execute(
            sa.select(t.user_task, case.site_id)
            .join(t.case, case.id == task.case_id)
            .where(
                task.case_id == self.case, task.id.in_(list(self.tasks)), task.ended_at.is_(None)
            )
            .order_by(task.due_at.is_(None), task.due_at, task.id)
        ).all()
        names = names_of(context, (row.assignee for row in rows))
        return [
            FollowingTask(
                id=row.id,
                name=row.name,
                groups=addressees(context, row.candidate_groups),
                assignee=names.get(row.assignee or "", ""),
                due=due_of(context, row.site_id, row),
            )
            for row in rows
        ]
