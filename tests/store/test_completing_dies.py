"""The pages die while a task is completed or claimed: it was done once, or it was not done."""

import json
import os
import signal

import pytest
import sqlalchemy as sa

from engine.commands import PublishRelease, StartCase
from engine.executor import machine_now, new_id
from engine.failpoint import Point
from engine.queries import OpenTasks
from engine.store import records as r
from engine.store import tables as t
from engine.store.chain import verify
from tests.core.bpmn.drawing import definitions, end, exclusive, flow, flows, process, start
from tests.core.bpmn.drawing import user_task as task_of
from tests.people.staff import join
from tests.store.promises import kept, shown
from tests.store.test_commit_points import KILLS, OF_COMMANDS, Browser, Nursery, nursery, sign_in

__all__ = ["nursery"]

POINTS = (*OF_COMMANDS, Point.BEFORE_ANSWER)
FORM = {
    "type": "default",
    "components": [
        {
            "type": "textfield", "id": "f", "key": "said", "label": "What was said?",
            "validate": {"required": True}, "properties": {"dataClass": "A"},
        }
    ],
}  # fmt: skip
AGAIN = definitions(
    process(
        "p",
        start("s"),
        task_of("ask", form="words"),
        exclusive("again"),
        end("e"),
        flows("s", "ask", "again", "e"),
        flow("again", "ask", when="closed != true"),
    )
)


@pytest.fixture
def alive(engine):
    """The port of an application that lives on beside those that die."""
    nursery = Nursery(engine.url.render_as_string(hide_password=False))
    nursery.begin("web")
    said = nursery.line()
    yield said["port"]
    os.kill(said["pid"], signal.SIGKILL)
    nursery.end()
    nursery.close()


def count(engine, table, *where):
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table).where(*where))


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("action", ["complete", "claim"])
def test_a_task_is_done_once_or_not_at_all(  # noqa: PLR0913, PLR0917 - fixtures
    executor, engine, clock, nursery, alive, action
):
    clock.now = machine_now()
    forms = {"words": json.dumps(FORM)}
    executor.execute(PublishRelease(diagrams={"p": AGAIN}, forms=forms), by="console")
    join(executor, "mira", "governor")
    for point in POINTS:
        for _ in range(KILLS):
            case = executor.execute(StartCase(process="p"), by="console")["id"]
            (task,) = executor.ask(OpenTasks(case=case), by="console")
            browser, command = Browser(alive), new_id()
            assert sign_in(browser) == 303
            target = f"/cases/{case}/tasks/{task.id}/{action}"
            # Typed or not: what is claimed alone is one command, as what is completed is.
            answers = {"said": "Nothing new."} if action == "complete" else {}

            nursery.begin("web", f"{point}:1")
            browser.port = nursery.line()["port"]
            answer = browser.post("/account", target=target, command_id=command, **answers)
            nursery.end()

            assert answer == (None, "")
            browser.port = alive
            done = point in (Point.AFTER_COMMIT, Point.BEFORE_ANSWER)
            assert_at_most_once(engine, task, action, done=done)
            again = browser.post("/account", target=target, command_id=command, **answers)
            assert again[0] == 303
            assert_at_most_once(engine, task, action, done=True)
            assert shown(executor, case) == kept(executor, case)
    with engine.connect() as connection:
        assert list(verify(connection)) == []


def assert_at_most_once(engine, task, action, *, done):
    """Whether rows, history and offers agree that it was done, or that it was not."""
    mine = t.user_task.c.id == task.id
    of_task = t.history.c.token == task.id
    if action == "complete":
        kind, status = "ElementCompleted", "completed"
        assert count(engine, r.submission, r.submission.c.task_id == task.id) == int(done)
    else:
        kind, status = "TaskClaimed", "reserved"
    assert count(engine, t.user_task, mine, t.user_task.c.status == status) == int(done)
    assert count(engine, t.history, of_task, t.history.c.kind == kind) == int(done)
    assert count(engine, t.task_offer, t.task_offer.c.task_id == task.id) == int(not done)
