"""Make a team."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.permission import Scope
from engine.errors import PasserelleError
from engine.store import people as p
from engine.store.accounts import check_site
from engine.store.authority import require
from engine.store.context import Context


class TeamExists(PasserelleError):
    """There is a team of this name already; choose another."""


class TeamUnnamed(PasserelleError):
    """A team needs a name of at most 200 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTeam:
    """People who share cases.

    Attributes:
        site: The id of the site where it works; None: for the whole programme.
    """

    name: str
    site: str | None = None

    def run(self, context: Context) -> str:
        """Make it; the answer is its id.

        Raises:
            NotAllowed: The actor may not manage accounts there.
            SiteNotFound: There is no such site.
            TeamUnnamed: The name is empty or too long.
            TeamExists: There is one of this name.
        """
        require(context, "user.manage", Scope(site=self.site))
        check_site(context, self.site)
        name = " ".join(self.name.split())
        if not 0 < len(name) <= 200:
            raise TeamUnnamed
        named = sa.select(p.team.c.id).where(p.team.c.name == name)
        if context.connection.scalar(named) is not None:
            raise TeamExists(f"there is a team '{name}' already; choose another name")
        team_id = context.new_id()
        context.connection.execute(
            sa.insert(p.team).values(id=team_id, name=name, site_id=self.site)
        )
        return team_id
