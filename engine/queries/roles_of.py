"""Which roles does somebody have, and since when?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.permission import Scope, known_role
from engine.store import people as p
from engine.store import tables as t
from engine.store.accounts import UserNotFound
from engine.store.authority import require
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleOf:
    """A grant that is not revoked and not over; it may begin only later.

    Attributes:
        title: Of the role, for people.
        site: The id of the only site where it counts, and `site_name` its name; None: everywhere.
        until_at: None: until it is revoked.
    """

    role: str
    title: str
    site: str | None
    site_name: str | None
    from_at: datetime.datetime
    until_at: datetime.datetime | None
    granted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesOf:
    """The roles of an account, one's own or, with `user.see`, another's."""

    login: str

    def run(self, context: Context) -> list[RoleOf]:
        """Them, in alphabetical order of their names.

        Raises:
            UserNotFound: There is no such account.
            NotAllowed: It is somebody else's, and the actor may not see it.
        """
        login, user, grant = self.login.strip().lower(), p.user.c, p.role_grant.c
        found = context.connection.execute(
            sa.select(user.id, user.site_id).where(user.login == login)
        ).one_or_none()
        if login != context.actor:
            require(context, "user.see", Scope(site=found.site_id if found else None))
        if found is None:
            raise UserNotFound(f"there is no account '{login}'")
        rows = context.connection.execute(
            sa.select(p.role_grant, t.site.c.name.label("site_name"))
            .outerjoin(t.site, t.site.c.id == grant.site_id)
            .where(
                grant.user_id == found.id,
                grant.revoked_at.is_(None),
                sa.or_(grant.until_at.is_(None), grant.until_at > context.now),
            )
            .order_by(grant.role, grant.site_id, grant.from_at)
        )
        return [
            RoleOf(
                role=row.role,
                title=known_role(row.role).title,
                site=row.site_id,
                site_name=row.site_name,
                from_at=row.from_at,
                until_at=row.until_at,
                granted_by=row.granted_by,
            )
            for row in rows
        ]
