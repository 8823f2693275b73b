"""Sessions of people who have signed in; of their tokens only hashes are kept."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from engine.store import people as p

if TYPE_CHECKING:
    from engine.store.context import Context

IDLE: Final = datetime.timedelta(minutes=30)
ABSOLUTE: Final = datetime.timedelta(hours=10)
KEPT: Final = datetime.timedelta(days=90)


def session_id(token: str) -> str:
    """Under which a session with this token is kept."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def open_session(context: Context, user_id: str, until: datetime.datetime | None = None) -> str:
    """Make a session; returns its token, which is nowhere else.

    Args:
        context: Of the command.
        user_id: Whose.
        until: When it ends at the latest; None: in ten hours.
    """
    token = secrets.token_urlsafe(32)
    end = until or context.now + ABSOLUTE
    context.connection.execute(
        sa.insert(p.login_session).values(
            id=session_id(token),
            user_id=user_id,
            made_at=context.now,
            used_at=context.now,
            idle_until=min(context.now + IDLE, end),
            until=end,
            ended_at=None,
            rotate=False,
        )
    )
    return token


def end_session(context: Context, token: str) -> bool:
    """End one session; whether it was open."""
    return _end(context, p.login_session.c.id == session_id(token))


def end_sessions(context: Context, user_id: str) -> bool:
    """End all sessions of one; whether there were any."""
    return _end(context, p.login_session.c.user_id == user_id)


def rotate_sessions(context: Context, user_id: str) -> None:
    """Have the open sessions of one get new tokens when they are used next."""
    session = p.login_session.c
    context.connection.execute(
        sa.update(p.login_session)
        .where(session.user_id == user_id, session.ended_at.is_(None))
        .values(rotate=True)
    )


def forget_sessions(context: Context) -> None:
    """Delete those that have been over for 90 days."""
    long_ago = context.now - KEPT
    context.connection.execute(sa.delete(p.login_session).where(p.login_session.c.until < long_ago))


def is_open(now: datetime.datetime) -> sa.ColumnElement[bool]:
    """The condition for a session that can be used; at its end exactly it no longer can."""
    session = p.login_session.c
    return sa.and_(session.ended_at.is_(None), session.idle_until > now, session.until > now)


def _end(context: Context, which: sa.ColumnElement[bool]) -> bool:
    ended = context.connection.execute(
        sa.update(p.login_session)
        .where(which, p.login_session.c.ended_at.is_(None))
        .values(ended_at=context.now)
    )
    return ended.rowcount > 0
