"""Let a task of one's own wait until a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from engine.core import work_event as w
from engine.core.due import moment
from engine.errors import PasserelleError
from engine.store.cases import lock_row, tell
from engine.store.context import Context
from engine.store.holding import own_task, set_task
from engine.store.sites import calendar_of


class FollowUpPassed(PasserelleError):
    """A task can wait until tomorrow or a later day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFollowUp:
    """Put one's own task aside until a day; its due date stays as it is.

    Attributes:
        on: The day when it comes back, at the site of the case; None: at once.
    """

    case: str
    task: str
    on: datetime.date | None

    def run(self, context: Context) -> dict[str, bool]:
        """Set it; the answer says whether anything `changed`.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: Nobody has claimed the task.
            FollowUpPassed: The day has come already.
            TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
            TaskClaimed: Somebody else has claimed it; with who and when.
        """
        case = lock_row(context, self.case)
        row = own_task(context, case, self.task)
        at = None
        if self.on is not None:
            calendar = calendar_of(context.connection, case["site_id"])
            if self.on <= calendar.local_date(context.now):
                raise FollowUpPassed
            at = moment(self.on, datetime.time(), calendar)
        if at == row.follow_up_at:
            return {"changed": False}
        set_task(context, row, follow_up_at=at)
        place = {"instance": row.instance_id, "element": row.element, "token": row.id}
        tell(context, case, w.FollowUpSet(**place, at=at))
        return {"changed": True}
