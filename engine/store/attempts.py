"""Failed attempts to sign in, by login name and by address; of what was typed only a hash."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from engine.core.lockout import (
    PER_ADDRESS,
    PER_LOGIN,
    Failures,
    Limit,
    address_key,
    after_failure,
    wait,
)
from engine.store import people as p

if TYPE_CHECKING:
    from engine.store.context import Context

_KEPT: Final = datetime.timedelta(days=7)


def count_failure(context: Context, login: str, address: str) -> datetime.timedelta:
    """Count one attempt as failed, unless there is a wait; returns the wait, zero for none."""
    before = [
        (kind, key, limit, _failures(context, kind, key))
        for kind, key, limit in _keys(login, address)
    ]
    longest = max(wait(found, limit, context.now) for _, _, limit, found in before)
    if not longest:
        for kind, key, limit, found in before:
            _write(context, kind, key, after_failure(found, limit, context.now), found is None)
    return longest


def forgive(context: Context, login: str, address: str) -> None:
    """Take back what `count_failure` counted for an attempt that succeeded.

    The login name begins anew; the address does not, or a thief with one account of their own
    could try those of others for ever.
    """
    attempt = p.login_attempt.c
    (_, login_key, _), (_, address_key_, _) = _keys(login, address)
    context.connection.execute(
        sa.delete(p.login_attempt).where(attempt.kind == "login", attempt.key == login_key)
    )
    context.connection.execute(
        sa.update(p.login_attempt)
        .where(attempt.kind == "address", attempt.key == address_key_, attempt.level >= 1)
        .values(level=attempt.level - 1)
    )


def forget_attempts(context: Context) -> None:
    """Delete what is older than a week."""
    long_ago = context.now - _KEPT
    context.connection.execute(
        sa.delete(p.login_attempt).where(p.login_attempt.c.last_at < long_ago)
    )


def _keys(login: str, address: str) -> tuple[tuple[str, str, Limit], tuple[str, str, Limit]]:
    name = login.strip().lower().encode("utf-8", "surrogatepass")
    return (
        ("login", hashlib.sha256(name).hexdigest(), PER_LOGIN),
        ("address", address_key(address), PER_ADDRESS),
    )


def _failures(context: Context, kind: str, key: str) -> Failures | None:
    attempt = p.login_attempt.c
    row = context.connection.execute(
        sa.select(attempt.level, attempt.last_at)
        .where(attempt.kind == kind, attempt.key == key)
        .with_for_update()
    ).one_or_none()
    return Failures(row.level, row.last_at) if row else None


def _write(context: Context, kind: str, key: str, failures: Failures, new: bool) -> None:
    attempt = p.login_attempt.c
    values = {"level": failures.level, "last_at": failures.last}
    if new:
        insert = sa.insert(p.login_attempt).values(kind=kind, key=key, **values)
        context.connection.execute(insert)
        return
    mine = sa.update(p.login_attempt).where(attempt.kind == kind, attempt.key == key)
    context.connection.execute(mine.values(**values))
