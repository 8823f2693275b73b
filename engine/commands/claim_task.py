"""Take a task on."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core import work_event as w
from engine.store.cases import lock_row, tell
from engine.store.context import Context
from engine.store.holding import give
from engine.store.work import task_to_work_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTask:
    """Take a task on that nobody has; one that is the actor's already stays so."""

    case: str
    task: str

    def run(self, context: Context) -> dict[str, bool]:
        """Claim it; the answer says whether anything `changed`.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The task is for others to do.
            TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
            TaskClaimed: Somebody else has claimed it; with who and when.
        """
        case = lock_row(context, self.case)
        row = task_to_work_on(context, case, self.task)
        if row.assignee == context.actor:
            return {"changed": False}
        give(context, row, context.actor)
        place = {"instance": row.instance_id, "element": row.element, "token": row.id}
        tell(context, case, w.TaskClaimed(**place))
        return {"changed": True}
