"""Named points around every commit, where a test can have the process die.

In an installation they do nothing, and nothing that it is told, by a setting or by an argument,
makes them do anything: a point is armed only by a call of `arm`, which no room makes. The program
of the tests that makes it is not installed.
"""

from __future__ import annotations

import enum
import os
import signal
from itertools import count

from engine.errors import PasserelleError


class Point(enum.StrEnum):
    """Where a process can be when it dies."""

    # Of a command, in `engine.executor`
    BEFORE_TRANSACTION = "before-transaction"
    BEFORE_RECORD = "before-record"  # it has changed all rows, its answer is not kept yet
    BEFORE_COMMIT = "before-commit"
    AFTER_COMMIT = "after-commit"  # nobody has the answer yet

    # Of the scheduler, in `engine.ticking` and `engine.scheduler`
    AFTER_HEARTBEAT = "after-heartbeat"
    AFTER_TIMER = "after-timer"
    BEFORE_POSTPONING = "before-postponing"  # a timer has failed, which is not written yet
    AFTER_MESSAGE = "after-message"
    AFTER_TICK = "after-tick"

    # Of the pages, in `webui.commit_point`
    BEFORE_ANSWER = "before-answer"  # all is committed, the browser knows nothing


class UnknownPoint(PasserelleError):
    """There is no such point."""


class _Doom:
    """Where this process is to die, and when."""

    def __init__(self, point: Point, nth: int) -> None:
        self._point = point
        self._nth = nth
        self._times = count(1)  # is safe among threads

    def meet(self, point: Point) -> None:
        if point is self._point and next(self._times) == self._nth:
            os.kill(os.getpid(), signal.SIGKILL)


_doom: _Doom | None = None


def reach(point: Point) -> None:
    """Be at a point; the process goes on unless this point is armed."""
    if _doom is not None:
        _doom.meet(point)


def arm(where: str) -> None:
    """Let this process kill itself, by SIGKILL, when it reaches a point.

    Args:
        where: The name of a point; with `:3` behind it, when it is reached for the third time.

    Raises:
        UnknownPoint: There is none of this name, or what stands behind it is no number from 1.
    """
    global _doom
    name, _, nth = where.partition(":")
    if name not in set(Point) or not (nth or "1").isdecimal() or nth == "0":
        raise UnknownPoint(f"there is no point '{where}'; there are: {', '.join(Point)}")
    _doom = _Doom(Point(name), int(nth or 1))
