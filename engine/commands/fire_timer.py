"""Let a timer run out whose time has come."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.core import case as cases
from engine.store import tables as t
from engine.store.authority import require_machine
from engine.store.cases import lock, save, world_of
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class FireTimer:
    """Fire a timer, unless it has been taken away or its time has not come."""

    case: str
    timer: str

    def run(self, context: Context) -> bool:
        """Fire it; the answer is whether it fired.

        Raises:
            CaseNotFound: There is no such case.
        """
        require_machine(context)
        stored = lock(context, self.case)
        # Read again under the lock: another worker may have fired it meanwhile.
        row = context.connection.execute(
            sa.select(t.timer.c.instance_id, t.timer.c.due_at).where(
                t.timer.c.case_id == self.case, t.timer.c.id == self.timer
            )
        ).one_or_none()
        if row is None or row.due_at > context.now:
            return False
        world = world_of(context, stored.row)
        step = cases.fire_timer(world, stored.state, row.instance_id, self.timer)
        save(context, stored, step)
        return True
