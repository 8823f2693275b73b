"""Let somebody work on a case no longer."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.casework import CasePersonUnassigned
from engine.store.accounts import find
from engine.store.cases import tell
from engine.store.casework import case_for, root_of
from engine.store.context import Context
from engine.store.members import unassign
from engine.store.returning import return_tasks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class UnassignPerson:
    """Take somebody off a case; tasks of it that they can no longer do go back to all.

    Attributes:
        login: Of the one who leaves it.
    """

    case: str
    login: str

    def run(self, context: Context) -> bool:
        """Take them off; the answer is whether they were on it.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The actor may not say who works on it.
            UserNotFound: There is no such account.
        """
        row = case_for(context, "case.assign", self.case)
        login = find(context, self.login).login
        if not unassign(context, self.case, login):
            return False
        returned = return_tasks_of(context, row, login)
        instance = root_of(context, self.case)
        tell(context, row, CasePersonUnassigned(instance=instance, login=login, returned=returned))
        return True
