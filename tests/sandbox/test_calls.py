"""Call activities: another process as an instance of its own."""

import pytest

from tests.core.bpmn.drawing import (
    boundary,
    call,
    definitions,
    each,
    end,
    extensions,
    flows,
    message,
    process,
    start,
    user_task,
    zeebe,
)
from tests.sandbox.playing import BESIDE, done, open_at, sandbox, step

CALLED = process("q", start("qs"), user_task("qu"), end("qe"), flows("qs", "qu", "qe"))


def calling(*calls, called=CALLED):
    made = sandbox(start("s"), *calls, step("z"), end("e"), flows("s", "c", "z", "e"))
    made.publish(definitions(BESIDE, called))
    return made


def test_a_call_waits_for_the_process_it_calls():
    case = calling(call("c", process="q")).start("p", {"x": 1})

    assert open_at(case) == ["qu"]
    assert {task.instance_id for task in case.open_tasks} == {"instance-2"}
    case.complete("qu", {"y": 2})

    assert case.variables == {"x": 1, "y": 2}
    assert done(case) == "s qs qu qe c z e"
    assert case.status == "completed"


def test_only_what_is_mapped_crosses_where_the_diagram_says_so():
    closed = zeebe(
        "calledElement",
        processId="q",
        propagateAllParentVariables="false",
        propagateAllChildVariables="false",
    )
    case = calling(call("c", more=closed, inputs={"a": "=x"}, outputs={"result": "=y + a"})).start(
        "p", {"x": 1}
    )

    case.complete("qu", {"y": 2, "secret": True})

    assert case.variables == {"x": 1, "result": 3}


def test_a_process_that_is_missing_is_a_warning_and_an_incident_when_it_is_reached():
    made = sandbox(
        start("s"),
        user_task("u"),
        call("c", process="nowhere"),
        end("e"),
        flows("s", "u", "c", "e"),
    )
    case = made.start("p")
    assert made.incidents == []

    case.complete("u")

    assert made.incidents[0].reason == "the release has no process 'nowhere'"
    assert case.status == "active"

    made.publish(definitions(process("nowhere", start("ns"), end("ne"), flows("ns", "ne"))))
    case.retry(made.incidents[0])

    assert case.status == "completed"


def test_publishing_warns_of_what_is_missing():
    made = sandbox(start("s"), end("e"), flows("s", "e"))

    (warning,) = made.publish(
        definitions(
            process("r", start("rs"), call("rc", process="no"), end("re"), flows("rs", "rc", "re"))
        )
    )

    assert (warning.element_id, warning.severity) == ("rc", "warning")
    assert warning.message == "there is no process 'no' here"


def test_interrupting_a_call_stops_what_it_called():
    made = calling(
        call("c", process="q"), boundary("b", "c", message("M")), end("x"), flows("b", "x")
    )
    case = made.start("p")

    made.send("M")

    assert case.open_tasks == []
    assert case.status == "completed"
    assert [one.instance for one in case.history if type(one).__name__ == "InstanceCancelled"] == [
        "instance-2"
    ]


def test_a_call_for_each_item():
    case = calling(
        call("c", each("=items", "item", collect="=answer", into="answers"), process="q")
    ).start("p", {"items": [1, 2]})

    for task in [task.id for task in case.open_tasks]:
        case.complete(task, {"answer": "yes"})

    assert case.variables["answers"] == ["yes", "yes"]


def test_a_case_that_is_cancelled_is_stopped_with_what_it_called():
    case = calling(call("c", process="q")).start("p")

    case.cancel()

    assert case.status == "cancelled"
    assert case.open_tasks == []


@pytest.mark.parametrize("depth", [5])
def test_processes_may_call_each_other(depth):
    made = sandbox(start("s"), call("c", process="q1"), end("e"), flows("s", "c", "e"))
    for i in range(1, depth):
        made.publish(
            definitions(
                process(
                    f"q{i}",
                    start(f"s{i}"),
                    call(f"c{i}", process=f"q{i + 1}"),
                    end(f"e{i}"),
                    flows(f"s{i}", f"c{i}", f"e{i}"),
                )
            )
        )
    made.publish(
        definitions(
            process(
                f"q{depth}", start("sl"), user_task("last"), end("el"), flows("sl", "last", "el")
            )
        )
    )
    case = made.start("p")

    case.complete("last")

    assert case.status == "completed"
    assert extensions() == ""
