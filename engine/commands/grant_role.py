"""Give somebody a role."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.permission import Grant, Scope
from engine.errors import PasserelleError
from engine.store import people as p
from engine.store.accounts import add_grant, find
from engine.store.authority import NotAllowed, require
from engine.store.context import Context
from engine.store.sessions import rotate_sessions


class GrantStands(PasserelleError):
    """The account has this role there already; revoke it first to give it other dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRole:
    """Grant a role at a site or everywhere; it counts at once in open sessions too.

    Attributes:
        site: The id of the only site where it counts; None: everywhere.
        starts: When it begins to count; None: now.
        until: When it stops counting; None: when it is revoked.
    """

    login: str
    role: str
    site: str | None = None
    starts: datetime.datetime | None = None
    until: datetime.datetime | None = None

    def run(self, context: Context) -> None:
        """Grant it.

        Raises:
            UserNotFound: There is no such account.
            UnknownRole: There is no such role.
            SiteNotFound: There is no such site.
            NotAllowed: The actor may not do this there, or not for themself.
            GrantStands: The account has it already.
        """
        require(context, "user.manage", Scope(site=self.site))
        account = find(context, self.login)
        if account.login == context.actor:
            raise NotAllowed("nobody grants roles to themself: ask another administrator")
        grant = p.role_grant.c
        same = sa.select(grant.id).where(
            grant.user_id == account.id,
            grant.role == self.role,
            grant.site_id.is_not_distinct_from(self.site),
            grant.revoked_at.is_(None),
            sa.or_(grant.until_at.is_(None), grant.until_at > context.now),
        )
        if context.connection.scalar(same.limit(1)) is not None:
            raise GrantStands
        new = Grant(self.role, self.site)
        add_grant(context, account.id, new, starts=self.starts, until=self.until)
        rotate_sessions(context, account.id)
