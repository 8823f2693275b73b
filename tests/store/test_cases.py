"""Cases in a database: published, started, worked on, looked at."""

import pytest
import sqlalchemy as sa

from engine.commands import (
    CancelCase,
    CompleteTask,
    PublishRelease,
    ReleaseRefused,
    RetryIncident,
    SendMessage,
    StartCase,
    TaskNotOpen,
    UnknownProcess,
)
from engine.commands.cancel_case import CaseEnded
from engine.commands.retry_incident import IncidentGone
from engine.queries import CaseHistory, OpenTasks
from engine.scheduler import tick
from engine.store import tables as t
from engine.store.cases import CaseNotFound
from tests.core.bpmn.drawing import (
    boundary,
    call,
    catch,
    definitions,
    end,
    flow,
    flows,
    message,
    new_message,
    new_signal,
    process,
    receive_task,
    rule_task,
    send_task,
    service_task,
    signal,
    start,
    throw,
    timer,
    user_task,
)
from tests.core.dmn.check.drawing import Drawing
from tests.people.staff import join

SIMPLE = definitions(
    process("p", start("s"), user_task("u", name="Review"), end("e"), flows("s", "u", "e"))
)


def publish(executor, *diagrams, **decisions):
    command = PublishRelease(
        diagrams={f"d{i}": xml for i, xml in enumerate(diagrams)}, decisions=decisions
    )
    return executor.execute(command, by="console")


def begin(executor, process="p", **variables):
    return executor.execute(StartCase(process=process, variables=variables), by="console")["id"]


def open_tasks(executor, case):
    return executor.ask(OpenTasks(case=case), by="console")


def complete(executor, case, element, values=None, by="console"):
    (task,) = [task for task in open_tasks(executor, case) if task.element == element]
    command = CompleteTask(case=case, task=task.id, answers=values or {})
    return executor.execute(command, by=by)["status"]


def test_a_case_is_worked_on_from_start_to_end(executor):
    join(executor, "m.okafor", "governor")
    assert publish(executor, SIMPLE) == 1

    started = executor.execute(StartCase(process="p"), by="console")
    (task,) = open_tasks(executor, started["id"])
    assert (task.name, task.status, task.case_number) == ("Review", "ready", "EX-2027-0001")
    status = complete(executor, started["id"], "u", {"approved": True}, by="m.okafor")

    assert status == "completed"
    assert open_tasks(executor, started["id"]) == []
    history = executor.ask(CaseHistory(case=started["id"]), by="console")
    assert [(one.kind, one.element) for one in history][-4:] == [
        ("ElementCompleted", "u"),
        ("ElementEntered", "e"),
        ("ElementCompleted", "e"),
        ("InstanceCompleted", None),
    ]
    (completed,) = [x for x in history if x.kind == "ElementCompleted" and x.element == "u"]
    assert (completed.actor, completed.data["by"]) == ("m.okafor", "m.okafor")
    assert [one.seq for one in history] == list(range(1, len(history) + 1))


def test_cases_are_numbered_in_their_year(executor, clock):
    publish(executor, SIMPLE)

    first = executor.execute(StartCase(process="p"), by="console")["number"]
    second = executor.execute(StartCase(process="p"), by="console")["number"]
    clock.advance(days=366)
    third = executor.execute(StartCase(process="p"), by="console")["number"]

    assert [first, second, third] == ["EX-2027-0001", "EX-2027-0002", "EX-2028-0001"]


def test_the_same_command_twice_gives_the_first_answer(executor):
    publish(executor, SIMPLE)

    first = executor.execute(StartCase(process="p"), by="console", command_id="1" * 32)
    second = executor.execute(StartCase(process="p"), by="console", command_id="1" * 32)

    assert first == second
    assert len(executor.ask(OpenTasks(), by="console")) == 1


def test_a_task_that_somebody_else_completed_says_who_and_when(executor):
    publish(executor, SIMPLE)
    case = begin(executor)
    (task,) = open_tasks(executor, case)
    join(executor, "m.okafor", "governor")
    complete(executor, case, "u", by="m.okafor")

    with pytest.raises(TaskNotOpen, match=r"'Review' was completed by m.okafor on 01 March 2027"):
        executor.execute(CompleteTask(case=case, task=task.id), by="console")


def test_what_is_not_there_is_refused(executor):
    with pytest.raises(UnknownProcess, match="nothing has been published"):
        begin(executor)
    publish(executor, SIMPLE)

    with pytest.raises(UnknownProcess, match="no process 'q'"):
        begin(executor, process="q")
    with pytest.raises(CaseNotFound):
        executor.execute(CompleteTask(case="0" * 32, task="0" * 32), by="console")
    case = begin(executor)
    with pytest.raises(TaskNotOpen, match="no such task"):
        executor.execute(CompleteTask(case=case, task="0" * 32), by="console")
    with pytest.raises(IncidentGone):
        executor.execute(RetryIncident(case=case, incident="0" * 32), by="console")


def test_a_release_with_a_fault_is_refused_whole(executor):
    broken = definitions(process("q", start("s"), '<complexGateway id="cg"/>', end("e")))

    with pytest.raises(ReleaseRefused) as refused:
        publish(executor, SIMPLE, broken, risk=Drawing({"x": "number"}, [("> 1", "1")]).xml())

    assert set(refused.value.problems) == {"d1", "risk"}
    with pytest.raises(UnknownProcess):
        begin(executor)


def test_a_case_runs_on_the_release_it_began_with(executor):
    publish(executor, SIMPLE)
    old = begin(executor)
    publish(executor, definitions(process("p", start("s"), user_task("other"), end("e"),
                                          flows("s", "other", "e"))))  # fmt: skip
    new = begin(executor)

    assert [x.element for x in open_tasks(executor, old)] == ["u"]
    assert [x.element for x in open_tasks(executor, new)] == ["other"]
    assert complete(executor, old, "u") == "completed"


def test_a_decision_is_of_the_release_and_its_rule_is_kept(executor):
    table = Drawing({"score": "number"}, [("< 10", '"low"'), (">= 10", '"high"')])
    xml = definitions(
        process("p", start("s"), rule_task("d", decision="Risk class", result="risk"),
                user_task("u"), end("e"), flows("s", "d", "u", "e"))
    )  # fmt: skip
    publish(executor, xml, risk=table.xml())

    case = begin(executor, score=12)

    (made,) = [
        x for x in executor.ask(CaseHistory(case=case), by="console") if x.kind == "DecisionMade"
    ]
    assert made.data == {"decision": "Risk class", "value": "high", "rules": [["Risk class", 2]]}


def test_a_timer_fires_once_and_not_before_its_time(executor, clock):
    xml = definitions(
        process("p", start("s"), user_task("u"), boundary("t", "u", timer("P1D")),
                user_task("late"), end("e"), flows("s", "u", "e"), flows("t", "late", "e"))
    )  # fmt: skip
    publish(executor, xml)
    case = begin(executor)

    clock.advance(hours=23)
    assert tick(executor).fired == 0
    clock.advance(hours=1)
    assert tick(executor).fired == 1
    assert tick(executor).fired == 0

    assert [x.element for x in open_tasks(executor, case)] == ["late"]


def test_a_timer_goes_with_its_task(executor, clock, engine):
    xml = definitions(
        process("p", start("s"), user_task("u"), boundary("t", "u", timer("P1D")), end("e"),
                end("x"), flows("s", "u", "e"), flow("t", "x"))
    )  # fmt: skip
    publish(executor, xml)
    case = begin(executor)
    complete(executor, case, "u")

    clock.advance(days=2)

    assert tick(executor).fired == 0
    with engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.timer)) == 0


def test_an_incident_is_kept_and_goes_when_its_cause_is_mended(executor):
    xml = definitions(
        process("p", start("s"), service_task("t", action="ask"), end("e"), flows("s", "t", "e"))
    )
    publish(executor, xml)
    case = begin(executor)
    with executor.engine.connect() as connection:
        (row,) = connection.execute(sa.select(t.incident)).all()
    assert (row.element, row.reason) == ("t", "no action 'ask' is registered")

    status = executor.execute(RetryIncident(case=case, incident=row.id), by="console")["status"]
    assert status == "active"

    executor._actions["ask"] = lambda _variables: {"x": 1}
    status = executor.execute(RetryIncident(case=case, incident=row.id), by="console")["status"]

    assert status == "completed"
    with executor.engine.connect() as connection:
        assert connection.execute(sa.select(t.incident)).all() == []


def test_a_called_process_is_an_instance_of_its_own(executor):
    publish(
        executor,
        definitions(process("p", start("s"), call("c", process="q"), end("e"),
                            flows("s", "c", "e"))),
        definitions(process("q", start("qs"), user_task("qu"), end("qe"),
                            flows("qs", "qu", "qe"))),
    )  # fmt: skip
    case = begin(executor)

    assert complete(executor, case, "qu", {"y": 2}) == "completed"
    with executor.engine.connect() as connection:
        rows = connection.execute(sa.select(t.instance).order_by(t.instance.c.place)).all()
    assert [(row.process, row.status) for row in rows] == [("p", "completed"), ("q", "completed")]


def test_a_message_from_outside_finds_the_case_with_its_key(executor):
    xml = definitions(
        new_message("A", "answer", key="=reference"),
        process("p", start("s"), receive_task("r", message="A"), user_task("u"), end("e"),
                flows("s", "r", "u", "e")),
    )  # fmt: skip
    publish(executor, xml)
    first, second = begin(executor, reference="1"), begin(executor, reference="2")

    taken = executor.execute(
        SendMessage(name="answer", key="2", variables={"ok": True}), by="console"
    )

    assert taken == second
    assert executor.execute(SendMessage(name="answer", key="9"), by="console") is None
    assert [open_tasks(executor, case) != [] for case in (first, second)] == [False, True]


def test_a_message_goes_from_case_to_case_and_a_signal_to_all(executor):
    xml = definitions(
        new_message("A", "answer", key="=reference"),
        new_signal("S", "alarm"),
        process("waits", start("s"), receive_task("r", message="A"), catch("c", signal("S")),
                user_task("u"), end("e"), flows("s", "r", "c", "u", "e")),
        process("tells", start("s2"), send_task("t", message="A", inputs={"granted": "=true"}),
                end("e2"), flows("s2", "t", "e2")),
        process("calls", start("s3"), throw("t3", signal("S")), end("e3"),
                flows("s3", "t3", "e3")),
    )  # fmt: skip
    publish(executor, xml)
    waiting = [begin(executor, "waits", reference=str(i)) for i in range(2)]
    for i in range(2):
        begin(executor, "tells", reference=str(i))
    assert tick(executor).carried == 2
    begin(executor, "calls")
    assert tick(executor).carried == 2

    assert [[x.element for x in open_tasks(executor, case)] for case in waiting] == [["u"], ["u"]]
    assert tick(executor).carried == 0


def test_a_case_is_cancelled_once(executor):
    publish(executor, SIMPLE)
    case = begin(executor)
    (task,) = open_tasks(executor, case)

    assert executor.execute(CancelCase(case=case), by="console") == {"status": "cancelled"}

    assert open_tasks(executor, case) == []
    with pytest.raises(CaseEnded, match="is cancelled already"):
        executor.execute(CancelCase(case=case), by="console")
    with pytest.raises(TaskNotOpen, match="taken away by the process"):
        executor.execute(CompleteTask(case=case, task=task.id), by="console")


def test_a_loop_without_end_changes_nothing(executor):
    xml = definitions(
        process("p", start("s"), user_task("u"), '<exclusiveGateway id="m"/>', '<task id="a"/>',
                flows("s", "u", "m", "a"), flow("a", "m"))
    )  # fmt: skip
    publish(executor, xml)
    case = begin(executor)

    with pytest.raises(Exception, match="without waiting"):
        complete(executor, case, "u")

    assert [x.element for x in open_tasks(executor, case)] == ["u"]


def test_a_timer_that_fails_is_postponed_and_leaves_the_others_alone(executor, clock):
    looping = definitions(
        process("bad", start("s"), catch("c", timer("P1D")), '<exclusiveGateway id="m"/>',
                '<task id="a"/>', flows("s", "c", "m", "a"), flow("a", "m")),
        process("good", start("s2"), catch("c2", timer("P1D")), end("e2"),
                flows("s2", "c2", "e2")),
    )  # fmt: skip
    publish(executor, looping)
    begin(executor, "bad")
    begin(executor, "good")
    clock.advance(days=1)

    first, second = tick(executor), tick(executor)

    assert (first.fired, first.failed) == (1, 1)
    assert (second.fired, second.failed) == (0, 0)
    clock.advance(minutes=1)
    assert tick(executor).failed == 1
    with executor.engine.connect() as connection:
        (row,) = connection.execute(sa.select(t.timer)).all()
    assert row.attempts == 2
    assert "without waiting" in row.error


def test_a_message_to_a_case_that_waits_for_it_by_a_boundary_event(executor):
    xml = definitions(
        new_message("M"),
        process("p", start("s"), user_task("u"), boundary("b", "u", message("M")), end("e"),
                user_task("h"), end("x"), flows("s", "u", "e"), flows("b", "h", "x")),
    )  # fmt: skip
    publish(executor, xml)
    case = begin(executor)

    executor.execute(SendMessage(name="M"), by="console")

    assert [x.element for x in open_tasks(executor, case)] == ["h"]
