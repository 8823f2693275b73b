"""Try a timer that failed again later, and say why it failed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.authority import require_machine
from engine.store.context import Context

_FIRST: Final = datetime.timedelta(minutes=1)
_LONGEST: Final = datetime.timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponeTimer:
    """Let a timer rest after it failed: a minute, then twice as long each time, 6 hours at most.

    It is never given up: what it stands for is still due, and its error is shown.
    """

    case: str
    timer: str
    reason: str

    def run(self, context: Context) -> int:
        """Postpone it; the answer is how often it has failed, 0 for one that is gone."""
        require_machine(context)
        mine = sa.and_(t.timer.c.case_id == self.case, t.timer.c.id == self.timer)
        attempts = context.connection.scalar(sa.select(t.timer.c.attempts).where(mine))
        if attempts is None:
            return 0
        pause = min(_FIRST * 2 ** min(int(attempts), 20), _LONGEST)
        context.connection.execute(
            sa.update(t.timer)
            .where(mine)
            .values(attempts=attempts + 1, try_at=context.now + pause, error=self.reason)
        )
        return int(attempts) + 1
