"""What it costs to complete a task: with the database, at every length of a case, and to publish.

A completion is one whole transaction: the command, the locked case, decryption, the engine, the
tasks and timers that people see, the chained history, encryption, and the commit.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from bench.measure import Figure, arguments, report, time_call
from engine.commands import CompleteTask, PublishRelease, StartCase
from engine.core import bpmn
from engine.core.spiff.build import build
from engine.executor import Executor
from engine.queries import OpenTasks
from engine.store import tables as t
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade

ROUNDS = 9
A_ROUND = 100
SHORT, LONG = 10, 5_000
NODES = 300

HEAD = """<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="https://example.org/bench">
 <bpmn:process id="{id}" isExecutable="true">"""
FOOT = "</bpmn:process></bpmn:definitions>"


def review() -> str:
    """A reassessment that comes again and again: task, script, gateway, and back."""
    flows = [
        ("start", "review"), ("review", "count"), ("count", "again"), ("again", "end"),
    ]  # fmt: skip
    nodes = (
        '<bpmn:startEvent id="start"/><bpmn:userTask id="review" name="Reassess"/>'
        '<bpmn:scriptTask id="count"><bpmn:script>n + 1</bpmn:script></bpmn:scriptTask>'
        '<bpmn:exclusiveGateway id="again" default="back"/><bpmn:endEvent id="end"/>'
    )
    drawn = "".join(
        f'<bpmn:sequenceFlow id="f{i}" sourceRef="{a}" targetRef="{b}">'
        + (_when("closed = true") if b == "end" else "")
        + "</bpmn:sequenceFlow>"
        for i, (a, b) in enumerate(flows)
    )
    back = '<bpmn:sequenceFlow id="back" sourceRef="again" targetRef="review"/>'
    return HEAD.format(id="review_case") + nodes + drawn + back + FOOT


def long_process() -> str:
    """A diagram of many nodes, in which every tenth is a gateway with a condition."""
    nodes, flows = ['<bpmn:startEvent id="n0"/>'], []
    for i in range(1, NODES - 1):
        kind = "exclusiveGateway" if i % 10 == 0 else "userTask"
        more = f' default="f{i}"' if i % 10 == 0 else ""
        nodes.append(f'<bpmn:{kind} id="n{i}" name="Step {i}"{more}/>')
        if i % 10 == 0:
            when = _when(f"risk > {i}")
            flows.append(
                f'<bpmn:sequenceFlow id="x{i}" sourceRef="n{i}" targetRef="n{NODES - 1}">{when}'
                "</bpmn:sequenceFlow>"
            )
    nodes.append(f'<bpmn:endEvent id="n{NODES - 1}"/>')
    flows += [
        f'<bpmn:sequenceFlow id="f{i}" sourceRef="n{i}" targetRef="n{i + 1}"/>'
        for i in range(NODES - 1)
    ]
    return HEAD.format(id="long") + "".join(nodes + flows) + FOOT


def _when(condition: str) -> str:
    kind = "bpmn:tFormalExpression"
    text = condition.replace(">", "&gt;")
    return f'<bpmn:conditionExpression xsi:type="{kind}">={text}</bpmn:conditionExpression>'


@contextmanager
def executor(synchronous: str) -> Iterator[Executor]:
    """An engine on a SQLite of its own, with the review published."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'bench.db'}", synchronous=synchronous)
        upgrade(engine)
        made = Executor(engine, Keyring(bytes(range(32))))
        made.execute(PublishRelease(diagrams={"review": review()}), by="console")
        yield made
        engine.dispose()


def begin(made: Executor) -> str:
    """A new case; returns its id."""
    started = made.execute(StartCase(process="review_case", variables={"n": 0}), by="console")
    return started["id"]


def complete(made: Executor, case: str, times: int) -> float:
    """Milliseconds of processor time for a completion, the looking up of the task not counted."""
    spent = 0.0
    for _ in range(times):
        (task,) = made.ask(OpenTasks(case=case), by="console")
        start = time.process_time()
        made.execute(CompleteTask(case=case, task=task.id), by="console")
        spent += time.process_time() - start
    return spent / times * 1e3


def per_second(name: str, rounds: list[float], target: float) -> Figure:
    """Milliseconds of rounds as completions in a second."""
    rates = sorted(1e3 / one for one in rounds)
    return Figure(
        f"{name} (≥ {target:g})", statistics.median(rates), rates[0], rates[-1], unit="/s"
    )


def state_bytes(made: Executor, case: str) -> int:
    """The size of the state of a case, encrypted."""
    with made.engine.connect() as connection:
        length = sa.func.sum(sa.func.length(t.instance.c.state))
        return int(connection.scalar(sa.select(length).where(t.instance.c.case_id == case)) or 0)


def database_figures() -> list[Figure]:
    """Completions in a second: both ways of writing to the disk, turn by turn."""
    with executor("FULL") as full, executor("NORMAL") as normal:
        rounds: dict[str, list[float]] = {"FULL": [], "NORMAL": []}
        for _ in range(ROUNDS):
            for name, made in (("FULL", full), ("NORMAL", normal)):
                rounds[name].append(complete(made, begin(made), A_ROUND))
    return [
        per_second("complete a task, SQLite FULL", rounds["FULL"], 300),
        per_second("complete a task, SQLite NORMAL", rounds["NORMAL"], 500),
    ]


def length_figures(count: int) -> list[Figure]:
    """How a case of many completions compares with a new one, turn by turn."""
    with executor("NORMAL") as made:
        old = begin(made)
        complete(made, old, count)
        ratios = []
        for _ in range(ROUNDS):
            young = begin(made)
            complete(made, young, SHORT)
            ratios.append(complete(made, old, A_ROUND) / complete(made, young, A_ROUND))
        size = float(state_bytes(made, old))
    ratios.sort()
    name = f"cost after {count:,} completions, of that after {SHORT}"
    return [
        Figure(name, statistics.median(ratios), ratios[0], ratios[-1], unit="times", target=1.1),
        Figure("size of its state", size / 1024, size / 1024, size / 1024, "KB", target=20),
    ]


def publish_figure() -> Figure:
    """To read, check and build a large diagram, in milliseconds."""
    xml = long_process()
    found = time_call("", lambda: [build(one) for one in bpmn.read(xml).processes])
    name = f"read, check and build {NODES} nodes"
    return Figure(
        name, found.median / 1e3, found.low / 1e3, found.high / 1e3, unit="ms", target=500
    )


def main() -> None:
    """Measure and print."""
    options = arguments("What it costs to complete a task.", count=LONG)
    figures = [*database_figures(), *length_figures(options.count), publish_figure()]
    report("Completing a task, in processor time", figures, options.json)


if __name__ == "__main__":
    main()
