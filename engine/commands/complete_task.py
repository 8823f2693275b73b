"""Complete a user task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from engine.core import case as cases
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.cases import lock, save, world_of
from engine.store.context import Context

_TASK: Final = sa.select(t.user_task).where(
    t.user_task.c.case_id == sa.bindparam("case"), t.user_task.c.id == sa.bindparam("task")
)


class TaskNotOpen(PasserelleError):
    """The task is no longer open; reload your inbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask:
    """Complete a task with the values that go to the process."""

    case: str
    task: str
    values: Mapping[str, object] = field(default_factory=dict)

    def run(self, context: Context) -> dict[str, str]:
        """Complete it; the answer is the `status` of the case.

        Raises:
            CaseNotFound: There is no such case.
            TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
        """
        stored = lock(context, self.case)
        row = context.connection.execute(
            _TASK, {"case": self.case, "task": self.task}
        ).one_or_none()
        if row is None:
            raise TaskNotOpen("this case has no such task")
        if row.ended_at is not None:
            raise TaskNotOpen(_gone(row))
        world = world_of(context, stored.row)
        step = cases.complete_task(
            world, stored.state, row.instance_id, self.task, self.values, by=context.actor
        )
        save(context, stored, step)
        return {"status": step.state.status}


def _gone(row: sa.Row[tuple[object, ...]]) -> str:
    when = f"{row.ended_at:%d %B %Y, %H:%M} UTC"
    if row.status == "completed":
        return f"the task '{row.name}' was completed by {row.ended_by} on {when}"
    return f"the task '{row.name}' was taken away by the process on {when}"
