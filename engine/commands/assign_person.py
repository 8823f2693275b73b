"""Let somebody work on a case."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.casework import CasePersonAssigned
from engine.store.cases import tell
from engine.store.casework import case_for, colleague, is_member, root_of
from engine.store.context import Context
from engine.store.members import ASSIGNED, assign


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignPerson:
    """Assign one of the staff to a case; what they may do there is their role's.

    Attributes:
        login: Of the one who works on it from now on.
    """

    case: str
    login: str

    def run(self, context: Context) -> bool:
        """Assign them; the answer is whether that is new.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The actor may not say who works on it.
            UserNotFound: There is no such account, or it is disabled.
        """
        row = case_for(context, "case.assign", self.case)
        login = colleague(context, self.login).login
        if is_member(context, self.case, login, ASSIGNED):
            return False
        assign(context, self.case, [login])
        tell(context, row, CasePersonAssigned(instance=root_of(context, self.case), login=login))
        return True
