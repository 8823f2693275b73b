"""What the one who acts may do: the one place where the table of roles meets the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from engine.core.credential import MACHINES
from engine.core.permission import Grant, Permission, Scope, allowed
from engine.errors import PasserelleError
from engine.store import people as p
from engine.store import tables as t
from engine.store.cases import CaseNotFound

if TYPE_CHECKING:
    from engine.store.context import Context


class NotAllowed(PasserelleError):
    """You may not do this; ask an administrator which role you need."""


def may(context: Context, permission: Permission, scope: Scope | None = None) -> bool:
    """Whether the actor may; what acts for the programme itself may everything.

    Args:
        context: Of the command or query.
        permission: What is wanted.
        scope: Where; None: for the whole programme.
    """
    if context.actor in MACHINES:
        return True
    grants = grants_of(context, context.actor)
    return allowed(grants, permission, scope or Scope())


def require(context: Context, permission: Permission, scope: Scope | None = None) -> None:
    """Refuse what the actor may not do.

    Raises:
        NotAllowed: They may not.
    """
    if not may(context, permission, scope):
        raise NotAllowed(f"{context.actor} may not do this: it needs '{permission}'")


def grants_of(context: Context, login: str) -> tuple[Grant, ...]:
    """The roles that an active account has now, by name; none for one that there is not."""
    grant, user = p.role_grant.c, p.user.c
    rows = context.connection.execute(
        sa.select(grant.role, grant.site_id)
        .join(p.user, user.id == grant.user_id)
        .where(user.login == login, user.status == "active", in_force(context))
        .order_by(grant.role, grant.site_id)
    )
    return tuple(Grant(row.role, row.site_id) for row in rows)


def in_force(context: Context) -> sa.ColumnElement[bool]:
    """The condition for a grant that counts now; from its end exactly it does not."""
    grant = p.role_grant.c
    return sa.and_(
        grant.revoked_at.is_(None),
        grant.from_at <= context.now,
        sa.or_(grant.until_at.is_(None), grant.until_at > context.now),
    )


def scope_of(context: Context, case_id: str) -> Scope:
    """Where a case is, and what the actor has to do with it.

    Raises:
        CaseNotFound: There is no such case.
    """
    case, member, user = t.case.c, p.case_member.c, p.user.c
    row = context.connection.execute(
        sa.select(case.site_id, case.restricted).where(case.id == case_id)
    ).one_or_none()
    if row is None:
        raise CaseNotFound
    relations = set(
        context.connection.scalars(
            sa.select(member.relation)
            .join(p.user, user.id == member.user_id)
            .where(member.case_id == case_id, user.login == context.actor)
        )
    )
    return Scope(
        site=row.site_id,
        assigned="assigned" in relations,
        team=_works_in_a_team(context, case_id),
        restricted=row.restricted,
        listed="listed" in relations,
    )


def _works_in_a_team(context: Context, case_id: str) -> bool:
    team, membership, user = p.case_team.c, p.membership.c, p.user.c
    found = context.connection.scalar(
        sa.select(sa.func.count())
        .select_from(p.case_team)
        .join(p.membership, membership.team_id == team.team_id)
        .join(p.user, user.id == membership.user_id)
        .where(team.case_id == case_id, user.login == context.actor)
    )
    return bool(found)
