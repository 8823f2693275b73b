"""Who is it that sends this token?"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from engine.core.permission import TABLE, Grant
from engine.store import people as p
from engine.store.authority import grants_of
from engine.store.context import Context
from engine.store.sessions import is_open, session_id

_UNTOUCHED: Final = datetime.timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An open session and whose it is.

    Attributes:
        login: Say this as `by`.
        language: None: as the browser says.
        site: The id of the site where they work.
        grants: Their roles now.
        permissions: What these let them do somewhere, for menus; what counts is asked each time.
        must_change: Whether the password is to be changed before anything else.
        until: When it ends at the latest.
        renew: Whether `RenewSession` is due: it was last renewed more than a minute ago, or
            needs a new token.
    """

    login: str
    name: str
    language: str | None
    site: str | None
    preferences: Mapping[str, Any]
    grants: tuple[Grant, ...]
    permissions: frozenset[str]
    must_change: bool
    until: datetime.datetime
    renew: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOf:
    """The open session of a token: for 30 minutes without use, 10 hours in all."""

    token: str = field(repr=False)

    def run(self, context: Context) -> Session | None:
        """The session; None when there is none, it is over, or the account was shut."""
        session, user = p.login_session.c, p.user.c
        row = context.connection.execute(
            sa.select(
                user.login, user.name, user.language, user.site_id, user.preferences,
                user.must_change, session.until, session.used_at, session.rotate,
            )
            .join(p.user, user.id == session.user_id)
            .where(
                session.id == session_id(self.token),
                user.status == "active",
                is_open(context.now),
            )
        ).one_or_none()  # fmt: skip
        if row is None:
            return None
        grants = grants_of(context, row.login)
        return Session(
            login=row.login,
            name=row.name,
            language=row.language,
            site=row.site_id,
            preferences=row.preferences,
            grants=grants,
            permissions=frozenset().union(*(TABLE[grant.role] for grant in grants)),
            must_change=row.must_change,
            until=row.until,
            renew=row.rotate or context.now - row.used_at > _UNTOUCHED,
        )
