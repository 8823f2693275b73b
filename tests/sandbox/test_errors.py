"""Errors and escalations are caught by the innermost that may, never by a neighbour."""

import pytest

from engine.core import event as e
from engine.sandbox import BpmnErrorThrown
from tests.core.bpmn.drawing import (
    boundary,
    call,
    definitions,
    end,
    error,
    escalation,
    flows,
    parallel,
    process,
    service_task,
    start,
    subprocess,
    throw,
    user_task,
)
from tests.sandbox.playing import BESIDE, done, open_at, play, sandbox, step


def failing(code):
    def action(_variables):
        raise BpmnErrorThrown(code)

    return action


def test_an_error_is_caught_by_its_own_subprocess_alone():
    halves = [
        (
            subprocess(
                f"S{k}",
                start(f"s{k}"),
                user_task(f"u{k}"),
                end(f"e{k}", error("E1")),
                flows(f"s{k}", f"u{k}", f"e{k}"),
            ),
            boundary(f"b{k}", f"S{k}", error("E1")),
            step(f"h{k}"),
            end(f"x{k}"),
            end(f"n{k}"),
            flows("g", f"S{k}", f"n{k}"),
            flows(f"b{k}", f"h{k}", f"x{k}"),
        )
        for k in "12"
    ]
    case = play(start("s"), parallel("g"), flows("s", "g"), *halves[0], *halves[1])

    case.complete("u1")
    case.complete("u2")

    assert done(case, only="h1 h2 n1 n2") == "h1 h2"
    assert case.status == "completed"


def test_the_code_that_is_named_beats_catching_everything():
    case = play(
        start("s"),
        subprocess(
            "S", start("s1"), user_task("u"), end("e1", error("E2")), flows("s1", "u", "e1")
        ),
        boundary("all", "S", error()),
        step("any"),
        boundary("two", "S", error("E2")),
        step("second"),
        end("e"),
        flows("s", "S", "e"),
        flows("all", "any", "e"),
        flows("two", "second", "e"),
    )

    case.complete("u")

    assert done(case, only="any second") == "second"


def test_an_action_may_throw_to_the_border_of_its_own_task():
    case = play(
        start("s"),
        service_task("t", action="check"),
        boundary("b", "t", error("E1")),
        step("h"),
        end("e"),
        flows("s", "t", "e"),
        flows("b", "h", "e"),
        actions={"check": failing("E1")},
    )

    assert done(case) == "s b h e"
    assert case.status == "completed"


def test_an_action_may_throw_to_the_border_of_what_is_around_it():
    case = play(
        start("s"),
        subprocess(
            "S",
            start("s1"),
            user_task("u"),
            service_task("t", action="check"),
            end("e1"),
            flows("s1", "u", "t", "e1"),
        ),
        boundary("b", "S", error("E1")),
        step("h"),
        end("e"),
        flows("s", "S", "e"),
        flows("b", "h", "e"),
        actions={"check": failing("E1")},
    )

    case.complete("u")

    assert done(case, only="S t h") == "h"
    assert [x.element for x in case.history if isinstance(x, e.ElementInterrupted)] == ["t", "S"]


def test_an_error_that_nothing_catches_fails_the_case():
    case = play(
        start("s"),
        parallel("g"),
        user_task("u"),
        end("e", error("E1")),
        end("x"),
        flows("s", "g", "e"),
        flows("g", "u", "x"),
    )

    assert case.status == "failed"
    assert case.open_tasks == []
    assert case.history[-1] == e.InstanceFailed(instance="instance-1", code="E1")


def test_an_error_of_a_called_process_is_caught_where_it_was_called():
    made = sandbox(
        start("s"),
        call("c", process="q"),
        boundary("b", "c", error("E1")),
        step("h"),
        end("e"),
        flows("s", "c", "e"),
        flows("b", "h", "e"),
    )
    made.publish(
        definitions(BESIDE, process("q", start("qs"), end("qe", error("E1")), flows("qs", "qe")))
    )

    case = made.start("p")

    assert done(case) == "s qs b h e"
    assert case.status == "completed"


def test_an_event_subprocess_catches_what_is_thrown_beside_it():
    case = play(
        start("s"),
        user_task("u"),
        service_task("t", action="check"),
        end("e"),
        flows("s", "u", "t", "e"),
        subprocess(
            "EV",
            start("es", error("E1")),
            step("h"),
            user_task("hu"),
            end("ee"),
            flows("es", "h", "hu", "ee"),
            by_event=True,
        ),
        actions={"check": failing("E1")},
    )

    case.complete("u")

    assert open_at(case) == ["hu"]
    case.complete("hu")
    assert done(case) == "s u es h hu ee EV"
    assert case.status == "completed"


def test_an_escalation_goes_on_where_it_was_thrown():
    case = play(
        start("s"),
        subprocess(
            "S",
            start("s1"),
            throw("up", escalation("C1")),
            user_task("u"),
            end("e1"),
            flows("s1", "up", "u", "e1"),
        ),
        boundary("b", "S", escalation("C1"), interrupting=False),
        user_task("boss"),
        end("x"),
        end("e"),
        flows("s", "S", "e"),
        flows("b", "boss", "x"),
    )

    assert open_at(case) == ["boss", "u"]


def test_an_interrupting_escalation_takes_away_what_threw_it():
    case = play(
        start("s"),
        subprocess(
            "S",
            start("s1"),
            throw("up", escalation("C1")),
            user_task("u"),
            end("e1"),
            flows("s1", "up", "u", "e1"),
        ),
        boundary("b", "S", escalation("C1")),
        user_task("boss"),
        end("x"),
        end("e"),
        flows("s", "S", "e"),
        flows("b", "boss", "x"),
    )

    assert open_at(case) == ["boss"]


def test_an_escalation_that_nothing_catches_changes_nothing():
    case = play(start("s"), throw("up", escalation("C1")), end("e"), flows("s", "up", "e"))

    assert case.status == "completed"


@pytest.mark.parametrize("fault", [ValueError("no answer"), KeyError("x")])
def test_what_else_an_action_raises_is_an_incident_and_can_be_retried(fault):
    answers = [fault, None]

    def action(_variables):
        answer = answers.pop(0)
        if answer is not None:
            raise answer

    made = sandbox(
        start("s"),
        user_task("u"),
        service_task("t", action="ask"),
        end("e"),
        flows("s", "u", "t", "e"),
        actions={"ask": action},
    )
    case = made.start("p")
    case.complete("u")
    (incident,) = made.incidents

    assert case.status == "active"
    assert incident.element_id == "t"
    assert type(fault).__name__ in incident.reason

    case.retry(incident)

    assert made.incidents == []
    assert case.status == "completed"
    assert done(case) == "s u t e"
