"""The process of the scheduler: a tick every second, until it is told to stop."""

from __future__ import annotations

import logging
import signal
from typing import TYPE_CHECKING, Final

from apscheduler.schedulers.blocking import BlockingScheduler
from sqlalchemy.exc import DBAPIError

from engine.commands import Beat
from engine.failpoint import Point, reach
from engine.scheduler import ACTOR, tick

if TYPE_CHECKING:
    from engine.executor import Executor

_AT_ONCE: Final = 100
_log = logging.getLogger(__name__)


def run(executor: Executor, *, every_seconds: float = 1) -> None:
    """Tick until SIGTERM or SIGINT; a tick that has begun is finished first."""
    scheduler = BlockingScheduler(timezone="UTC")
    scheduler.add_job(
        catch_up,
        "interval",
        seconds=every_seconds,
        args=[executor],
        # What was missed is in the database: the next tick finds it.
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: scheduler.shutdown())
    scheduler.start()


def catch_up(executor: Executor) -> None:
    """Tick until no more is due than fits into one tick.

    A database that is away is waited for: what was due stays due.
    """
    try:
        while True:
            executor.execute(Beat(name=ACTOR), by=ACTOR)
            reach(Point.AFTER_HEARTBEAT)
            done = tick(executor, most=_AT_ONCE)
            reach(Point.AFTER_TICK)
            if max(done.fired, done.carried) < _AT_ONCE:
                return
    except DBAPIError as error:
        _log.error("the database cannot be used: %s", error.orig)
