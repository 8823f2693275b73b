"""What the one who acts may do: the one place where the table of roles meets the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.core.credential import MACHINES
from engine.core.permission import Grant, Permission, Scope, allowed
from engine.errors import PasserelleError
from engine.store import people as p
from engine.store import tables as t
from engine.store.cases import CaseNotFound
from engine.store.columns import Moment

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


def require_machine(context: Context) -> None:
    """Refuse people: this is done by the programme itself.

    Raises:
        NotAllowed: A person acts.
    """
    if context.actor not in MACHINES:
        raise NotAllowed(f"{context.actor} may not do this: the scheduler does it")


def require_in_case(context: Context, permission: Permission, case_id: str) -> None:
    """Refuse what the actor may not do in a case.

    Raises:
        CaseNotFound: There is no such case, or not for this actor.
        NotAllowed: They may not.
    """
    if context.actor in MACHINES:
        return
    scope = scope_of(context, case_id)
    if not may(context, permission, scope) and not may(context, "case.read", scope):
        # Not even that it exists is said.
        raise CaseNotFound
    require(context, permission, scope)


def grants_of(context: Context, login: str) -> tuple[Grant, ...]:
    """The roles that an active account has now, by name; none for one that there is not."""
    rows = context.connection.execute(_GRANTS, {"login": login, "now": context.now})
    return tuple(Grant(role, site) for _, role, site in rows)


def in_force(context: Context) -> sa.ColumnElement[bool]:
    """The condition for a grant that counts now; from its end exactly it does not."""
    return _in_force(sa.literal(context.now, Moment))


def scope_of(context: Context, case_id: str) -> Scope:
    """Where a case is, and what the actor has to do with it.

    Raises:
        CaseNotFound: There is no such case.
    """
    case = t.case.c
    row = context.connection.execute(
        sa.select(case.id, case.site_id, case.restricted).where(case.id == case_id)
    ).one_or_none()
    if row is None:
        raise CaseNotFound
    return scope_in(context, row._mapping)


def scope_in(context: Context, case: Mapping[Any, Any]) -> Scope:
    """The same for a case whose row is known."""
    return scope_of_other(context, case, context.actor)


def scope_of_other(context: Context, case: Mapping[Any, Any], login: str) -> Scope:
    """The same for somebody else."""
    found = context.connection.execute(_RELATIONS, {"case": case["id"], "login": login})
    return _scope(case, {relation for _, relation, _ in found})


def standing_in(context: Context, case: Mapping[Any, Any]) -> tuple[tuple[Grant, ...], Scope]:
    """The actor's grants, and their scope in a case whose row is known: both in one question."""
    who = {"case": case["id"], "login": context.actor, "now": context.now}
    grants: list[Grant] = []
    relations: set[str] = set()
    for kind, name, site in context.connection.execute(_STANDING, who):
        if kind == "grant":
            grants.append(Grant(name, site))
        else:
            relations.add(name)
    return tuple(grants), _scope(case, relations)


def _scope(case: Mapping[Any, Any], relations: set[str]) -> Scope:
    return Scope(
        site=case["site_id"],
        assigned="assigned" in relations,
        team="team" in relations,
        restricted=case["restricted"],
        listed="listed" in relations,
    )


def _in_force(now: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    grant = p.role_grant.c
    return sa.and_(
        grant.revoked_at.is_(None),
        grant.from_at <= now,
        sa.or_(grant.until_at.is_(None), grant.until_at > now),
    )


# Built once: to build a statement takes longer than to run it.
_GRANTED: Final = (
    sa.select(sa.literal("grant"), p.role_grant.c.role, p.role_grant.c.site_id)
    .join(p.user, p.user.c.id == p.role_grant.c.user_id)
    .where(
        p.user.c.login == sa.bindparam("login"),
        p.user.c.status == "active",
        _in_force(sa.bindparam("now", type_=Moment)),
    )
)
_IN_CASE: Final = (
    sa.select(sa.literal("relation"), p.case_member.c.relation, sa.null())
    .join(p.user, p.user.c.id == p.case_member.c.user_id)
    .where(
        p.case_member.c.case_id == sa.bindparam("case"), p.user.c.login == sa.bindparam("login")
    ),
    sa.select(sa.literal("relation"), sa.literal("team"), sa.null())
    .select_from(p.case_team)
    .join(p.membership, p.membership.c.team_id == p.case_team.c.team_id)
    .join(p.user, p.user.c.id == p.membership.c.user_id)
    .where(p.case_team.c.case_id == sa.bindparam("case"), p.user.c.login == sa.bindparam("login")),
)
_GRANTS: Final = _GRANTED.order_by(p.role_grant.c.role, p.role_grant.c.site_id)
_RELATIONS: Final = sa.union_all(*_IN_CASE)
_STANDING: Final = sa.union_all(_GRANTED, *_IN_CASE)
