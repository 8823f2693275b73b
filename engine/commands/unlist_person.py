"""Take somebody off the list of those who may see a case where it is restricted."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.casework import CasePersonUnlisted
from engine.errors import PasserelleError
from engine.store.accounts import find
from engine.store.cases import tell
from engine.store.casework import case_for, root_of
from engine.store.context import Context
from engine.store.members import LISTED, unassign


class YourselfOnList(PasserelleError):
    """You cannot take yourself off the list; somebody else who may restrict the case can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistPerson:
    """Take somebody off the list of a case; nobody takes themselves off.

    So there is always somebody left who can open the case again.

    Attributes:
        login: Theirs.
    """

    case: str
    login: str

    def run(self, context: Context) -> bool:
        """Take them off; the answer is whether they were on it.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The actor may not keep the list.
            UserNotFound: There is no such account.
            YourselfOnList: It is the actor.
        """
        row = case_for(context, "case.restrict", self.case)
        login = find(context, self.login).login
        if login == context.actor:
            raise YourselfOnList
        if not unassign(context, self.case, login, LISTED):
            return False
        tell(context, row, CasePersonUnlisted(instance=root_of(context, self.case), login=login))
        return True
