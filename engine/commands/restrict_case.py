"""Close a case to all but a list of people."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.casework import CasePersonListed, CaseRestricted
from engine.core.credential import MACHINES
from engine.errors import PasserelleError
from engine.store.cases import tell
from engine.store.casework import case_for, colleague, is_member, reason_given, root_of
from engine.store.context import Context
from engine.store.members import LISTED, assign, set_restricted


class RestrictedAlready(PasserelleError):
    """The case is restricted already; change its list instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictCase:
    """Close a case; whoever does so is on its list, so that somebody can open it again.

    Attributes:
        reason: Why, in words.
        logins: Of the others on the list.
    """

    case: str
    reason: str
    logins: tuple[str, ...] = ()

    def run(self, context: Context) -> bool:
        """Close it; the answer is true.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The actor may not restrict it.
            ReasonMissing: No reason is given.
            UserNotFound: There is no such account, or it is disabled.
            RestrictedAlready: It is.
        """
        row = case_for(context, "case.restrict", self.case)
        reason = reason_given(self.reason)
        if row["restricted"]:
            raise RestrictedAlready(f"the case {row['number']} is restricted already")
        mine = [] if context.actor in MACHINES else [context.actor]
        wanted = dict.fromkeys([*mine, *self.logins])
        logins = [colleague(context, login).login for login in wanted]
        new = [one for one in logins if not is_member(context, self.case, one, LISTED)]
        assign(context, self.case, new, LISTED)
        set_restricted(context, self.case, restricted=True)
        instance = root_of(context, self.case)
        listed = [CasePersonListed(instance=instance, login=one) for one in new]
        tell(context, row, CaseRestricted(instance=instance, reason=reason), *listed)
        return True
