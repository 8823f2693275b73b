"""Who may work on a user task, and whether it is still there to be worked on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.core.credential import MACHINES
from engine.core.permission import Grant, Scope, allowed
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.authority import NotAllowed, standing_in
from engine.store.cases import CaseNotFound
from engine.store.groups import at_user, resolved, title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.store.context import Context

_TASK: Final = sa.select(t.user_task).where(
    t.user_task.c.case_id == sa.bindparam("case"), t.user_task.c.id == sa.bindparam("task")
)


class TaskNotOpen(PasserelleError):
    """The task is no longer open; reload your inbox.

    Attributes:
        by: The login name of who completed it; None where the process took it away.
        at: When, aware; None where there never was such a task.
    """

    def __init__(self, message: str = "", *, row: sa.Row[Any] | None = None) -> None:
        super().__init__(message)
        self.by = row.ended_by if row is not None else None
        self.at = row.ended_at if row is not None else None


class TaskClaimed(PasserelleError):
    """Somebody else has claimed the task.

    Attributes:
        by: Their login name.
        at: When, aware; None where the process gave it to them.
    """

    def __init__(self, row: sa.Row[Any]) -> None:
        when = f" on {row.claimed_at:%d %B %Y, %H:%M} UTC" if row.claimed_at else ""
        super().__init__(
            f"the task '{row.name}' was claimed by {row.assignee}{when}: ask them, or a team leader"
        )
        self.by = row.assignee
        self.at = row.claimed_at


def task_row(context: Context, case_id: str, task_id: str) -> sa.Row[Any] | None:
    """A task as it stands, open or not; None where the case has no such task."""
    return context.connection.execute(_TASK, {"case": case_id, "task": task_id}).one_or_none()


def open_task(context: Context, case_id: str, task_id: str) -> sa.Row[Any]:
    """An open task, whoever asks.

    Raises:
        TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
    """
    row = task_row(context, case_id, task_id)
    if row is None:
        raise TaskNotOpen("this case has no such task")
    if row.ended_at is not None:
        raise TaskNotOpen(_gone(row), row=row)
    return row


def task_to_work_on(context: Context, case: Mapping[str, Any], task_id: str) -> sa.Row[Any]:
    """An open task of a case, for an actor who may complete it: it is theirs, or nobody's yet.

    Args:
        context: Of the command.
        case: The row of the case.
        task_id: Of the task.

    Raises:
        CaseNotFound: The actor may not know of the case.
        NotAllowed: It is for others to do.
        TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
        TaskClaimed: Somebody else has claimed it.
    """
    if context.actor in MACHINES:
        return open_task(context, case["id"], task_id)
    grants, scope = standing_in(context, case)
    if not allowed(grants, "case.read", scope):
        raise CaseNotFound
    row = open_task(context, case["id"], task_id)
    groups = groups_of(context, row)
    if not may_complete(context.actor, grants, scope, groups):
        wanted = ", ".join(map(title, groups)) or "somebody who completes tasks in this case"
        raise NotAllowed(f"the task '{row.name}' is for others to do: {wanted}")
    if row.assignee not in (None, context.actor):
        raise TaskClaimed(row)
    return row


def groups_of(context: Context, row: sa.Row[Any]) -> tuple[str, ...]:
    """Whose task it is to do: roles, and its assignee as `@login`."""
    mine = [at_user(row.assignee)] if row.assignee and row.candidate_groups else []
    return (*resolved(context, row.candidate_groups), *mine)


def may_complete(
    actor: str, grants: Iterable[Grant], scope: Scope, candidate_groups: Iterable[str]
) -> bool:
    """Whether one of the actor's roles is to do a task, and may do so in its case.

    Args:
        actor: Their login name.
        grants: Their roles now.
        scope: Of the case.
        candidate_groups: Of the task: roles, or people as `@login`; none: whoever completes tasks.
    """
    groups = frozenset(candidate_groups)
    for_all = not groups or at_user(actor) in groups
    able = [grant for grant in grants if for_all or grant.role in groups]
    return allowed(able, "task.complete", scope)


def _gone(row: sa.Row[Any]) -> str:
    when = f"{row.ended_at:%d %B %Y, %H:%M} UTC"
    if row.status == "completed":
        return f"the task '{row.name}' was completed by {row.ended_by} on {when}"
    return f"the task '{row.name}' was taken away by the process on {when}"
