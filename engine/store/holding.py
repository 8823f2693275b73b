"""Who has an open task, and who may change that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.core.credential import MACHINES
from engine.core.permission import allowed
from engine.store import tables as t
from engine.store.authority import NotAllowed, standing_in
from engine.store.cases import CaseNotFound
from engine.store.offers import offer, withdraw
from engine.store.work import TaskClaimed, open_task

if TYPE_CHECKING:
    from engine.store.context import Context

# Built once: to build a statement takes longer than to run it.
_SET: Final = sa.update(t.user_task).where(
    t.user_task.c.case_id == sa.bindparam("case"), t.user_task.c.id == sa.bindparam("task")
)


def task_to_hand_over(
    context: Context, case: Mapping[str, Any], task_id: str
) -> tuple[sa.Row[Any], bool]:
    """An open task that the actor may take from whoever has it: it is theirs, or they reassign.

    Args:
        context: Of the command.
        case: The row of the case.
        task_id: Of the task.

    Returns:
        The task, and whether the actor may reassign the tasks of others in this case.

    Raises:
        CaseNotFound: The actor may not know of the case.
        NotAllowed: The task is not theirs.
        TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
        TaskClaimed: Somebody else has claimed it.
    """
    reassigns = _reassigns(context, case)
    row = open_task(context, case["id"], task_id)
    if not reassigns and row.assignee != context.actor:
        if row.assignee is not None:
            raise TaskClaimed(row)
        raise NotAllowed(f"nobody has claimed the task '{row.name}': claim it first")
    return row, reassigns


def own_task(context: Context, case: Mapping[str, Any], task_id: str) -> sa.Row[Any]:
    """An open task that the actor has claimed.

    Raises:
        CaseNotFound: The actor may not know of the case.
        NotAllowed: Nobody has claimed it.
        TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
        TaskClaimed: Somebody else has claimed it.
    """
    row, _ = task_to_hand_over(context, case, task_id)
    if row.assignee is None:
        raise NotAllowed(f"nobody has claimed the task '{row.name}': claim it first")
    if row.assignee != context.actor:
        raise TaskClaimed(row)
    return row


def give(context: Context, row: sa.Row[Any], login: str) -> None:
    """Let somebody have a task from now on; it is offered to nobody any more."""
    set_task(context, row, status="reserved", assignee=login, claimed_at=context.now,
             follow_up_at=None)  # fmt: skip
    withdraw(context, row.case_id, [row.id])


def give_back(context: Context, row: sa.Row[Any]) -> None:
    """Let nobody have a task; it is offered again to whom it is for."""
    free = {"status": "ready", "assignee": None, "claimed_at": None, "follow_up_at": None}
    set_task(context, row, **free)
    offer(context, [{**row._mapping, **free}])


def set_task(context: Context, row: sa.Row[Any], **values: object) -> None:
    """Change columns of a task."""
    context.connection.execute(_SET, {"case": row.case_id, "task": row.id, **values})


def _reassigns(context: Context, case: Mapping[str, Any]) -> bool:
    if context.actor in MACHINES:
        return True
    grants, scope = standing_in(context, case)
    if allowed(grants, "task.reassign", scope):
        return True
    if not allowed(grants, "case.read", scope):
        raise CaseNotFound
    return False
