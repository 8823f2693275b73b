"""Variables: shared in a scope, local where drawn, mapped in and out."""

import datetime
from decimal import Decimal

import pytest

from engine.core import feel
from tests.core.bpmn.drawing import (
    boundary,
    end,
    flows,
    parallel,
    rule_task,
    script_task,
    service_task,
    start,
    subprocess,
    timer,
    user_task,
)
from tests.core.dmn.check.drawing import Drawing
from tests.sandbox.playing import pass_time, play, sandbox


def side_by_side(left, right, *behind):
    """Two branches, and what comes behind the join."""
    return (
        start("s"),
        parallel("g"),
        *left,
        *right,
        parallel("j"),
        *behind,
        end("e"),
        flows("s", "g"),
    )


def test_what_one_branch_writes_survives_the_join_though_the_other_ends_later():
    case = play(
        start("s"),
        parallel("g"),
        user_task("a"),
        script_task("w", script="=2", result="v"),
        user_task("b"),
        parallel("j"),
        end("e"),
        flows("s", "g", "a", "w", "j", "e"),
        flows("g", "b", "j"),
        variables={"v": 1},
    )

    case.complete("a")
    case.complete("b")

    assert case.variables["v"] == 2


def test_a_branch_sees_what_the_other_has_set():
    case = play(
        start("s"),
        parallel("g"),
        user_task("a"),
        script_task("w", script="=2", result="v"),
        user_task("b"),
        script_task("r", script="=v", result="seen"),
        end("e1"),
        end("e2"),
        flows("s", "g", "a", "w", "e1"),
        flows("g", "b", "r", "e2"),
        variables={"v": 1},
    )

    case.complete("a")
    case.complete("b")

    assert case.variables["seen"] == 2


def test_a_key_that_a_branch_takes_out_stays_out():
    case = play(
        start("s"),
        user_task("a"),
        script_task("w", script="={x: 1}", result="v"),
        end("e"),
        flows("s", "a", "w", "e"),
        variables={"v": {"x": 1, "y": 2}},
    )

    case.complete("a")

    assert case.variables["v"] == {"x": 1}


def test_the_handler_of_an_interrupted_subprocess_sees_what_was_written_inside():
    case = play(
        start("s"),
        subprocess(
            "S",
            start("s1"),
            script_task("w", script="=2", result="v"),
            user_task("u"),
            end("e1"),
            flows("s1", "w", "u", "e1"),
        ),
        boundary("b", "S", timer("PT5S")),
        script_task("h", script="=v", result="seen"),
        end("e"),
        flows("s", "S", "e"),
        flows("b", "h", "e"),
        variables={"v": 1},
    )

    pass_time(case, seconds=5)

    assert case.variables["seen"] == 2


def test_inputs_are_local_and_outputs_are_all_that_comes_out():
    seen = {}

    def action(variables):
        seen.update(variables)
        return {"answer": variables["question"] + 1, "other": "stays inside"}

    case = play(
        start("s"),
        service_task(
            "t", action="ask", inputs={"question": "=x * 10"}, outputs={"result.value": "=answer"}
        ),
        end("e"),
        flows("s", "t", "e"),
        variables={"x": 4, "result": {"kept": True}},
        actions={"ask": action},
    )

    assert seen["question"] == 40
    assert case.variables == {"x": 4, "result": {"kept": True, "value": 41}}


def test_the_data_of_a_task_go_through_its_outputs_if_drawn():
    case = play(
        start("s"),
        user_task("u", outputs={"approved": '=answer = "yes"'}),
        end("e"),
        flows("s", "u", "e"),
    )

    case.complete("u", {"answer": "yes"})

    assert case.variables == {"approved": True}


def test_the_data_of_a_task_without_outputs_are_written_as_given():
    case = play(start("s"), user_task("u"), end("e"), flows("s", "u", "e"))

    case.complete("u", {"referral": {"source": "prison"}, "days": 3})

    assert case.variables == {"referral": {"source": "prison"}, "days": 3}


@pytest.mark.parametrize(
    "value",
    [
        Decimal("1.10"),
        "text with \U0001f600",
        None,
        True,
        datetime.date(2027, 1, 31),
        datetime.datetime(2027, 1, 31, 9, 30, tzinfo=datetime.UTC),
        [1, {"a": [None]}],
        {"@type": "a key of ours"},
        feel.evaluate('@"P1Y6M"'),
        feel.evaluate('@"P10DT4H"'),
        feel.evaluate("[1..10)"),
    ],
)
def test_every_value_survives_a_wait(value):
    case = play(start("s"), user_task("u"), end("e"), flows("s", "u", "e"), variables={"v": value})

    assert case.variables == {"v": value}


def test_a_decision_gives_its_value_and_keeps_the_rule_that_decided():
    table = Drawing({"score": "number"}, [("< 10", '"low"'), (">= 10", '"high"')])
    made = sandbox(
        start("s"),
        rule_task("d", decision="decision", result="risk"),
        end("e"),
        flows("s", "d", "e"),
    )
    made.publish(table.xml())

    case = made.start("p", {"score": 18})

    assert case.variables["risk"] == "high"
    (made_decision,) = [one for one in case.history if type(one).__name__ == "DecisionMade"]
    assert (made_decision.decision, made_decision.rules) == ("decision", (("Risk class", 2),))


@pytest.mark.parametrize("decision", ["missing", "=1"])
def test_a_decision_that_is_not_there_is_an_incident(decision):
    made = sandbox(start("s"), rule_task("d", decision=decision), end("e"), flows("s", "d", "e"))

    made.start("p")

    assert "decision" in made.incidents[0].reason


def test_an_action_that_is_not_registered_is_an_incident():
    made = sandbox(start("s"), service_task("t", action="ask"), end("e"), flows("s", "t", "e"))
    case = made.start("p")

    assert made.incidents[0].reason == "no action 'ask' is registered"

    made.register("ask", lambda _variables: {"x": 1})
    case.retry(made.incidents[0])

    assert case.status == "completed"
    assert case.variables == {"x": 1}


def test_an_action_must_give_variables():
    made = sandbox(
        start("s"),
        service_task("t", action="ask"),
        end("e"),
        flows("s", "t", "e"),
        actions={"ask": lambda _variables: 5},
    )
    made.start("p")

    assert made.incidents[0].reason == "the action 'ask' gave a int, not variables"


def test_an_expression_that_needs_too_much_is_an_incident():
    made = sandbox(
        start("s"),
        script_task("t", script="=every x in 1..1000000000 satisfies x > 0", result="v"),
        end("e"),
        flows("s", "t", "e"),
    )
    made.start("p")

    assert "more than 100,000 steps" in made.incidents[0].reason
