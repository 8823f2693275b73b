"""Who waits for a message or signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from engine.store import tables as t

if TYPE_CHECKING:
    from engine.store.context import Context


def waiting(context: Context, kind: str, name: str, key: str | None) -> list[str]:
    """The cases that wait for a message or signal, those that have waited longest first."""
    subscription = t.subscription.c
    found = context.connection.scalars(
        sa.select(subscription.case_id)
        .where(
            subscription.kind == kind,
            subscription.name == name,
            sa.or_(subscription.key.is_(None), subscription.key == key),
        )
        .order_by(subscription.id)
    )
    return list(dict.fromkeys(found))
