"""What has become of these tasks?"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine.store import people as p
from engine.store import tables as t
from engine.store.authority import grants_of
from engine.store.context import Context
from engine.store.reach import asker_of, granted_in_case


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFate:
    """How a task stands now.

    Attributes:
        by: Name of who has it, or of who completed it; empty for nobody.
        mine: Whether that is the actor.
        at: Since when; None where nobody has it, or the process gave it to them.
    """

    case: str
    case_number: str
    id: str
    name: str
    status: str
    by: str
    mine: bool
    at: datetime.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFates:
    """How some tasks stand, by pairs of case and id, in this order; open or not."""

    tasks: Sequence[tuple[str, str]]

    def run(self, context: Context) -> list[TaskFate]:
        """Those of cases that the actor may read or reassign tasks in; others are left out."""
        wanted = list(self.tasks)
        if not wanted:
            return []
        task, case, user = t.user_task.c, t.case.c, p.user.c
        asker, grants = asker_of(context), grants_of(context, context.actor)
        who = sa.func.coalesce(task.ended_by, task.assignee)
        rows = context.connection.execute(
            sa.select(t.user_task, case.number, user.name.label("by"), who.label("who"))
            .join(t.case, case.id == task.case_id)
            .outerjoin(p.user, user.login == who)
            .where(
                # Not pairs: SQLite has no index for a list of these.
                task.case_id.in_([case_id for case_id, _ in wanted]),
                task.id.in_([task_id for _, task_id in wanted]),
                sa.or_(
                    granted_in_case(asker, grants, "case.read"),
                    granted_in_case(asker, grants, "task.reassign"),
                ),
            )
        )
        found = {(row.case_id, row.id): _fate(context, row) for row in rows}
        return [found[key] for key in wanted if key in found]


def _fate(context: Context, row: Any) -> TaskFate:
    taken_away = row.status == "terminated"
    return TaskFate(
        case=row.case_id,
        case_number=row.number,
        id=row.id,
        name=row.name,
        status=row.status,
        by="" if taken_away else row.by or row.who or "",
        mine=row.who == context.actor and not taken_away,
        at=row.ended_at or row.claimed_at,
    )
