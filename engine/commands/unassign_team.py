"""Let a team work on a case no longer."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.casework import CaseTeamUnassigned
from engine.store.cases import tell
from engine.store.casework import case_for, root_of
from engine.store.context import Context
from engine.store.members import unassign_team
from engine.store.teams import find_team


@dataclass(frozen=True, slots=True, kw_only=True)
class UnassignTeam:
    """Take a team off a case; what its members have claimed stays theirs.

    Attributes:
        team: The id of the team.
    """

    case: str
    team: str

    def run(self, context: Context) -> bool:
        """Take it off; the answer is whether it was on it.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The actor may not say who works on it.
            TeamNotFound: There is no such team.
        """
        row = case_for(context, "case.assign", self.case)
        name = find_team(context, self.team).name
        if not unassign_team(context, self.case, self.team):
            return False
        instance = root_of(context, self.case)
        tell(context, row, CaseTeamUnassigned(instance=instance, team=self.team, name=name))
        return True
