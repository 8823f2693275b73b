"""Say that a process is alive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.authority import require_machine
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """The process of this name is alive now."""

    name: str
    recorded: ClassVar[bool] = False

    def run(self, context: Context) -> None:
        """Write it down."""
        require_machine(context)
        mine = t.heartbeat.c.name == self.name
        written = context.connection.execute(
            sa.update(t.heartbeat).where(mine).values(at=context.now)
        )
        if written.rowcount == 0:
            # Two who begin at once: the executor runs the slower one again.
            context.connection.execute(
                sa.insert(t.heartbeat).values(name=self.name, at=context.now)
            )
