"""Which accounts are there?"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.permission import Grant, Scope
from engine.store import people as p
from engine.store.authority import in_force, may
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account.

    Attributes:
        status: `active` or `disabled`.
        site: The id of the site where they work.
        grants: The roles in force now, in alphabetical order.
        last_used_at: When they were last here; None: not in the last 90 days.
    """

    login: str
    name: str
    status: str
    site: str | None
    grants: tuple[Grant, ...]
    last_used_at: datetime.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersList:
    """All accounts that the actor may see, by login name; of these, where it is said, some.

    Attributes:
        words: Each is in the name or the login name; case does not count.
        role: The name of a role in force now.
        site: The id of the site where they work, or where one of their roles counts.
        status: `active` or `disabled`.
    """

    words: str = ""
    role: str = ""
    site: str = ""
    status: str = ""

    def run(self, context: Context) -> list[User]:
        """Those of the sites where the actor has `user.see`; none at all without it."""
        user, session = p.user.c, p.login_session.c
        used = (
            sa.select(sa.func.max(session.used_at))
            .where(session.user_id == user.id)
            .scalar_subquery()
        )
        question = sa.select(
            user.id, user.login, user.name, user.status, user.site_id, used.label("used_at")
        )
        question = question.where(*self._wanted(context)).order_by(user.login)
        rows = context.connection.execute(question).all()
        sites = {row.site_id for row in rows}
        seen = {site for site in sites if may(context, "user.see", Scope(site=site))}
        grants = _grants(context)
        return [
            User(
                login=row.login,
                name=row.name,
                status=row.status,
                site=row.site_id,
                grants=tuple(grants[row.id]),
                last_used_at=row.used_at,
            )
            for row in rows
            if row.site_id in seen
        ]

    def _wanted(self, context: Context) -> Iterator[sa.ColumnElement[bool]]:
        user, grant = p.user.c, p.role_grant.c
        held = sa.select(grant.user_id).where(in_force(context))
        for word in self.words.split():
            in_name = user.name.icontains(word, autoescape=True)
            yield sa.or_(in_name, user.login.icontains(word, autoescape=True))
        if self.role:
            yield user.id.in_(held.where(grant.role == self.role))
        if self.site:
            counts_there = user.id.in_(held.where(grant.site_id == self.site))
            yield sa.or_(user.site_id == self.site, counts_there)
        if self.status:
            yield user.status == self.status


def _grants(context: Context) -> defaultdict[str, list[Grant]]:
    grant = p.role_grant.c
    found: defaultdict[str, list[Grant]] = defaultdict(list)
    question = (
        sa.select(grant.user_id, grant.role, grant.site_id)
        .where(in_force(context))
        .order_by(grant.role, grant.site_id)
    )
    for row in context.connection.execute(question):
        found[row.user_id].append(Grant(row.role, row.site_id))
    return found
