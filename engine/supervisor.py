"""Several processes kept alive as one: started, started again when they die, and ended together.

A child that works and ends by itself, such as one that fills a demonstration, may have others wait
for it. When the supervisor itself is killed, the system sends its children SIGTERM.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_ENDING: Final = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
_WATCHED: Final = _ENDING | {signal.SIGCHLD}
_libc: Final = ctypes.CDLL(None, use_errno=True)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A process to keep alive.

    Attributes:
        name: For people.
        command: The program and its arguments.
        once: Whether it is done when it ends with status 0.
        after: The name of a child of that kind that is to be over before this one starts.
    """

    name: str
    command: Sequence[str]
    once: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait, in seconds, and how often to try.

    Attributes:
        first_pause: Before a child that died is started again; doubled each time, up to
            `longest_pause`.
        healthy: After living so long a child has begun well: counting starts anew.
        tries: So many short lives in a row are too many.
        ending: What a child has to finish its work in before it is killed.
    """

    first_pause: float = 0.5
    longest_pause: float = 30
    healthy: float = 60
    tries: int = 6
    ending: float = 25


@dataclass(slots=True)
class _Watched:
    """A child and its life so far."""

    child: Child
    process: subprocess.Popen[bytes] | None = None
    began: float = 0
    start_at: float = 0
    short_lives: int = 0
    over: bool = False


@dataclass(slots=True)
class Supervisor:
    """Keeps children alive until SIGTERM, SIGINT or SIGHUP; `run` it once, in the main thread.

    Attributes:
        children: By the order in which they are started.
        environment: Theirs.
        patience: See there.
    """

    children: Sequence[Child]
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    patience: Patience = Patience()
    _watched: list[_Watched] = field(default_factory=list)

    def run(self) -> int:
        """Start all, watch, end all; 0 after a signal, 1 when a child died too often."""
        # Signals wait until they are asked for, so that none comes at a bad moment.
        before = set[int](signal.pthread_sigmask(signal.SIG_BLOCK, _WATCHED))
        self._watched = [_Watched(child) for child in self.children]
        try:
            return self._watch(before)
        finally:
            self._end_all()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _watch(self, mask: set[int]) -> int:
        while True:
            for one in self._watched:
                if self._is_due(one):
                    self._start(one, mask)
            caught = signal.sigtimedwait(_WATCHED, self._pause())
            if caught is not None and caught.si_signo in _ENDING:
                return 0
            for one in self._watched:
                if not self._look_after(one):
                    return 1

    def _is_due(self, one: _Watched) -> bool:
        if one.over or one.process is not None or one.start_at > time.monotonic():
            return False
        return all(other.over for other in self._watched if other.child.name == one.child.after)

    def _pause(self) -> float:
        """Seconds until a child is to be started; a second at most."""
        waits = [one.start_at - time.monotonic() for one in self._watched if one.start_at]
        return min([1.0, *(max(0.01, wait) for wait in waits if wait > 0)])

    def _start(self, one: _Watched, mask: set[int]) -> None:
        supervisor = os.getpid()

        def prepare() -> None:
            _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            if os.getppid() != supervisor:  # it was killed before the line above
                os.kill(os.getpid(), signal.SIGTERM)

        one.began, one.start_at = time.monotonic(), 0
        one.process = subprocess.Popen(  # noqa: S603 - commands of our own, without a shell
            list(one.child.command),
            env=dict(self.environment),
            # A group of its own: Ctrl+C comes to the supervisor alone, which ends all in order,
            # and what a dead child leaves behind can be ended with it.
            start_new_session=True,
            preexec_fn=prepare,
        )

    def _look_after(self, one: _Watched) -> bool:
        """See whether a child has ended; False where there is no use in starting it again."""
        if one.process is None or one.process.poll() is None:
            return True
        status = one.process.returncode
        _kill_group(one.process.pid)
        one.process = None
        if one.child.once and status == 0:
            one.over = True
            return True
        return self._plan_again(one, status)

    def _plan_again(self, one: _Watched, status: int) -> bool:
        lived = time.monotonic() - one.began
        one.short_lives = one.short_lives + 1 if lived < self.patience.healthy else 1
        if one.short_lives >= self.patience.tries:
            _log.error(
                "%s ended %d times in a row, each time within %g s, the last time with %s: it is "
                "not started again. What it said stands above",
                one.child.name, one.short_lives, self.patience.healthy, _ended_with(status),
            )  # fmt: skip
            one.over = True
            # What others wait for is an extra: they go on without.
            return one.child.once
        doubled = self.patience.first_pause * 2 ** (one.short_lives - 1)
        pause = min(doubled, self.patience.longest_pause)
        _log.warning(
            "%s ended with %s: it is started again in %g s",
            one.child.name, _ended_with(status), pause,
        )  # fmt: skip
        one.start_at = time.monotonic() + pause
        return True

    def _end_all(self) -> None:
        alive = [one.process for one in self._watched if one.process is not None]
        for process in alive:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + self.patience.ending
        for process in alive:
            try:
                process.wait(max(0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _log.warning("process %d did not end in time and is killed", process.pid)
            _kill_group(process.pid)
            process.wait()


def _ended_with(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"status {status}"


def _kill_group(leader: int) -> None:
    """End what a child has started and left behind."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return
