"""What a program that is measured says: it is ready, goes when it is told to, and what that cost.

Needs the standard library only: other engines run it in environments of their own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Meter(AbstractContextManager[None]):
    """Processor time of this process, all its threads, in seconds; one figure for each `with`."""

    spent: list[float] = field(default_factory=list)
    since: float = 0.0

    def __enter__(self) -> None:
        self.since = time.process_time()

    def __exit__(self, *_failed: object) -> None:
        self.spent.append(time.process_time() - self.since)


Go = Callable[[int, AbstractContextManager[None]], None]
"""Begins a new case and completes that many of its tasks, each within the meter."""


def measured(go: Go, times: int) -> list[float]:
    """Seconds of processor time for each completion of a new case."""
    meter = Meter()
    go(times, meter)
    return meter.spent


def serve(what: str, go: Go) -> None:
    """Say what runs here; then for each line `go N` answer with N figures as a JSON list.

    Args:
        what: Names and versions in one line.
        go: What is measured.
    """
    print(what, flush=True)
    for line in sys.stdin:
        print(json.dumps(measured(go, int(line.removeprefix("go ")))), flush=True)
