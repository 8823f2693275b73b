"""Take a role from somebody."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.permission import Scope, known_role
from engine.errors import PasserelleError
from engine.store import people as p
from engine.store.accounts import administrators, find, keep_an_administrator
from engine.store.authority import require
from engine.store.context import Context
from engine.store.sessions import rotate_sessions


class GrantNotFound(PasserelleError):
    """The account has no such role there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeRole:
    """Revoke a role that was granted at a site, or, without one, everywhere; it ends at once."""

    login: str
    role: str
    site: str | None = None

    def run(self, context: Context) -> None:
        """Revoke it.

        Raises:
            UserNotFound: There is no such account.
            UnknownRole: There is no such role.
            GrantNotFound: The account does not have it there.
            NotAllowed: The actor may not do this there.
            LastAdministrator: Nobody could manage the programme any more.
        """
        known_role(self.role)
        require(context, "user.manage", Scope(site=self.site))
        before = administrators(context)
        account = find(context, self.login)
        grant = p.role_grant.c
        revoked = context.connection.execute(
            sa.update(p.role_grant)
            .where(
                grant.user_id == account.id,
                grant.role == self.role,
                grant.site_id.is_not_distinct_from(self.site),
                grant.revoked_at.is_(None),
                sa.or_(grant.until_at.is_(None), grant.until_at > context.now),
            )
            .values(revoked_at=context.now, revoked_by=context.actor)
        )
        if not revoked.rowcount:
            raise GrantNotFound
        rotate_sessions(context, account.id)
        keep_an_administrator(context, before)
