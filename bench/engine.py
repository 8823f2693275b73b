"""What it costs to complete a task: beside its own SQL, at every length of a case, beside others.

A completion is one whole transaction: the command with its id, the locked case, the permission,
decryption, the form with six fields, the engine, the tasks and timers that people see, the chained
history, encryption, and the commit. Processor time is counted, turn by turn with what it is
compared with; of PostgreSQL also what the clock says, with the asking for the open task.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from bench.long_process import NODES, long_process
from bench.measure import Figure, arguments, median_of, report, time_call
from bench.postgres.throughput import postgres_figures
from bench.review import Ours, on_sqlite
from bench.rivals.invite import Invited, invited
from bench.same_sql import by_driver, by_sqlalchemy, same_sql
from bench.turns import ROUNDS, Turns, take_turns
from engine.core import bpmn
from engine.core.spiff.build import build
from engine.store import tables as t

A_CASE = 200
"""Completions in a turn, all of one new case: what SpiffWorkflow still takes."""
A_ROUND = 100
SHORT, LONG = 10, 5_000
YOUNG, OLD = slice(SHORT - 3, SHORT + 2), slice(A_CASE - 5, A_CASE)
FASTER = 5
GROWS = "SpiffWorkflow"
"""The rival whose every completion costs more than the one before."""

OURS, NORMAL = "ours", "ours, NORMAL"
BY_SQLALCHEMY, BY_DRIVER = "by SQLAlchemy", "by the driver"


def state_bytes(ours: Ours, case: str) -> int:
    """The size of the state of a case, encrypted."""
    with ours.executor.engine.connect() as connection:
        length = sa.func.sum(sa.func.length(t.instance.c.state))
        return int(connection.scalar(sa.select(length).where(t.instance.c.case_id == case)) or 0)


def all_turns(guests: Invited) -> Turns:
    """Ours, its SQL alone and the rivals: each completes the tasks of a case in its turn."""
    with (
        on_sqlite("FULL") as full,
        on_sqlite("NORMAL") as normal,
        on_sqlite("FULL") as for_sqlalchemy,
        on_sqlite("FULL") as for_driver,
    ):
        players = {
            OURS: full.go,
            NORMAL: normal.go,
            BY_SQLALCHEMY: same_sql(for_sqlalchemy, by_sqlalchemy).go,
            BY_DRIVER: same_sql(for_driver, by_driver).go,
        }
        return take_turns(players | {name: one.go for name, one in guests.players.items()}, A_CASE)


def our_figures(turns: Turns) -> list[Figure]:
    """Completions in a second, and how they compare with the same SQL without an engine."""
    found = [
        turns.per_second("complete a task, SQLite FULL", OURS, least=300),
        turns.per_second("complete a task, SQLite NORMAL", NORMAL, least=500),
    ]
    for how, promised in ((BY_SQLALCHEMY, {"least": 50.0}), (BY_DRIVER, {})):
        pairs = zip(turns.seconds(how), turns.seconds(OURS), strict=True)
        share = [sql / ours * 100 for sql, ours in pairs]
        found.append(turns.milliseconds(f"its SQL alone, said {how}", how))
        found.append(median_of(f"our speed, of that SQL said {how}", share, "%", **promised))
    return found


def rival_figures(turns: Turns, whats: Mapping[str, str]) -> list[Figure]:
    """What a completion costs the others, and how many times as much as ours."""
    found = [turns.milliseconds(f"ours, mean of a case of {A_CASE}", OURS)]
    for name in whats:
        if name in turns.gone:
            continue
        found.append(turns.milliseconds(f"{name}, mean of a case of {A_CASE}", name))
        if name == GROWS:
            for part, place in ((YOUNG, SHORT), (OLD, A_CASE)):
                label = f"{name}, about the {place}th completion"
                found.append(turns.milliseconds(label, name, part))
        found.append(turns.times(f"{name}, beside ours", name, OURS, least=FASTER))
    return found


def length_figures(count: int) -> list[Figure]:
    """How a case of many completions compares with a new one, turn by turn."""
    with on_sqlite("NORMAL") as ours:
        old = ours.begin()
        ours.go_on(old, count)
        ratios = []
        for _ in range(ROUNDS):
            young = ours.begin()
            ours.go_on(young, SHORT)
            spent = [0.0, 0.0]
            for _ in range(A_ROUND):  # one by one, so that neither has a slow moment to itself
                spent[0] += sum(ours.go_on(old, 1))
                spent[1] += sum(ours.go_on(young, 1))
            ratios.append(spent[0] / spent[1])
        size = state_bytes(ours, old) / 1024
    return [
        median_of(
            f"cost after {count:,} completions, of that after {SHORT}", ratios, "times", target=1.1
        ),
        median_of("size of its state", [size], "KB", target=20),
    ]


def publish_figure() -> Figure:
    """To read, check and build a large diagram, in milliseconds."""
    xml = long_process()
    found = time_call("", lambda: [build(one) for one in bpmn.read(xml).processes])
    rounds = [one / 1e3 for one in (found.low, found.median, found.high)]
    return median_of(f"read, check and build {NODES} nodes", rounds, "ms", target=500)


def main() -> None:
    """Measure and print."""
    options = arguments("What it costs to complete a task.", count=LONG)
    with invited("FULL") as guests:
        turns = all_turns(guests)
    whats = {name: one.what for name, one in guests.players.items()}
    on_postgres, notes = postgres_figures(ROUNDS)
    figures = [
        *our_figures(turns),
        *on_postgres,
        *length_figures(options.count),
        publish_figure(),
        *rival_figures(turns, whats),
    ]
    notes += [f"{name} is not compared: {why}" for name, why in guests.missing.items()]
    notes += [f"{name} gave up: {why}" for name, why in turns.gone.items()]
    notes += [f"{name}: {what}" for name, what in whats.items()]
    report("Completing a task, in processor time", figures, options.json, notes=notes)


if __name__ == "__main__":
    main()
