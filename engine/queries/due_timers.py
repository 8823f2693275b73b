"""Which timers should have fired by now?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.context import Context


@dataclass(frozen=True, slots=True)
class DueTimer:
    """A timer whose time has come."""

    case_id: str
    id: str
    due_at: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTimers:
    """Timers that are due and to be tried now, those due first come first; nothing is locked."""

    most: int = 100

    def run(self, context: Context) -> list[DueTimer]:
        """At most `most` of them."""
        timer = t.timer.c
        question = (
            sa.select(timer.case_id, timer.id, timer.due_at)
            .where(timer.try_at <= context.now)
            .order_by(timer.try_at, timer.due_at, timer.id)
            .limit(self.most)
        )
        return [DueTimer(*row) for row in context.connection.execute(question)]
