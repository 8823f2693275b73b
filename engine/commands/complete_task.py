"""Complete a user task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from engine.core import case as cases
from engine.core import event as e
from engine.core.credential import MACHINES
from engine.core.form import Loaded
from engine.errors import PasserelleError
from engine.store.cases import StoredCase, lock, save, world_of
from engine.store.context import Context
from engine.store.drafts import drop_drafts
from engine.store.forms import open_form
from engine.store.members import assign
from engine.store.submissions import add_submission
from engine.store.work import task_to_work_on


class FormNotAccepted(PasserelleError):
    """Some answers cannot be accepted; correct those that are marked, and send the form again.

    Attributes:
        loaded: What was sent, with everything that is wrong.
    """

    def __init__(self, loaded: Loaded) -> None:
        super().__init__()
        self.loaded = loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask:
    """Complete a task with what was answered.

    Attributes:
        answers: What a browser sends for the form of the task, or values by the keys of its
            fields; see `engine.core.form.Form.load`. Of a task without a form: the values that
            go to the process as they are, from what acts for the programme itself; people are
            asked nothing there.
    """

    case: str
    task: str
    answers: Mapping[str, object] = field(default_factory=dict)

    def run(self, context: Context) -> dict[str, Any]:
        """Complete it.

        The answer: what the `task` is called, the `status` of the case, the id of the
        `submission`, empty for none, and the ids of the tasks that were `opened`.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The task is for others to do.
            TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
            TaskClaimed: Somebody else has claimed it.
            FormNotAccepted: Answers are missing or wrong.
        """
        stored = lock(context, self.case)
        row = task_to_work_on(context, stored.row, self.task)
        answer: dict[str, Any] = {}

        def fill(seen: Mapping[str, object]) -> Mapping[str, object]:
            values, submission = self._filled(context, stored, row, seen)
            answer["submission"] = submission
            return values

        world = world_of(context, stored.row)
        step = cases.complete_task(
            world, stored.state, row.instance_id, self.task, fill, by=context.actor
        )
        save(context, stored, step)
        drop_drafts(context, self.case, self.task)
        opened = [one.token for one in step.events if isinstance(one, e.UserTaskOpened)]
        return {"task": row.name, "status": step.state.status, "opened": opened, **answer}

    def _filled(
        self, context: Context, stored: StoredCase, row: sa.Row[Any], seen: Mapping[str, object]
    ) -> tuple[Mapping[str, object], str]:
        """The values for the process, and the id of the submission, empty for none."""
        release = context.releases.get(context.connection, stored.row["release"])
        form = release.form_of(row.process, row.element)
        if form is None:
            return (self.answers if context.actor in MACHINES else {}), ""
        opened = open_form(context, stored.row, form, seen)
        loaded = form.load(self.answers, context=opened.names, now=opened.now, given=opened.given)
        if not loaded.ok:
            raise FormNotAccepted(loaded)
        submission = add_submission(context, stored.row, row, loaded.values)
        assign(context, stored.id, form.assigned(loaded.values))
        # Only what routes the process becomes a variable, under the key of the form.
        routed = form.route_values(loaded.values)
        return ({row.form: routed} if routed and row.form else {}), submission
