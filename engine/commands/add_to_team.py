"""Take somebody into a team."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import people as p
from engine.store.accounts import find
from engine.store.context import Context
from engine.store.teams import managed_team


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToTeam:
    """Let somebody work on the cases of a team from now on; what they may do there is their role's.

    Attributes:
        team: The id of the team.
        login: Of the one who joins.
    """

    team: str
    login: str

    def run(self, context: Context) -> bool:
        """Take them in; the answer is whether that is new.

        Raises:
            TeamNotFound: There is no such team.
            NotAllowed: The actor may not manage accounts at its site.
            UserNotFound: There is no such account.
        """
        team, account = managed_team(context, self.team), find(context, self.login)
        member = {"user_id": account.id, "team_id": team.id}
        there = sa.select(p.membership.c.user_id).filter_by(**member)
        if context.connection.scalar(there) is not None:
            return False
        context.connection.execute(sa.insert(p.membership).values(**member))
        return True
