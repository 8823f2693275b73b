"""When was a process alive?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBeat:
    """When the process of this name last said that it is alive."""

    name: str

    def run(self, context: Context) -> datetime.datetime | None:
        """The moment, in UTC; None for never."""
        found: datetime.datetime | None = context.connection.scalar(
            sa.select(t.heartbeat.c.at).where(t.heartbeat.c.name == self.name)
        )
        return found
