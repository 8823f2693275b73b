"""Give a task to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from engine.core import work_event as w
from engine.core.permission import Grant, Scope, allowed
from engine.errors import PasserelleError
from engine.store.accounts import UserNotFound
from engine.store.addressees import names_of
from engine.store.authority import grants_of, scope_of_other
from engine.store.cases import lock_row, tell
from engine.store.context import Context
from engine.store.groups import resolved
from engine.store.holding import give, task_to_hand_over
from engine.store.members import assign
from engine.store.work import may_complete


class NotForThem(PasserelleError):
    """They may not do this task: choose somebody whom it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTask:
    """Give a task to somebody who may do it: one's own, or any where one may reassign tasks.

    Who may reassign also lets them work on the case, where that is all they need.

    Attributes:
        to: The login name of who is to have it.
    """

    case: str
    task: str
    to: str

    def run(self, context: Context) -> dict[str, bool]:
        """Assign it; the answer says whether anything `changed`.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The task is not theirs.
            NotForThem: Whoever is to have it may not do it.
            UserNotFound: There is no such account.
            TaskNotOpen: Somebody was faster, or the task was taken away; with who and when.
            TaskClaimed: Somebody else has claimed it; with who and when.
        """
        case = lock_row(context, self.case)
        row, reassigns = task_to_hand_over(context, case, self.task)
        self._let_them(context, case, row, reassigns=reassigns)
        if row.assignee == self.to:
            return {"changed": False}
        give(context, row, self.to)
        place = {"instance": row.instance_id, "element": row.element, "token": row.id}
        tell(context, case, w.TaskAssigned(**place, to=self.to, before=row.assignee))
        return {"changed": True}

    def _let_them(
        self, context: Context, case: Mapping[str, Any], row: sa.Row[Any], *, reassigns: bool
    ) -> None:
        name = names_of(context, [self.to]).get(self.to)
        if name is None:
            raise UserNotFound(f"there is no account '{self.to}'")
        grants, scope = grants_of(context, self.to), scope_of_other(context, case, self.to)
        groups = resolved(context, row.candidate_groups)
        if _may(self.to, grants, scope, groups):
            return
        if not _may(self.to, grants, replace(scope, assigned=True), groups):
            raise NotForThem(
                f"{name} may not do the task '{row.name}': choose somebody whom it is for"
            )
        if not reassigns:
            raise NotForThem(
                f"{name} does not work on the case {case['number']}: ask a team leader to assign it"
            )
        assign(context, self.case, [self.to])


def _may(login: str, grants: tuple[Grant, ...], scope: Scope, groups: tuple[str, ...]) -> bool:
    able = may_complete(login, grants, scope, groups)
    return able and allowed(grants, "case.read", scope)
