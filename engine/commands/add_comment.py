"""Write a comment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from engine.core import work_event as w
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.authority import require_in_case
from engine.store.cases import lock_row, tell
from engine.store.comments import add_comment
from engine.store.context import Context
from engine.store.work import TaskNotOpen, task_row

_LONGEST: Final = 10_000


class CommentRefused(PasserelleError):
    """A comment has 1 to 10,000 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddComment:
    """Write a comment on a task, open or not, or on the case as a whole.

    Attributes:
        task: None for the case.
        text: As typed; spaces around it are left out.
    """

    case: str
    task: str | None
    text: str = field(repr=False)

    def run(self, context: Context) -> dict[str, str]:
        """Write it; the answer is its `id`.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            TaskNotOpen: The case has no such task.
            CommentRefused: It is empty, or too long.
        """
        require_in_case(context, "case.read", self.case)
        case = lock_row(context, self.case)
        row = task_row(context, self.case, self.task) if self.task is not None else None
        if self.task is not None and row is None:
            raise TaskNotOpen("this case has no such task")
        text = self.text.strip()
        if not 0 < len(text) <= _LONGEST:
            raise CommentRefused
        comment = add_comment(context, case, self.task, text)
        tell(
            context,
            case,
            w.Commented(
                instance=row.instance_id if row is not None else _first(context, self.case),
                comment=comment,
                element=row.element if row is not None else None,
                token=self.task,
            ),
        )
        return {"id": comment}


def _first(context: Context, case_id: str) -> str:
    """The instance that the case began with."""
    found = context.connection.scalar(
        sa.select(t.instance.c.id)
        .where(t.instance.c.case_id == case_id)
        .order_by(t.instance.c.place)
        .limit(1)
    )
    return str(found)
