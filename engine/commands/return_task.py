"""Give a task back to those whom it is for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core import work_event as w
from engine.store.cases import lock_row, tell
from engine.store.context import Context
from engine.store.holding import give_back, task_to_hand_over


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTask:
    """Let a task be nobody's again: one's own, or any where one may reassign tasks."""

    case: str
    task: str

    def run(self, context: Context) -> dict[str, bool]:
        """Return it; the answer says whether anything `changed`.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The task is not theirs.
            TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
            TaskClaimed: Somebody else has claimed it; with who and when.
        """
        case = lock_row(context, self.case)
        row, _ = task_to_hand_over(context, case, self.task)
        if row.assignee is None:
            return {"changed": False}
        give_back(context, row)
        place = {"instance": row.instance_id, "element": row.element, "token": row.id}
        tell(context, case, w.TaskReturned(**place, before=row.assignee))
        return {"changed": True}
