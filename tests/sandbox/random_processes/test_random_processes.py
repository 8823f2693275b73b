"""The engine and a reading without tokens agree on every step of random processes."""

import datetime
import os
from random import Random

import pytest

from engine.core.spiff import driver, outside
from engine.core.spiff.build import build
from engine.core.spiff.codec import dump, load
from engine.core.spiff.instance import Host
from tests.core.bpmn import drawing as d
from tests.sandbox.random_processes.blocks import Block, Names, random_block

COUNT = 20_000 if os.environ.get("PASSERELLE_LONG") else 400
BATCHES = 10
HOST = Host(datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC))


def drawn(block: Block) -> d.Process:
    diagram = d.read_anyway(
        d.start("s"), d.end("e"), *block.draw(), d.flow("s", block.first), d.flow(block.last, "e")
    )
    assert not [p for p in diagram.problems if p.severity == "error"], diagram.problems
    return diagram.processes[0]


def settled(instance, program, *, every_move):
    """Moved until all wait; with `every_move` saved and loaded between all moves."""
    if not every_move:
        driver.settle(instance)
        return load(dump(instance), program, HOST)
    for _ in range(driver.MOVES):
        instance = load(dump(instance), program, HOST)
        if not driver.move(instance):
            break
    driver.settle(instance)
    return instance


def play(seed: int, *, every_move: bool) -> None:
    rng = Random(seed)
    block = random_block(rng, Names(), rng.randint(1, 4))
    program = build(drawn(block))
    instance = settled(driver.start(program, "i", {}, HOST), program, every_move=every_move)
    block.begin()
    for _ in range(300):
        tasks = outside.open_tasks(instance)
        there = sorted(token.task_spec.node.id for token in tasks)
        assert there == sorted(block.open()), f"seed {seed}"
        if not tasks:
            break
        token = rng.choice(tasks)
        outside.complete_task(token, {}, None)
        block.complete(token.task_spec.node.id)
        instance = settled(instance, program, every_move=every_move)
    assert block.over, f"seed {seed}"
    assert instance.completed, f"seed {seed}"
    assert instance.ends == ["e"], f"seed {seed}"
    assert outside.incidents(instance) == {}


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_processes_go_as_their_structure_says(batch):
    for seed in range(batch * COUNT // BATCHES, (batch + 1) * COUNT // BATCHES):
        play(seed, every_move=seed % 4 == 0)
