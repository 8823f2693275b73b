"""Two at once: one wins, the other is told; nothing is done twice or half."""

import os
import threading
from functools import partial

import pytest
import sqlalchemy as sa

from engine.commands import CompleteTask, FireTimer, PublishRelease, StartCase, TaskNotOpen
from engine.queries import DueTimers, OpenTasks
from engine.store import tables as t
from tests.core.bpmn.drawing import boundary, definitions, end, flow, flows, process, start, timer
from tests.core.bpmn.drawing import user_task as task_of
from tests.people.staff import join
from tests.store.test_cases import SIMPLE

RACES = 1000 if os.environ.get("PASSERELLE_LONG") else 40
TIMED = definitions(
    process("p", start("s"), task_of("u"), boundary("t", "u", timer("P1D")), end("e"), end("x"),
            flows("s", "u", "e"), flow("t", "x"))
)  # fmt: skip


def at_once(*calls):
    """What came of calls that begin together: an answer or an error each."""
    results = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(i):
        gate.wait()
        try:
            results[i] = calls[i]()
        except Exception as error:  # noqa: BLE001 - that is what is asked
            results[i] = error

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def count(engine, table, *where):
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table).where(*where))


@pytest.mark.timeout(1800)
def test_of_two_users_on_one_task_one_wins(executor):
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")
    join(executor, "first", "governor")
    join(executor, "second", "governor")

    for _ in range(RACES):
        case = executor.execute(StartCase(process="p"), by="console")["id"]
        (task,) = executor.ask(OpenTasks(case=case), by="console")
        complete = partial(executor.execute, CompleteTask(case=case, task=task.id))

        results = at_once(partial(complete, by="first"), partial(complete, by="second"))

        won = [one for one in results if isinstance(one, dict) and one["status"] == "completed"]
        lost = [one for one in results if isinstance(one, TaskNotOpen)]
        assert (len(won), len(lost)) == (1, 1), results
    done = t.history.c.kind == "InstanceCompleted"
    assert count(executor.engine, t.history, done) == RACES


def test_a_timer_and_a_user_at_once(executor, clock):
    executor.execute(PublishRelease(diagrams={"p": TIMED}), by="console")

    for _ in range(RACES // 4):
        case = executor.execute(StartCase(process="p"), by="console")["id"]
        (task,) = executor.ask(OpenTasks(case=case), by="console")
        clock.advance(days=1)
        (due,) = executor.ask(DueTimers(), by="console")

        fired, completed = at_once(
            partial(executor.execute, FireTimer(case=case, timer=due.id), by="scheduler"),
            partial(executor.execute, CompleteTask(case=case, task=task.id), by="console"),
        )

        assert (fired is True) == isinstance(completed, TaskNotOpen), (fired, completed)
        assert fired in (True, False)


def test_the_same_command_sent_twice_at_once_is_done_once(executor):
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")

    for i in range(RACES // 4):
        command_id = f"{i:032x}"
        start_once = partial(
            executor.execute, StartCase(process="p"), by="console", command_id=command_id
        )
        results = at_once(start_once, start_once, start_once)  # fmt: skip

        assert results[0] == results[1] == results[2]
    assert count(executor.engine, t.case) == RACES // 4


def test_cases_begun_at_once_have_numbers_of_their_own(executor):
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")

    results = at_once(*[lambda: executor.execute(StartCase(process="p"), by="console")] * 6)

    assert sorted(one["number"] for one in results) == [f"EX-2027-000{i}" for i in range(1, 7)]
