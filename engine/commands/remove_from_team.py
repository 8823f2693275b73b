"""Take somebody out of a team."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import people as p
from engine.store.accounts import find
from engine.store.context import Context
from engine.store.teams import managed_team


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFromTeam:
    """Let somebody work on the cases of a team no longer; what they have claimed stays theirs.

    Attributes:
        team: The id of the team.
        login: Of the one who leaves.
    """

    team: str
    login: str

    def run(self, context: Context) -> bool:
        """Take them out; the answer is whether they were in it.

        Raises:
            TeamNotFound: There is no such team.
            NotAllowed: The actor may not manage accounts at its site.
            UserNotFound: There is no such account.
        """
        team, account = managed_team(context, self.team), find(context, self.login)
        member = p.membership.c
        gone = context.connection.execute(
            sa.delete(p.membership).where(member.user_id == account.id, member.team_id == team.id)
        )
        return bool(gone.rowcount)
