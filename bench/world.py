"""How long the demonstration takes to make: `./run bench world`.

All of it goes through commands, forms, encryption and history, into a database on the disk of
SQLite with every commit synchronous, as an installation has it.
"""

from __future__ import annotations

import datetime
import itertools
import resource
import statistics
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa

from bench.measure import Figure, arguments, report
from engine.demo.clock import SetClock
from engine.demo.world import FIRST, World
from engine.executor import Executor
from engine.store import tables as t
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade

_BEGAN = datetime.datetime(2027, 3, 3, 9, 30, tzinfo=datetime.UTC)


def main() -> None:
    """Make it once, and print how long each part took."""
    options = arguments(__doc__ or "")
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'passerelle.db'}")
        try:
            figures = measure(engine)
        finally:
            engine.dispose()
    report("The demonstration, made from nothing", figures, options.json)


def measure(engine: sa.Engine) -> list[Figure]:
    """Seconds for the whole and for what one waits for, milliseconds for the parts."""
    began = time.perf_counter()
    upgrade(engine)
    clock = SetClock(_BEGAN)
    world = World(Executor(engine, Keyring(bytes(32)), clock=clock), clock, _BEGAN)
    world.prepare()
    marks = [time.perf_counter()]
    prepared = marks[0] - began
    for one in world.play():
        if one.problem:
            raise SystemExit(f"the story '{one.key}' stopped: {one.problem}")
        marks.append(time.perf_counter())
    cases = [after - before for before, after in itertools.pairwise(marks)]
    done = _completions(engine)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = sum(cases) / done * 1e3
    return [
        _single("the whole world", marks[-1] - began, "s", 30),
        _single("until one can look", prepared + sum(cases[:FIRST]), "s", 20),
        _single("sites, accounts, release", prepared, "s"),
        Figure("a case", statistics.median(cases) * 1e3, min(cases) * 1e3, max(cases) * 1e3, "ms"),
        _single(f"a completion, of {done}", each, "ms"),
        _single("memory at most", memory, "MB"),
    ]


def _single(name: str, value: float, unit: str, target: float | None = None) -> Figure:
    return Figure(name, value, value, value, unit, target)


def _completions(engine: sa.Engine) -> int:
    done = sa.select(sa.func.count()).where(t.user_task.c.status == "completed")
    with engine.connect() as connection:
        return int(connection.scalar(done) or 0)


if __name__ == "__main__":
    main()
