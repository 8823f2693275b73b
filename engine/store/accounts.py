"""Accounts as rows: found, guarded, given roles."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from engine.core.permission import Grant, Scope, known_role
from engine.errors import PasserelleError
from engine.store import people as p
from engine.store import tables as t
from engine.store.authority import in_force, require

if TYPE_CHECKING:
    from engine.store.context import Context


class UserNotFound(PasserelleError):
    """There is no such account."""


class SiteNotFound(PasserelleError):
    """There is no such site."""


class LastAdministrator(PasserelleError):
    """This is the last administrator of the programme; make another one first."""


def find(context: Context, login: str) -> sa.Row[Any]:
    """The account of this login name, locked until the end of the transaction.

    Raises:
        UserNotFound: There is none.
    """
    name = login.strip().lower()
    question = sa.select(p.user).where(p.user.c.login == name).with_for_update()
    row = context.connection.execute(question).one_or_none()
    if row is None:
        raise UserNotFound(f"there is no account '{name}'")
    return row


def require_over(context: Context, account: sa.Row[Any]) -> None:
    """Refuse an actor who may not manage an account: at its site, and wherever it has a role.

    Otherwise whoever manages the accounts of one site could take over one that may do more.

    Raises:
        NotAllowed: They may not.
    """
    grant = p.role_grant.c
    lasting = sa.or_(grant.until_at.is_(None), grant.until_at > context.now)
    sites = context.connection.scalars(
        sa.select(grant.site_id).where(
            grant.user_id == account.id, grant.revoked_at.is_(None), lasting
        )
    )
    for site in {account.site_id, *sites}:
        require(context, "user.manage", Scope(site=site))


def check_site(context: Context, site: str | None) -> None:
    """Refuse a site that there is not; None is none.

    Raises:
        SiteNotFound: There is none of this id.
    """
    known = sa.select(t.site.c.id).where(t.site.c.id == site)
    if site is not None and context.connection.scalar(known) is None:
        raise SiteNotFound


def add_grant(
    context: Context,
    user_id: str,
    grant: Grant,
    *,
    starts: datetime.datetime | None = None,
    until: datetime.datetime | None = None,
) -> None:
    """Write a grant; it counts from now on where no other start is given.

    Raises:
        UnknownRole: There is no such role.
        SiteNotFound: There is no such site.
        NotAllowed: The actor may not grant at that site.
    """
    known_role(grant.role)
    check_site(context, grant.site)
    require(context, "user.manage", Scope(site=grant.site))
    context.connection.execute(
        sa.insert(p.role_grant).values(
            id=context.new_id(),
            user_id=user_id,
            role=grant.role,
            site_id=grant.site,
            from_at=starts or context.now,
            until_at=until,
            granted_at=context.now,
            granted_by=context.actor,
            revoked_at=None,
            revoked_by=None,
        )
    )


def administrators(context: Context) -> frozenset[str]:
    """The ids of those who may manage the whole programme, locked against each other."""
    grant, user = p.role_grant.c, p.user.c
    question = (
        sa.select(user.id)
        .join(p.role_grant, grant.user_id == user.id)
        .where(
            user.status == "active",
            grant.role == "administrator",
            grant.site_id.is_(None),
            grant.until_at.is_(None),
            in_force(context),
        )
        .order_by(user.id)
        .with_for_update()
    )
    return frozenset(context.connection.scalars(question))


def keep_an_administrator(context: Context, before: frozenset[str]) -> None:
    """Refuse what took the last administrator away.

    Args:
        context: Of the command.
        before: The administrators before its change.

    Raises:
        LastAdministrator: It did.
    """
    if before and not administrators(context):
        raise LastAdministrator
