"""Which cases the actor may do something in, as a condition of SQL: for each row as `allowed()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

import sqlalchemy as sa

from engine.core.credential import MACHINES
from engine.core.permission import OF_A_CASE, Grant, Permission, Reach, known_role
from engine.store import people as p
from engine.store import tables as t
from engine.store.authority import grants_of
from engine.store.offers import EVERYWHERE

if TYPE_CHECKING:
    from engine.store.context import Context


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as they stand in a SELECT: by values, or by parameters that get theirs later.

    Attributes:
        login: Their login name.
        site: How a site of one of their grants stands there.
    """

    login: sa.ColumnElement[str]
    site: Callable[[str], sa.ColumnElement[str]] = sa.literal


def asker_of(context: Context) -> Asker:
    """The actor, by values."""
    return Asker(sa.literal(context.actor))


def may_in_case(context: Context, permission: Permission) -> sa.ColumnElement[bool]:
    """The condition on a row of `case` under which the actor has a permission there."""
    if context.actor in MACHINES:
        return sa.true()
    grants = grants_of(context, context.actor)
    return granted_in_case(asker_of(context), grants, permission)


def granted_in_case(
    asker: Asker, grants: Iterable[Grant], permission: Permission
) -> sa.ColumnElement[bool]:
    """The same for some of somebody's grants."""
    held = [(grant, known_role(grant.role)) for grant in grants]
    ways = [
        sa.and_(_at_site(asker, grant.site), _reached(asker, role.reach, permission))
        for grant, role in held
        if permission in role.may
    ]
    return sa.and_(open_to(asker, t.case), sa.or_(sa.false(), *ways))


def open_to(asker: Asker, table: sa.Table) -> sa.ColumnElement[bool]:
    """Whether a case is not restricted, or the asker is on its list.

    Args:
        asker: Who asks.
        table: `case`, or `task_offer`, which says the same of its case.
    """
    case_id = table.c.id if table is t.case else table.c.case_id
    return sa.or_(table.c.restricted.is_(sa.false()), related(asker, "listed", case_id))


def related(
    asker: Asker, relation: str, case_id: sa.ColumnElement[str] = t.case.c.id
) -> sa.ColumnElement[bool]:
    """Whether the asker is a member of the case: `assigned`, or `listed` where it is restricted."""
    member = p.case_member.c
    return sa.exists(
        sa.select(sa.literal(1)).where(
            member.case_id == case_id,
            member.relation == relation,
            member.user_id == _id_of(asker),
        )
    )


def of_my_teams(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether the case is one of a team of the asker."""
    team, membership = p.case_team.c, p.membership.c
    return sa.exists(
        sa.select(sa.literal(1))
        .select_from(p.case_team)
        .join(p.membership, membership.team_id == team.team_id)
        .where(team.case_id == t.case.c.id, membership.user_id == _id_of(asker))
    )


def places_of(context: Context, site: str | None, reach: Reach) -> tuple[str, ...]:
    """The places of `engine.store.offers` that a grant of this site and reach lets the actor see.

    Those of a team or person may lie at other sites too.
    """
    if reach == "all":
        return (EVERYWHERE if site is None else site,)
    user, membership = p.user.c, p.membership.c
    found = context.connection.execute(
        sa.select(user.id, membership.team_id)
        .outerjoin(p.membership, membership.user_id == user.id)
        .where(user.login == context.actor)
    ).all()
    myself = [row.id for row in found[:1]]
    teams = [row.team_id for row in found if row.team_id is not None] if reach == "team" else []
    return (*myself, *teams)


def _id_of(asker: Asker) -> sa.ScalarSelect[str]:
    """Their id, looked up once for a whole question."""
    return sa.select(p.user.c.id).where(p.user.c.login == asker.login).scalar_subquery()


def _at_site(asker: Asker, site: str | None) -> sa.ColumnElement[bool]:
    return sa.true() if site is None else t.case.c.site_id == asker.site(site)


def _reached(asker: Asker, reach: Reach, permission: Permission) -> sa.ColumnElement[bool]:
    if permission not in OF_A_CASE:
        return sa.true()
    match reach:
        case "all":
            return sa.true()
        case "team":
            return sa.or_(of_my_teams(asker), related(asker, "assigned"))
        case "assigned":
            return related(asker, "assigned")
        case _:
            assert_never(reach)
