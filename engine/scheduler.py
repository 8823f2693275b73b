"""The tick: timers whose time has come are fired, messages are carried, each by its own command."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.commands import DeliverOutbox, FireTimer, PostponeTimer
from engine.failpoint import Point, reach
from engine.queries import DueTimers, OutboxRows

if TYPE_CHECKING:
    from engine.executor import Executor
    from engine.queries import DueTimer

ACTOR: Final = "scheduler"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick did."""

    fired: int
    carried: int
    failed: int


def tick(executor: Executor, *, most: int = 100) -> Ticked:
    """Fire what is due and carry what was thrown, at most so many of each.

    One that fails leaves the others alone: a timer is postponed, a message stays where it is.
    """
    fired = [_fire(executor, timer) for timer in executor.ask(DueTimers(most=most), by=ACTOR)]
    carried = [_carry(executor, row) for row in executor.ask(OutboxRows(most=most), by=ACTOR)]
    return Ticked(fired.count(True), carried.count(True), [*fired, *carried].count(None))


def _fire(executor: Executor, timer: DueTimer) -> bool | None:
    """Whether a timer fired; None when it failed."""
    try:
        fired = executor.execute(FireTimer(case=timer.case_id, timer=timer.id), by=ACTOR)
    except Exception as error:
        _log.exception("timer %s of case %s failed", timer.id, timer.case_id)
        reach(Point.BEFORE_POSTPONING)
        reason = f"{type(error).__name__}: {error}"
        executor.execute(PostponeTimer(case=timer.case_id, timer=timer.id, reason=reason), by=ACTOR)
        return None
    reach(Point.AFTER_TIMER)
    return fired


def _carry(executor: Executor, row: str) -> bool | None:
    """Whether a message was taken; None when that failed."""
    try:
        taken = executor.execute(DeliverOutbox(row=row), by=ACTOR)
    except Exception:
        _log.exception("message %s failed", row)
        return None
    reach(Point.AFTER_MESSAGE)
    return taken
