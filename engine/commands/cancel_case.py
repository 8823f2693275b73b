"""Stop a case."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core import case as cases
from engine.core.casework import CaseCancelled
from engine.core.credential import MACHINES
from engine.errors import PasserelleError
from engine.store.authority import require_in_case
from engine.store.cases import lock, lock_row, save, tell, world_of
from engine.store.casework import reason_given
from engine.store.context import Context


class CaseEnded(PasserelleError):
    """The case has ended already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelCase:
    """Stop a case with all that runs in it.

    Attributes:
        reason: Why, in words; only what acts for the programme itself needs none.
    """

    case: str
    reason: str = ""

    def run(self, context: Context) -> dict[str, str]:
        """Stop it; the answer is the `status` of the case.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The actor may not stop cases.
            ReasonMissing: No reason is given.
            CaseEnded: It is not active.
        """
        require_in_case(context, "case.cancel", self.case)
        reason = self.reason if context.actor in MACHINES else reason_given(self.reason)
        stored = lock(context, self.case)
        if stored.row["status"] != "active":
            raise CaseEnded(f"the case {stored.row['number']} is {stored.row['status']} already")
        step = cases.cancel(world_of(context, stored.row), stored.state)
        save(context, stored, step)
        said = CaseCancelled(instance=stored.state.root.id, reason=reason)
        tell(context, lock_row(context, self.case), said)
        return {"status": step.state.status}
