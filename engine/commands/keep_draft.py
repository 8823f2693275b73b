"""Keep what somebody typed into the form of a task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from engine.core.form import FormRefused
from engine.store.authority import NotAllowed, require_in_case, standing_in
from engine.store.cases import CaseNotFound, case_row
from engine.store.context import Context
from engine.store.drafts import keep_draft
from engine.store.work import groups_of, may_complete, task_row

_MOST: Final = 3_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepDraft:
    """Keep what the actor typed, exactly as it is, in the place of what they typed before.

    Also where somebody else was faster: what one typed is not lost then.

    Attributes:
        typed: By the names that a browser sends.
    """

    case: str
    task: str
    typed: Mapping[str, Sequence[str]] = field(repr=False)
    recorded: ClassVar[bool] = False

    def run(self, context: Context) -> str:
        """Keep it; the answer is when, in ISO 8601.

        Raises:
            CaseNotFound: There is no such case or task, or not for this actor.
            NotAllowed: The task is for others to do.
            FormRefused: It has more than 3,000,000 characters.
        """
        require_in_case(context, "case.read", self.case)
        case, row = case_row(context, self.case), task_row(context, self.case, self.task)
        if row is None:
            raise CaseNotFound(f"the case {case['number']} has no such task")
        grants, scope = standing_in(context, case)
        if not may_complete(context.actor, grants, scope, groups_of(context, row)):
            raise NotAllowed(f"the task '{row.name}' is for others to do")
        size = sum(len(name) + sum(map(len, texts)) for name, texts in self.typed.items())
        if size > _MOST:
            raise FormRefused(f"a draft may have {_MOST:,} characters; write less")
        typed = {name: list(texts) for name, texts in self.typed.items()}
        keep_draft(context, case, self.task, typed)
        return context.now.isoformat()
