"""Subprocesses, event subprocesses, boundary events and what they interrupt."""

from tests.core.bpmn.drawing import (
    boundary,
    end,
    error,
    flow,
    flows,
    message,
    parallel,
    signal,
    start,
    subprocess,
    terminate,
    timer,
    times,
    user_task,
)
from tests.sandbox.playing import done, open_at, pass_time, play, sandbox, step


def with_handler(trigger, *, interrupting):
    """A process with a subprocess, and an event subprocess beside it."""
    return (
        start("s"),
        subprocess(
            "S", start("s1"), user_task("u"), step("t"), end("e1"), flows("s1", "u", "t", "e1")
        ),
        step("z"),
        end("e"),
        flows("s", "S", "z", "e"),
        subprocess(
            "EV",
            start("es", trigger, isInterrupting=interrupting),
            step("h"),
            user_task("hu"),
            end("ee"),
            flows("es", "h", "hu", "ee"),
            by_event=True,
        ),
    )


def test_a_message_boundary_event_that_interrupts_nothing_may_fire_again_and_again():
    made = sandbox(
        start("s"),
        user_task("u"),
        boundary("b", "u", message("M"), interrupting=False),
        step("m"),
        end("e1"),
        step("z"),
        end("e"),
        flows("s", "u", "z", "e"),
        flows("b", "m", "e1"),
    )
    case = made.start("p")

    for _ in range(3):
        made.send("M")
    case.complete("u")

    assert done(case, only="m z") == "m m m z"
    assert case.status == "completed"


def test_an_interrupting_event_subprocess_takes_all_else_away():
    made = sandbox(*with_handler(message("M"), interrupting=True))
    case = made.start("p")

    made.send("M")

    assert open_at(case) == ["hu"]
    case.complete("hu")
    assert done(case, only="h t z") == "h"
    assert case.status == "completed"


def test_an_event_subprocess_that_interrupts_nothing_runs_beside_as_often_as_it_is_started():
    made = sandbox(*with_handler(message("M"), interrupting=False))
    case = made.start("p")

    made.send("M")
    made.send("M")
    case.complete("u")
    for task in [task.id for task in case.open_tasks]:
        case.complete(task)

    assert done(case, only="h t z") == "h h t z"
    assert case.status == "completed"


def test_an_event_subprocess_may_start_by_a_timer():
    case = play(*with_handler(timer("PT5S"), interrupting=True))

    pass_time(case, seconds=4)
    assert open_at(case) == ["u"]
    pass_time(case, seconds=1)

    assert open_at(case) == ["hu"]


def test_a_scope_ends_though_its_event_subprocess_was_never_started():
    case = play(*with_handler(message("M"), interrupting=False))

    case.complete("u")

    assert case.status == "completed"


def test_terminate_ends_its_scope_with_all_that_runs_in_it():
    case = play(
        start("s"),
        subprocess(
            "S",
            start("s1"),
            parallel("g"),
            user_task("a"),
            user_task("b"),
            end("e1"),
            end("stop", terminate()),
            flows("s1", "g", "a", "stop"),
            flow("g", "b"),
            flow("b", "e1"),
        ),
        step("z"),
        end("e"),
        flows("s", "S", "z", "e"),
    )

    case.complete("a")

    assert done(case, only="b z") == "z"
    assert case.status == "completed"


def test_the_outer_of_two_boundary_events_wins_when_both_fire():
    made = sandbox(
        start("s"),
        subprocess(
            "S",
            start("s1"),
            user_task("u"),
            boundary("bi", "u", signal("SIG")),
            step("inner"),
            end("e1"),
            flows("s1", "u", "e1"),
            flows("bi", "inner", "e1"),
        ),
        boundary("bo", "S", signal("SIG")),
        step("outer"),
        end("e"),
        flows("s", "S", "e"),
        flows("bo", "outer", "e"),
    )
    case = made.start("p")

    made.signal("S")

    assert done(case, only="inner outer") == "outer"
    assert case.status == "completed"


def test_interrupting_an_activity_takes_away_all_its_runs_and_what_is_in_them():
    made = sandbox(
        start("s"),
        subprocess(
            "S",
            times("3"),
            start("s1"),
            user_task("u"),
            step("t"),
            end("e1"),
            flows("s1", "u", "t", "e1"),
        ),
        boundary("b", "S", message("M")),
        step("h"),
        end("e"),
        step("z"),
        flows("s", "S", "z", "e"),
        flows("b", "h", "e"),
    )
    case = made.start("p")

    case.complete(case.open_tasks[0].id)
    made.send("M")

    assert done(case, only="t h z") == "t h"
    assert case.status == "completed"
    assert case.open_tasks == []


def test_an_error_in_one_run_goes_to_the_border_of_the_whole():
    case = play(
        start("s"),
        subprocess(
            "S",
            times("3", sequential=True),
            start("s1"),
            user_task("u"),
            end("e1", error("E1")),
            flows("s1", "u", "e1"),
        ),
        boundary("b", "S", error("E1")),
        step("h"),
        end("e"),
        step("z"),
        flows("s", "S", "z", "e"),
        flows("b", "h", "e"),
    )

    case.complete("u")

    assert done(case, only="h z") == "h"
    assert case.status == "completed"


def test_a_boundary_event_of_an_activity_that_is_over_catches_nothing():
    made = sandbox(
        start("s"),
        user_task("u"),
        boundary("b", "u", message("M")),
        user_task("v"),
        end("e"),
        flows("s", "u", "v", "e"),
        flow("b", "e"),
    )
    case = made.start("p")
    case.complete("u")

    made.send("M")

    assert open_at(case) == ["v"]


def test_the_end_of_what_handled_an_event_is_an_end_of_the_process():
    made = sandbox(*with_handler(message("M"), interrupting=True))
    case = made.start("p")

    made.send("M")
    case.complete("hu")

    assert case.history[-1].ends == ("ee",)
