"""Which tasks are open?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.context import Context
from engine.store.reach import may_in_case


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """A task that waits for a person."""

    case_id: str
    case_number: str
    id: str
    element: str
    name: str
    form: str | None
    status: str
    assignee: str | None
    candidate_groups: tuple[str, ...]
    opened_at: datetime.datetime
    due_at: datetime.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTasks:
    """The open tasks of one case, or of all that the actor may see, by when they were opened."""

    case: str | None = None
    most: int = 1000

    def run(self, context: Context) -> list[OpenTask]:
        """At most `most` of them."""
        task, case = t.user_task.c, t.case.c
        question = (
            sa.select(t.user_task, case.number)
            .join(t.case, case.id == task.case_id)
            .where(task.ended_at.is_(None), may_in_case(context, "case.read"))
            .order_by(task.opened_at, task.id)
            .limit(self.most)
        )
        if self.case is not None:
            question = question.where(task.case_id == self.case)
        return [
            OpenTask(
                case_id=row.case_id,
                case_number=row.number,
                id=row.id,
                element=row.element,
                name=row.name,
                form=row.form,
                status=row.status,
                assignee=row.assignee,
                candidate_groups=tuple(row.candidate_groups),
                opened_at=row.opened_at,
                due_at=row.due_at,
            )
            for row in context.connection.execute(question)
        ]
