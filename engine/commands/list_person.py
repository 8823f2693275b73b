"""Put somebody on the list of those who may see a case where it is restricted."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.casework import CasePersonListed
from engine.store.cases import tell
from engine.store.casework import case_for, colleague, is_member, root_of
from engine.store.context import Context
from engine.store.members import LISTED, assign


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPerson:
    """Put somebody on the list of a case; they see it only where their role lets them.

    Attributes:
        login: Theirs.
    """

    case: str
    login: str

    def run(self, context: Context) -> bool:
        """Put them on it; the answer is whether that is new.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The actor may not keep the list.
            UserNotFound: There is no such account, or it is disabled.
        """
        row = case_for(context, "case.restrict", self.case)
        login = colleague(context, self.login).login
        if is_member(context, self.case, login, LISTED):
            return False
        assign(context, self.case, [login], LISTED)
        tell(context, row, CasePersonListed(instance=root_of(context, self.case), login=login))
        return True
