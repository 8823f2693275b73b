"""Which tasks of a case were completed last?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import people as p
from engine.store import tables as t
from engine.store.authority import require_in_case
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneTask:
    """A task that was completed; `by` is a name, or the login of what has none."""

    id: str
    name: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneTasks:
    """The tasks of a case that were completed, the last first."""

    case: str
    most: int = 5

    def run(self, context: Context) -> list[DoneTask]:
        """At most `most` of them.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
        """
        require_in_case(context, "case.read", self.case)
        task, user = t.user_task.c, p.user.c
        rows = context.connection.execute(
            sa.select(task.id, task.name, task.ended_at, task.ended_by, user.name.label("person"))
            .outerjoin(p.user, user.login == task.ended_by)
            .where(task.case_id == self.case, task.status == "completed")
            .order_by(task.ended_at.desc(), task.id.desc())
            .limit(self.most)
        )
        return [
            DoneTask(id=row.id, name=row.name, by=row.person or row.ended_by, at=row.ended_at)
            for row in rows
        ]
