"""Policy: read at its newest version at the moment of use, such as which group a lane is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.store import tables as t

if TYPE_CHECKING:
    from engine.store.context import Context

LANES: Final = "lanes"
"""Which group each lane of a diagram is: names of lanes to `{"group": ..., "title": ...}`."""

LISTS: Final = "lists"
"""What forms offer to choose from: names of lists to lists of `{"value": ..., "label": ...}`."""

_POLICY: Final = t.policy.c
_NEWEST: Final = (
    sa.select(_POLICY.version, _POLICY.content)
    .where(_POLICY.key == sa.bindparam("key"))
    .order_by(_POLICY.version.desc())
    .limit(1)
)
_NOTHING: Final[Mapping[str, Any]] = {}


def policy(context: Context, key: str) -> Mapping[str, Any]:
    """The newest version; empty where nothing was ever set."""
    row = context.connection.execute(_NEWEST, {"key": key}).one_or_none()
    content: Mapping[str, Any] = row.content if row is not None else _NOTHING
    return content


def add_version(context: Context, key: str, content: Mapping[str, Any]) -> int:
    """Set a policy from now on; returns its version, which is the old one where nothing changes."""
    row = context.connection.execute(_NEWEST, {"key": key}).one_or_none()
    if row is not None and row.content == content:
        return int(row.version)
    version = 1 if row is None else int(row.version) + 1
    context.connection.execute(
        sa.insert(t.policy).values(
            key=key,
            version=version,
            content=dict(content),
            since=context.now,
            set_by=context.actor,
        )
    )
    return version
