"""What is known of an account?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.permission import Reach, Scope, known_role
from engine.store import people as p
from engine.store import tables as t
from engine.store.accounts import UserNotFound
from engine.store.authority import may, require
from engine.store.context import Context
from engine.store.sessions import is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHeld:
    """A role that was granted and has not ended; it may begin only later.

    Attributes:
        title: For people.
        reach: Which cases, of those of the site: `all`, those of one's `team`, or `assigned`.
        may: The permissions of the role.
        site: The id of the only site where it counts, and `site_name` its name; None: everywhere.
        until_at: None: until it is revoked.
    """

    role: str
    title: str
    reach: Reach
    may: frozenset[str]
    site: str | None
    site_name: str | None
    from_at: datetime.datetime
    until_at: datetime.datetime | None
    granted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account.

    Attributes:
        status: `active` or `disabled`.
        site: The id of the site where they work, and `site_name` its name.
        must_change: Whether the password is to be changed at the next sign-in.
        last_used_at: When they were last here; None: not in the last 90 days.
        open_sessions: Browsers in which they are signed in.
        teams: Names, in alphabetical order.
        manageable: Whether the actor may change it.
    """

    login: str
    name: str
    status: str
    site: str | None
    site_name: str | None
    language: str | None
    must_change: bool
    created_at: datetime.datetime
    last_used_at: datetime.datetime | None
    open_sessions: int
    teams: tuple[str, ...]
    roles: tuple[RoleHeld, ...]
    manageable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOf:
    """The account of this login name."""

    login: str

    def run(self, context: Context) -> Account:
        """It.

        Raises:
            UserNotFound: There is no such account.
            NotAllowed: The actor may not see accounts there.
        """
        login, user, session = self.login.strip().lower(), p.user.c, p.login_session.c
        used = sa.select(sa.func.max(session.used_at)).where(session.user_id == user.id)
        opened = sa.select(sa.func.count()).where(session.user_id == user.id, is_open(context.now))
        row = context.connection.execute(
            sa.select(
                p.user,
                t.site.c.name.label("site_name"),
                used.scalar_subquery().label("used_at"),
                opened.scalar_subquery().label("opened"),
            )
            .outerjoin(t.site, t.site.c.id == user.site_id)
            .where(user.login == login)
        ).one_or_none()
        require(context, "user.see", Scope(site=row.site_id if row else None))
        if row is None:
            raise UserNotFound(f"there is no account '{login}'")
        roles = _roles(context, row.id)
        return Account(
            login=row.login,
            name=row.name,
            status=row.status,
            site=row.site_id,
            site_name=row.site_name,
            language=row.language,
            must_change=row.must_change,
            created_at=row.created_at,
            last_used_at=row.used_at,
            open_sessions=row.opened,
            teams=_teams(context, row.id),
            roles=roles,
            manageable=all(
                may(context, "user.manage", Scope(site=site))
                for site in {row.site_id, *(one.site for one in roles)}
            ),
        )


def _roles(context: Context, user_id: str) -> tuple[RoleHeld, ...]:
    grant = p.role_grant.c
    rows = context.connection.execute(
        sa.select(p.role_grant, t.site.c.name.label("site_name"))
        .outerjoin(t.site, t.site.c.id == grant.site_id)
        .where(
            grant.user_id == user_id,
            grant.revoked_at.is_(None),
            sa.or_(grant.until_at.is_(None), grant.until_at > context.now),
        )
        .order_by(grant.role, grant.site_id, grant.from_at)
    )
    return tuple(
        RoleHeld(
            role=row.role,
            title=known_role(row.role).title,
            reach=known_role(row.role).reach,
            may=known_role(row.role).may,
            site=row.site_id,
            site_name=row.site_name,
            from_at=row.from_at,
            until_at=row.until_at,
            granted_by=row.granted_by,
        )
        for row in rows
    )


def _teams(context: Context, user_id: str) -> tuple[str, ...]:
    question = (
        sa.select(p.team.c.name)
        .join(p.membership, p.membership.c.team_id == p.team.c.id)
        .where(p.membership.c.user_id == user_id)
        .order_by(p.team.c.name)
    )
    return tuple(context.connection.scalars(question))
