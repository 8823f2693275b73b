"""What it costs to look at the inbox of a large programme, and what a process of the web holds.

A database with 300 people, 40 teams and very many open tasks is written, on SQLite and, with
`--postgres`, on PostgreSQL. Then a process of its own answers the pages as those people ask for
them: what is counted is the time from the request to its answer, all of it, by the clock.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.crowd import Crowd
from bench.measure import Figure, report
from bench.postgres.server import NotThere, serving
from bench.visits import MASTER
from engine.executor import Executor, machine_now
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade

TASKS: Final = 100_000
MANY: Final = 1_000_000
PLAYED: Final = 1_000
REQUESTS: Final = 1_000
PROMISED: Final = 50.0  # milliseconds for 95 of 100 pages
PROMISED_OF_MANY: Final = 80.0
RESIDENT: Final = 150.0  # megabytes


def build(url: str, tasks: int, played: int) -> None:
    """Write the database."""
    engine = connect(url) if not url.startswith("sqlite") else connect(url, synchronous="OFF")
    try:
        upgrade(engine)
        executor = Executor(engine, Keyring(MASTER))
        Crowd(executor, random.Random(1), machine_now()).build(tasks, played)  # noqa: S311 - no secret
    finally:
        engine.dispose()


def figures_of(name: str, url: str, requests: int, promised: float) -> list[Figure]:
    """The figures of one database, by a process of its own."""
    command = [sys.executable, "-m", "bench.visits", url, str(requests)]
    house = Path(__file__).resolve().parent.parent
    done = subprocess.run(  # noqa: S603 - this Python, these arguments
        command, cwd=house, check=True, capture_output=True, text=True
    )
    said = json.loads(done.stdout)
    spent: Mapping[str, Sequence[float]] = said["spent"]
    every = [one for some in spent.values() for one in some]
    resident = said["resident"]
    return [
        _figure(f"{name}: all, p50", every, 50),
        _figure(f"{name}: all, p95", every, 95, promised),
        _figure(f"{name}: all, p95 of processor time", said["busy"], 95),
        *(_figure(f"{name}: {view}, p95", some, 95) for view, some in spent.items()),
        Figure(f"{name}: resident after {requests:,} pages", resident, resident, resident,
               unit="MB", target=RESIDENT),
    ]  # fmt: skip


def _figure(
    name: str, seconds: Sequence[float], percent: int, target: float | None = None
) -> Figure:
    """A percentile, with the least and the most, in milliseconds."""
    milliseconds = [one * 1000 for one in seconds]
    found = statistics.quantiles(milliseconds, n=100, method="inclusive")[percent - 1]
    low, high = min(milliseconds), max(milliseconds)
    return Figure(name, found, low, high, unit="ms", target=target)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--json", type=Path, default=None, help="write the figures to this file")
    parser.add_argument("--count", type=int, default=TASKS, help=f"open tasks, else {TASKS:,}")
    parser.add_argument("--played", type=int, default=PLAYED, help="of these, begun by commands")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="pages that are asked for")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL too")
    return parser.parse_args()


def main() -> None:
    """Write the databases, ask for pages, print the table."""
    given = _arguments()
    promised = PROMISED_OF_MANY if given.count >= MANY else PROMISED
    notes = [f"{given.count:,} open tasks, 300 people, 40 teams; the page as it is sent."]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/inbox.db"
        build(url, given.count, given.played)
        figures = figures_of("SQLite", url, given.requests, promised)
    if given.postgres:
        try:
            with serving() as server:
                url = server.new_url()
                build(url, given.count, given.played)
                figures += figures_of("PostgreSQL", url, given.requests, promised)
        except NotThere as missing:
            notes.append(f"Not on PostgreSQL: {missing}.")
    report("The inbox", figures, given.json, notes=notes)


if __name__ == "__main__":
    main()
