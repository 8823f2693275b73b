"""Which task should somebody do next?"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.authority import grants_of, scope_of
from engine.store.context import Context
from engine.store.groups import offered_to
from engine.store.reach import may_in_case
from engine.store.work import groups_of, may_complete


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """Where a task is: its case, and its id."""

    case: str
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTask:
    """The next task of the actor: one they have claimed, in any case, else one of this case."""

    case: str

    def run(self, context: Context) -> TaskPlace | None:
        """The one that is due first; None where there is nothing to do.

        Raises:
            CaseNotFound: There is no such case.
        """
        task = t.user_task.c
        first = (task.due_at.is_(None), task.due_at, task.priority.desc(), task.opened_at, task.id)
        mine = context.connection.execute(
            sa.select(task.case_id, task.id)
            .join(t.case, t.case.c.id == task.case_id)
            .where(
                task.assignee == context.actor,
                task.status == "reserved",
                may_in_case(context, "case.read"),
            )
            .order_by(*first)
            .limit(1)
        ).one_or_none()
        return TaskPlace(mine.case_id, mine.id) if mine is not None else self._offered(context)

    def _offered(self, context: Context) -> TaskPlace | None:
        task, offer = t.user_task.c, t.task_offer.c
        scope, grants = scope_of(context, self.case), grants_of(context, context.actor)
        offered = sa.select(offer.task_id).where(
            offer.case_id == self.case,
            offer.group_name.in_(offered_to(context, context.actor, grants)),
        )
        rows = context.connection.execute(
            sa.select(t.user_task)
            .where(task.case_id == self.case, task.status == "ready", task.id.in_(offered))
            .order_by(task.due_at.is_(None), task.due_at, task.opened_at, task.id)
        )
        found = (
            row
            for row in rows
            if may_complete(context.actor, grants, scope, groups_of(context, row))
        )
        row = next(found, None)
        return TaskPlace(row.case_id, row.id) if row is not None else None
