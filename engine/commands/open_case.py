"""Open a restricted case to all who may otherwise read it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.casework import CaseOpened
from engine.errors import PasserelleError
from engine.store.cases import tell
from engine.store.casework import case_for, reason_given, root_of
from engine.store.context import Context
from engine.store.members import set_restricted


class NotRestricted(PasserelleError):
    """The case is not restricted: whoever may otherwise read it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """End the restriction of a case; its list is kept for another time.

    Attributes:
        reason: Why, in words.
    """

    case: str
    reason: str

    def run(self, context: Context) -> bool:
        """Open it; the answer is true.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The actor may not restrict cases.
            ReasonMissing: No reason is given.
            NotRestricted: It is not.
        """
        row = case_for(context, "case.restrict", self.case)
        reason = reason_given(self.reason)
        if not row["restricted"]:
            raise NotRestricted(f"the case {row['number']} is not restricted")
        set_restricted(context, self.case, restricted=False)
        tell(context, row, CaseOpened(instance=root_of(context, self.case), reason=reason))
        return True
