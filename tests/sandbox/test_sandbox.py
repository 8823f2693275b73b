"""The sandbox itself: publishing, starting, naming tasks, refusing."""

import datetime

import pytest

from engine.core import event as e
from engine.sandbox import (
    AmbiguousTask,
    DiagramRefused,
    Sandbox,
    TaskNotOpen,
    UnknownProcess,
)
from tests.core.bpmn.drawing import (
    definitions,
    end,
    flows,
    manual_task,
    parallel,
    process,
    start,
    user_task,
)
from tests.core.dmn.check.drawing import Drawing
from tests.sandbox.playing import play, sandbox

GOOD = definitions(process("p", start("s"), user_task("u"), end("e"), flows("s", "u", "e")))


def test_a_diagram_may_be_given_as_text_as_bytes_or_as_a_file(tmp_path):
    file = tmp_path / "intake.bpmn"
    file.write_text(GOOD, "utf-8")

    for document in (GOOD, GOOD.encode(), file, str(file)):
        made = Sandbox()
        made.publish(document)

        assert made.start("p").status == "active"


def test_what_cannot_run_is_refused_with_all_that_is_wrong():
    broken = definitions(
        process("p", start("s"), end("e"), flows("s", "nowhere"), '<complexGateway id="cg"/>')
    )

    with pytest.raises(DiagramRefused) as refused:
        Sandbox().publish(broken)

    found = {problem.element_id for problem in refused.value.problems}
    assert {"s_nowhere", "cg"} <= found


def test_a_document_that_is_no_diagram_is_refused():
    with pytest.raises(DiagramRefused, match="not"):
        Sandbox().publish("<a/>")


def test_of_several_documents_none_is_known_when_one_is_refused():
    made = Sandbox()

    with pytest.raises(DiagramRefused):
        made.publish(GOOD, "<definitions/>")
    with pytest.raises(UnknownProcess):
        made.start("p")


def test_a_decision_with_a_fault_is_refused():
    broken = Drawing({"score": "number"}, [("((", "1")]).xml()

    with pytest.raises(DiagramRefused) as refused:
        Sandbox().publish(broken)

    assert refused.value.problems[0].element_id == "r1"


def test_the_nearest_process_is_suggested():
    made = sandbox(start("s"), end("e"), flows("s", "e"))
    made.publish(definitions(process("intake", start("s"), end("e"), flows("s", "e"))))

    with pytest.raises(UnknownProcess, match="did you mean 'intake'"):
        made.start("intaek")


def test_a_task_is_named_by_its_element_or_by_its_own_id():
    case = play(
        start("s"),
        parallel("g"),
        user_task("a"),
        manual_task("b"),
        end("e"),
        flows("s", "g", "a", "e"),
        flows("g", "b", "e"),
    )
    tasks = {task.element_id: task for task in case.open_tasks}

    case.complete(tasks["a"].id, by="case manager")
    case.complete("b")

    assert case.status == "completed"
    (first, _) = [
        x.by for x in case.history if isinstance(x, e.ElementCompleted) and x.element in "ab"
    ]
    assert first == "case manager"


def test_two_tasks_at_one_element_need_their_own_ids():
    case = play(
        start("s"),
        parallel("g"),
        user_task("u"),
        end("e"),
        flows("s", "g", "u", "e"),
        flows("g", "u").replace('"g_u"', '"g_u2"'),
    )

    with pytest.raises(AmbiguousTask, match="2 tasks are open at 'u'"):
        case.complete("u")
    for task in [task.id for task in case.open_tasks]:
        case.complete(task)

    assert case.status == "completed"


def test_a_task_that_is_not_open_is_refused_with_those_that_are():
    case = play(start("s"), user_task("u"), end("e"), flows("s", "u", "e"))

    with pytest.raises(TaskNotOpen, match="no open task is 'x'; open are: 'u'"):
        case.complete("x")
    case.complete("u")
    with pytest.raises(TaskNotOpen, match="open are: none"):
        case.complete("u")


def test_what_a_task_says_of_itself_is_in_the_history():
    case = play(
        start("s"),
        user_task(
            "u",
            form="referral",
            groups='=["intake", "security"]',
            due="=due",
            priority="80",
            assignee="=who",
        ),
        end("e"),
        flows("s", "u", "e"),
        variables={"due": datetime.date(2027, 1, 31), "who": "r.keller"},
    )

    (opened,) = [one for one in case.history if isinstance(one, e.UserTaskOpened)]

    assert opened.form == "referral"
    assert opened.candidate_groups == ("intake", "security")
    assert (opened.due, opened.priority, opened.assignee) == (
        datetime.datetime(2027, 2, 1, tzinfo=datetime.UTC),
        80,
        "r.keller",
    )


def test_the_history_says_along_which_flow_an_element_was_entered():
    case = play(
        start("s"),
        parallel("g"),
        user_task("a"),
        user_task("b"),
        parallel("j"),
        end("e"),
        flows("s", "g", "a", "j", "e"),
        flows("g", "b", "j"),
    )
    case.complete("a")
    case.complete("b")

    entered = {x.element: x.flows for x in case.history if isinstance(x, e.ElementEntered)}

    assert entered["a"] == ("g_a",)
    assert set(entered["j"]) == {"a_j", "b_j"}
    assert case.history[-1] == e.InstanceCompleted(instance="instance-1", ends=("e",))
