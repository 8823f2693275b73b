"""Multi-instance activities."""

import pytest

from tests.core.bpmn.drawing import (
    each,
    end,
    flows,
    script_task,
    service_task,
    start,
    subprocess,
    times,
    user_task,
)
from tests.sandbox.playing import done, open_at, play, sandbox, step


def over(*loop, **more):
    """A user task for each item, then a step."""
    return play(
        start("s"), user_task("u", *loop), step("z"), end("e"), flows("s", "u", "z", "e"), **more
    )


def test_all_at_once_and_the_results_in_the_order_of_the_items():
    case = over(
        each("=items", "item", collect="=item + extra", into="sums"), variables={"items": [1, 2, 3]}
    )
    tasks = [task.id for task in case.open_tasks]

    for task in reversed(tasks):
        case.complete(task, {"extra": 10})

    assert case.variables == {"items": [1, 2, 3], "sums": [11, 12, 13]}
    assert case.status == "completed"


def test_one_after_the_other():
    case = over(
        each("=items", "item", collect="=item * 2", into="twice", sequential=True),
        variables={"items": [1, 2]},
    )

    assert len(case.open_tasks) == 1
    case.complete("u")
    assert len(case.open_tasks) == 1
    case.complete("u")

    assert case.variables["twice"] == [2, 4]


@pytest.mark.parametrize("sequential", [True, False])
def test_for_no_items_it_is_over_at_once(sequential):
    case = over(
        each("=items", collect="=1", into="all", sequential=sequential), variables={"items": []}
    )

    assert case.variables["all"] == []
    assert case.status == "completed"


def test_a_completion_condition_takes_the_other_runs_away():
    case = over(each("=items", "item", until="=enough"), variables={"items": [1, 2, 3]})
    first = case.open_tasks[0].id

    case.complete(first, {"enough": True})

    assert case.open_tasks == []
    assert case.status == "completed"


def test_each_run_has_variables_of_its_own():
    case = over(each("=items", "item"), variables={"items": [1, 2]})

    for task in [task.id for task in case.open_tasks]:
        case.complete(task, {"note": "mine"})

    assert case.variables == {"items": [1, 2]}


def test_a_subprocess_for_each_item_sees_its_own_item_and_its_number():
    case = play(
        start("s"),
        subprocess(
            "S",
            each("=items", "item", collect="=text", into="texts"),
            start("s1"),
            script_task("t", script="=item + string(loopCounter)", result="text"),
            end("e1"),
            flows("s1", "t", "e1"),
        ),
        end("e"),
        flows("s", "S", "e"),
        variables={"items": ["a", "b"]},
    )

    assert case.variables == {"items": ["a", "b"], "texts": ["a1", "b2"]}


def test_a_number_of_times():
    case = play(
        start("s"),
        step("z"),
        subprocess("S", times("=n"), start("s1"), step("t"), end("e1"), flows("s1", "t", "e1")),
        end("e"),
        flows("s", "S", "z", "e"),
        variables={"n": 3},
    )

    assert done(case, only="t z") == "t t t z"


@pytest.mark.parametrize(
    ("loop", "reason"),
    [
        (each("=nothing"), "'nothing' is not a list"),
        (times("=-1"), "-1 is not a number of runs"),
        (times("=1000000"), "more than 1,000 runs"),
        (each("=1"), "'1' is not a list"),
    ],
)
def test_what_cannot_be_gone_through_is_an_incident(loop, reason):
    made = sandbox(start("s"), user_task("u", loop), end("e"), flows("s", "u", "e"))
    made.start("p")

    assert reason in made.incidents[0].reason
    assert made.cases[0].status == "active"


def test_a_fault_in_one_run_stops_that_run_alone():
    calls = []

    def action(variables):
        calls.append(variables["item"])
        if variables["item"] == 2 and len(calls) < 4:
            raise ValueError("not now")

    made = sandbox(
        start("s"),
        service_task("t", each("=items", "item"), action="do"),
        end("e"),
        flows("s", "t", "e"),
        actions={"do": action},
    )
    case = made.start("p", {"items": [1, 2, 3]})

    assert len(made.incidents) == 1
    assert open_at(case) == []
    case.retry(made.incidents[0])

    assert calls == [1, 2, 3, 2]
    assert case.status == "completed"
