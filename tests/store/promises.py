"""What must hold after somebody was killed: nothing lost, nothing twice, nothing half."""

import sqlalchemy as sa

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
"""What a labourer works on: people and a timer in turns, for as long as chance will have it."""


def assert_kept(executor, engine, written):
    """Check the database against the lines that labourers wrote before they were killed."""
    tried = {one["id"]: one for one in written if "command" in one}
    promised = {one["id"]: one["answer"] for one in written if "answer" in one}
    done = commands_in(engine)
    begun = {one for one in done if done[one] == "StartCase"}

    assert set(promised) <= set(done), "a promise was lost"
    with engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.case)) == len(begun)
        assert list(verify(connection)) == []
    for command_id, answer in promised.items():
        assert again(executor, tried[command_id], command_id) == answer
    assert commands_in(engine) == done
    for case_id in case_ids(engine):
        assert sorted(shown(executor, case_id)) == sorted(kept(executor, case_id))


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
