"""Let a team work on a case."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.casework import CaseTeamAssigned
from engine.store.cases import tell
from engine.store.casework import case_for, root_of
from engine.store.context import Context
from engine.store.members import assign_team
from engine.store.teams import check_team, find_team


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTeam:
    """Assign a team to a case; what its members may do there is their roles'.

    Attributes:
        team: The id of the team.
    """

    case: str
    team: str

    def run(self, context: Context) -> bool:
        """Assign it; the answer is whether that is new.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            NotAllowed: The actor may not say who works on it.
            TeamNotFound: There is no such team, or it works at another site.
        """
        row = case_for(context, "case.assign", self.case)
        check_team(context, self.team, row["site_id"])
        if not assign_team(context, self.case, self.team):
            return False
        name = find_team(context, self.team).name
        instance = root_of(context, self.case)
        tell(context, row, CaseTeamAssigned(instance=instance, team=self.team, name=name))
        return True
