"""Teams as rows: found, guarded, with those who are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from engine.core.permission import Scope
from engine.errors import PasserelleError
from engine.store import people as p
from engine.store.authority import require

if TYPE_CHECKING:
    from engine.store.context import Context


class TeamNotFound(PasserelleError):
    """There is no such team, or it works at another site."""


def find_team(context: Context, team_id: str) -> sa.Row[Any]:
    """The team of this id.

    Raises:
        TeamNotFound: There is none.
    """
    question = sa.select(p.team).where(p.team.c.id == team_id)
    row = context.connection.execute(question).one_or_none()
    if row is None:
        raise TeamNotFound("there is no such team; reload the page")
    return row


def managed_team(context: Context, team_id: str) -> sa.Row[Any]:
    """The team of this id, for an actor who manages accounts at its site.

    Raises:
        TeamNotFound: There is none.
        NotAllowed: The actor may not.
    """
    row = find_team(context, team_id)
    require(context, "user.manage", Scope(site=row.site_id))
    return row


def check_team(context: Context, team_id: str | None, site: str | None) -> None:
    """Refuse a team that is not there, or that works at another site; None is none.

    Raises:
        TeamNotFound: There is none of this id for this site.
    """
    if team_id is not None and find_team(context, team_id).site_id not in (None, site):
        raise TeamNotFound
