"""How many tasks one client, and four at once, complete on PostgreSQL."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack

from bench.measure import Figure, median_of
from bench.player import Player, playing
from bench.postgres.server import NotThere, serving
from bench.review import set_up

CLIENTS = (1, 4)
A_TURN = 100


def postgres_figures(rounds: int) -> tuple[list[Figure], list[str]]:
    """Completions in a second by the clock, and our own processor time; and why there are none.

    Args:
        rounds: Of each number of clients, turn by turn.
    """
    try:
        with serving() as server, ExitStack() as stack:
            url = server.new_url()
            set_up(url).executor.engine.dispose()
            program = [sys.executable, "-m", "bench.postgres.client", url]
            clients = [stack.enter_context(playing(program)) for _ in range(max(CLIENTS))]
            return _figures(clients, rounds), []
    except NotThere as error:
        return [], [f"PostgreSQL is not there: {error}"]


def _figures(clients: Sequence[Player], rounds: int) -> list[Figure]:
    rates: dict[int, list[float]] = {count: [] for count in CLIENTS}
    costs: dict[int, list[float]] = {count: [] for count in CLIENTS}
    _turn(clients)  # the first turn does not count
    for _ in range(rounds):
        for count in CLIENTS:
            rate, cost = _turn(clients[:count])
            rates[count].append(rate)
            costs[count].append(cost)
    found = []
    for count in CLIENTS:
        name = f"PostgreSQL, fsync, {count} client{'s' if count > 1 else ''}"
        found.append(median_of(f"{name}, by the clock", rates[count], "/s"))
        found.append(median_of(f"{name}, our processor time", costs[count], "ms"))
    return found


def _turn(clients: Sequence[Player]) -> tuple[float, float]:
    """Completions in a second, of all together; milliseconds of processor time for each."""
    start = time.perf_counter()
    for client in clients:
        client.tell(A_TURN)
    spent = [one for client in clients for one in client.answer()]
    seconds = time.perf_counter() - start
    return len(spent) / seconds, statistics.fmean(spent) * 1e3
