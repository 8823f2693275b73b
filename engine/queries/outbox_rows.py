"""Which messages and signals are to be carried?"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRows:
    """The ids of the rows of the outbox, in the order they were thrown."""

    most: int = 100

    def run(self, context: Context) -> list[str]:
        """At most `most` of them."""
        outbox = t.outbox.c
        question = sa.select(outbox.id).order_by(outbox.thrown_at, outbox.id).limit(self.most)
        return list(context.connection.scalars(question))
