"""What does a task ask, and of whom?"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from engine.core import case as cases
from engine.core import form as f
from engine.queries.task_form.before import answered_before
from engine.queries.task_form.facts import TaskFacts, facts_of
from engine.queries.task_form.sheet import Sheet, sheet_of
from engine.store.authority import require_in_case
from engine.store.cases import CaseNotFound, StoredCase, load_case, world_of
from engine.store.context import Context
from engine.store.drafts import draft_of
from engine.store.forms import OpenedForm, open_form
from engine.store.work import task_row

_NOTHING_ASKED: Final = f.read({})


@dataclass(frozen=True, slots=True)
class TaskPaper:
    """A task with its form; `sheet` is None for those who have no part in it."""

    facts: TaskFacts
    sheet: Sheet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForm:
    """A task of a case and its form, as the actor may see it.

    The form is for those who may do the task. Where somebody else has claimed it they can only
    look; where it is no longer open, there is only what they typed themselves.

    Attributes:
        typed: What a browser sent, by name; None for the draft of the actor, or what the form
            begins with.
        check: Whether the questions say what is wrong with it.
    """

    case: str
    task: str
    typed: Mapping[str, Sequence[str]] | None = None
    check: bool = False

    def run(self, context: Context) -> TaskPaper:
        """Read it.

        Raises:
            CaseNotFound: There is no such case or task, or not for this actor.
            FormRefused: Far more was sent than anybody types.
        """
        require_in_case(context, "case.read", self.case)
        stored, row = load_case(context, self.case), task_row(context, self.case, self.task)
        if row is None:
            raise CaseNotFound(f"the case {stored.row['number']} has no such task")
        facts = facts_of(context, stored.row, row)
        return TaskPaper(facts, self._sheet(context, stored, row, facts) if facts.mine else None)

    def _sheet(
        self, context: Context, stored: StoredCase, row: sa.Row[Any], facts: TaskFacts
    ) -> Sheet | None:
        draft = draft_of(context, stored.row, self.task)
        typed = self.typed if draft is None or self.typed is not None else draft.typed
        if facts.standing == "ended" and typed is None:
            return None
        opened = self._opened(context, stored, row)
        fixed = facts.standing not in {"yours", "free"}
        sheet = sheet_of(opened, typed, check=self.check and not fixed, fixed=fixed)
        return dataclasses.replace(
            sheet,
            saved_at=draft.saved_at if draft is not None else None,
            before=None if fixed else answered_before(context, stored.row, row, opened),
        )

    def _opened(self, context: Context, stored: StoredCase, row: sa.Row[Any]) -> OpenedForm:
        release = context.releases.get(context.connection, stored.row["release"])
        form = release.form_of(row.process, row.element) or _NOTHING_ASKED
        seen: Mapping[str, object] = {}
        if row.ended_at is None:
            world = world_of(context, stored.row)
            seen = cases.seen_by_task(world, stored.state, row.instance_id, row.id)
        return open_form(context, stored.row, form, seen)
