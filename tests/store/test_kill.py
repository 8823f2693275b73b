"""Whoever is killed in the middle of a command has done it, or has not; never half of it."""

import json
import os
import random
import subprocess
import sys
import time

import pytest
import sqlalchemy as sa

from engine.commands import PublishRelease, StartCase
from engine.core import case as cases
from engine.core.spiff import outside
from engine.queries import OpenTasks
from engine.store import tables as t
from engine.store.cases import lock, world_of
from engine.store.chain import verify
from tests.core.bpmn.drawing import (
    boundary,
    definitions,
    end,
    exclusive,
    flow,
    flows,
    process,
    start,
    timer,
    user_task,
)
from tests.store.labourer import COMMANDS

LONG = bool(os.environ.get("PASSERELLE_LONG"))
KILLS = 100 if LONG else 4
DIAGRAM = definitions(
    process(
        "p",
        start("s"),
        user_task("visit"),
        boundary("late", "visit", timer("PT0.2S"), interrupting=False),
        user_task("remind"),
        end("x"),
        exclusive("again"),
        end("e"),
        flows("s", "visit", "again", "e"),
        flow("again", "visit", when="visits < 60"),
        flows("late", "remind", "x"),
    )
)


def kill_in_the_middle(url, seed, chance):
    """Let two work at once and kill both; returns the lines that they had written."""
    command = [sys.executable, "-m", "tests.store.labourer", url]
    both = [
        subprocess.Popen([*command, str(seed + i)], stdout=subprocess.PIPE, text=True)
        for i in range(2)
    ]
    lines = [[one.stdout.readline()] for one in both]
    time.sleep(chance.uniform(0.05, 0.4))
    for one, read in zip(both, lines, strict=True):
        one.kill()
        read += one.communicate()[0].splitlines()
    return [json.loads(line) for read in lines for line in read if line.endswith(("}", "}\n"))]


@pytest.mark.timeout(1800 if LONG else 300)
def test_a_killed_command_was_done_once_or_not_at_all(executor, engine):
    executor.execute(PublishRelease(diagrams={"p": DIAGRAM}), by="console")
    url = engine.url.render_as_string(hide_password=False)
    chance = random.Random(7)
    written = []
    for kill in range(KILLS):
        written += kill_in_the_middle(url, 2 * kill, chance)

    tried = {one["id"]: one for one in written if "command" in one}
    promised = {one["id"]: one["answer"] for one in written if "answer" in one}
    done = commands_in(engine)
    begun = {one for one in done if done[one] == "StartCase"}

    assert len(promised) >= 2 * KILLS, "nobody was working"
    assert set(promised) <= set(done), "a promise was lost"
    with engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.case)) == len(begun)
        assert list(verify(connection)) == []
    for command_id, answer in promised.items():
        assert again(executor, tried[command_id], command_id) == answer
    assert commands_in(engine) == done
    for case_id in case_ids(engine):
        assert sorted(shown(executor, case_id)) == sorted(kept(executor, case_id))


def test_a_command_whose_answer_was_lost_is_sent_again(executor, engine):
    executor.execute(PublishRelease(diagrams={"p": DIAGRAM}), by="console")
    first = executor.execute(StartCase(process="p"), by="console", command_id="1" * 32)

    assert executor.execute(StartCase(process="p"), by="console", command_id="1" * 32) == first
    assert len(case_ids(engine)) == 1


def commands_in(engine):
    with engine.connect() as connection:
        wanted = t.command.c.name.in_(COMMANDS)
        rows = connection.execute(sa.select(t.command.c.id, t.command.c.name).where(wanted))
        return {row.id: row.name for row in rows}


def case_ids(engine):
    with engine.connect() as connection:
        return list(connection.scalars(sa.select(t.case.c.id)))


def again(executor, sent, command_id):
    """The answer to a command that is sent again."""
    command = COMMANDS[sent["command"]](**sent["arguments"])
    return executor.execute(command, by="console", command_id=command_id)


def shown(executor, case_id):
    """The open tasks that people see."""
    return [task.id for task in executor.ask(OpenTasks(case=case_id), by="console")]


def kept(executor, case_id):
    """The open tasks of the case itself."""

    class Kept:
        def run(self, context):
            stored = lock(context, case_id)
            instances = cases.instances(world_of(context, stored.row), stored.state)
            return [one.id.hex for found in instances for one in outside.open_tasks(found)]

    return executor.ask(Kept(), by="console")
