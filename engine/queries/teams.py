"""Which teams are there, and who is in them?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import people as p
from engine.store import tables as t
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """Somebody in a team; `status` is of their account: `active` or `disabled`."""

    login: str
    name: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team.

    Attributes:
        site: The id of the site where it works, and `site_name` its name; None: everywhere.
        members: By name.
    """

    id: str
    name: str
    site: str | None
    site_name: str | None
    members: tuple[TeamMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Teams:
    """All of them, by name: who is a colleague of whom is no secret among the staff."""

    def run(self, context: Context) -> list[Team]:
        """Them."""
        team, member, user = p.team.c, p.membership.c, p.user.c
        members: defaultdict[str, list[TeamMember]] = defaultdict(list)
        for row in context.connection.execute(
            sa.select(member.team_id, user.login, user.name, user.status)
            .join(p.user, user.id == member.user_id)
            .order_by(user.name, user.login)
        ):
            one = TeamMember(login=row.login, name=row.name, status=row.status)
            members[row.team_id].append(one)
        rows = context.connection.execute(
            sa.select(team.id, team.name, team.site_id, t.site.c.name.label("site_name"))
            .outerjoin(t.site, t.site.c.id == team.site_id)
            .order_by(team.name)
        )
        return [
            Team(
                id=row.id,
                name=row.name,
                site=row.site_id,
                site_name=row.site_name,
                members=tuple(members[row.id]),
            )
            for row in rows
        ]
