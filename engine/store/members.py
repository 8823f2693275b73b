"""Who works on a case: people and teams; and who is on the list of a restricted one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal

import sqlalchemy as sa

from engine.store import people as p
from engine.store import tables as t
from engine.store.offers import add_place, drop_place, restrict

if TYPE_CHECKING:
    from engine.store.context import Context

Relation = Literal["assigned", "listed"]
ASSIGNED: Final[Relation] = "assigned"
LISTED: Final[Relation] = "listed"


def assign(
    context: Context, case_id: str, logins: Iterable[str], relation: Relation = ASSIGNED
) -> None:
    """Let people work on a case from now on; names without an account are passed over."""
    wanted = set(logins)
    if not wanted:
        return
    user, member = p.user.c, p.case_member.c
    there = sa.exists().where(
        member.case_id == case_id, member.user_id == user.id, member.relation == relation
    )
    found = context.connection.scalars(
        sa.select(user.id).where(user.login.in_(wanted), user.status == "active", ~there)
    ).all()
    rows = [{"case_id": case_id, "user_id": one, "relation": relation} for one in found]
    if rows:
        context.connection.execute(sa.insert(p.case_member), rows)
    if relation == ASSIGNED:
        for one in found:
            add_place(context, case_id, one)


def unassign(context: Context, case_id: str, login: str, relation: Relation = ASSIGNED) -> bool:
    """Let somebody work on a case no longer; whether they did."""
    member, user = p.case_member.c, p.user.c
    whose = context.connection.scalar(sa.select(user.id).where(user.login == login))
    if whose is None:
        return False
    done = context.connection.execute(
        sa.delete(p.case_member).where(
            member.case_id == case_id, member.relation == relation, member.user_id == whose
        )
    )
    if relation == ASSIGNED:
        drop_place(context, case_id, whose)
    return bool(done.rowcount)


def assign_team(context: Context, case_id: str, team_id: str) -> bool:
    """Let a team work on a case from now on; whether that is new."""
    link = {"case_id": case_id, "team_id": team_id}
    there = sa.select(p.case_team.c.team_id).filter_by(**link)
    if context.connection.scalar(there) is not None:
        return False
    context.connection.execute(sa.insert(p.case_team).values(**link))
    add_place(context, case_id, team_id)
    return True


def unassign_team(context: Context, case_id: str, team_id: str) -> bool:
    """Let a team work on a case no longer; whether it did."""
    link = p.case_team.c
    gone = context.connection.execute(
        sa.delete(p.case_team).where(link.case_id == case_id, link.team_id == team_id)
    )
    drop_place(context, case_id, team_id)
    return bool(gone.rowcount)


def set_restricted(context: Context, case_id: str, *, restricted: bool) -> None:
    """Close a case to all who are not on its list, or open it again."""
    context.connection.execute(
        sa.update(t.case).where(t.case.c.id == case_id).values(restricted=restricted)
    )
    restrict(context, case_id, restricted=restricted)
