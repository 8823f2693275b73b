"""Say when a task is due."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from engine.core import work_event as w
from engine.core.due import moment
from engine.errors import PasserelleError
from engine.store.authority import NotAllowed
from engine.store.cases import lock_row, tell
from engine.store.context import Context
from engine.store.holding import set_task, task_to_hand_over
from engine.store.offers import postpone
from engine.store.sites import calendar_of


class NoReason(PasserelleError):
    """Say why: the reason is kept with the case."""


class DueInThePast(PasserelleError):
    """A due date cannot lie in the past: choose today or a later day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDueDate:
    """Change when a task is due.

    Attributes:
        on: The last day, at the site of the case; None: it has no due date.
        reason: In the words of the actor.
    """

    case: str
    task: str
    on: datetime.date | None
    reason: str

    def run(self, context: Context) -> dict[str, bool]:
        """Set it; the answer says whether anything `changed`.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The actor may not reassign tasks in this case.
            NoReason: None is given.
            DueInThePast: The day is over.
            TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
        """
        case = lock_row(context, self.case)
        row, reassigns = task_to_hand_over(context, case, self.task)
        if not reassigns:
            raise NotAllowed(
                f"the due date of '{row.name}' is not yours to change: ask a team leader"
            )
        reason = self.reason.strip()
        if not reason:
            raise NoReason
        due = self._due(context, case["site_id"])
        if due == row.due_at:
            return {"changed": False}
        set_task(context, row, due_at=due)
        postpone(context, row, due)
        place = {"instance": row.instance_id, "element": row.element, "token": row.id}
        tell(context, case, w.DueDateSet(**place, due=due, before=row.due_at, reason=reason))
        return {"changed": True}

    def _due(self, context: Context, site_id: str | None) -> datetime.datetime | None:
        """The end of the day at the site."""
        if self.on is None:
            return None
        calendar = calendar_of(context.connection, site_id)
        if self.on < calendar.local_date(context.now):
            raise DueInThePast
        try:
            following = self.on + datetime.timedelta(days=1)
        except OverflowError:
            raise DueInThePast(f"there is no day after {self.on}: choose an earlier one") from None
        return moment(following, datetime.time(), calendar)
