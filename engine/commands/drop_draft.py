"""Forget what somebody typed into the form of a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.store.context import Context
from engine.store.drafts import drop_drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class DropDraft:
    """Forget what the actor typed for a task; of nothing typed, nothing is forgotten."""

    case: str
    task: str
    recorded: ClassVar[bool] = False

    def run(self, context: Context) -> None:
        """Forget it; whose draft it is decides, so nobody needs to be allowed to."""
        drop_drafts(context, self.case, self.task)
