"""Splitting, joining, choosing."""

import pytest

from tests.core.bpmn.drawing import (
    boundary,
    catch,
    end,
    event_gateway,
    exclusive,
    flow,
    flows,
    inclusive,
    message,
    parallel,
    script_task,
    signal,
    start,
    subprocess,
    timer,
    user_task,
)
from tests.sandbox.playing import done, open_at, pass_time, play, sandbox, step


def loop_of(passes, *body, first, last):
    """A block that is gone through so often; `k` counts."""
    return (
        start("s"),
        exclusive("m"),
        *body,
        script_task("c", script="=k + 1", result="k"),
        exclusive("x", default="x_z"),
        step("z"),
        end("e"),
        flows("s", "m", first),
        flows(last, "c", "x", "z", "e"),
        flow("x", "m", f"=k < {passes}"),
    )


def test_an_exclusive_gateway_takes_the_first_way_that_holds():
    case = play(
        start("s"),
        exclusive("x", default="x_c"),
        step("a"),
        step("b"),
        step("c"),
        end("e"),
        flow("s", "x"),
        flow("x", "a", "=v > 5"),
        flow("x", "b", "=v > 3"),
        flow("x", "c"),
        flow("a", "e"),
        flow("b", "e"),
        flow("c", "e"),
        variables={"v": 4},
    )

    assert done(case) == "s x b e"


def test_where_no_way_holds_there_is_an_incident_and_after_a_change_it_goes_on():
    made = sandbox(
        start("s"),
        exclusive("x"),
        step("a"),
        step("b"),
        end("e"),
        flow("s", "x"),
        flow("x", "a", "=v > 5"),
        flow("x", "b", "=v > 3"),
        flow("a", "e"),
        flow("b", "e"),
    )
    case = made.start("p", {"v": 1})

    assert case.status == "active"
    assert [incident.element_id for incident in made.incidents] == ["x"]
    assert "no condition holds" in made.incidents[0].reason


def test_what_is_unknown_is_not_true():
    case = play(
        start("s"),
        exclusive("x", default="x_b"),
        step("a"),
        step("b"),
        end("e"),
        flow("s", "x"),
        flow("x", "a", "=nothing > 5"),
        flow("x", "b"),
        flow("a", "e"),
        flow("b", "e"),
    )

    assert done(case) == "s x b e"


def test_a_parallel_join_waits_for_all():
    case = play(
        start("s"),
        parallel("g"),
        user_task("a"),
        user_task("b"),
        parallel("j"),
        step("z"),
        end("e"),
        flows("s", "g", "a", "j", "z", "e"),
        flows("g", "b", "j"),
    )

    case.complete("b")
    assert done(case, only="j z") == ""
    case.complete("a")

    assert done(case, only="j z") == "j z"
    assert case.status == "completed"


def test_a_token_too_many_stays_at_the_join():
    case = play(
        start("s"),
        parallel("g"),
        user_task("a"),
        user_task("b"),
        exclusive("m"),
        parallel("j"),
        user_task("c"),
        step("z"),
        end("e"),
        flows("s", "g", "a", "m"),
        flows("g", "b", "m", "j", "z", "e"),
        flows("g", "c", "j"),
    )

    for task in "abc":
        case.complete(task)

    assert done(case, only="z") == "z"
    assert case.status == "active"


def test_a_parallel_block_in_a_loop():
    block = (
        parallel("g"),
        step("a"),
        step("b"),
        parallel("j"),
        flows("g", "a", "j"),
        flows("g", "b", "j"),
    )
    case = play(*loop_of(60, *block, first="g", last="j"), variables={"k": 0})

    assert done(case, only="z") == "z"
    assert case.variables["k"] == 60


@pytest.mark.parametrize("order", ["baabbaab", "abababab"])
def test_a_parallel_block_of_tasks_in_a_loop_in_any_order(order):
    block = (
        parallel("g"),
        user_task("a"),
        user_task("b"),
        parallel("j"),
        flows("g", "a", "j"),
        flows("g", "b", "j"),
    )
    case = play(*loop_of(4, *block, first="g", last="j"), variables={"k": 0})

    for task in order:
        case.complete(task)

    assert case.status == "completed"


def test_an_automatic_loop_of_two_thousand_passes():
    case = play(*loop_of(2000, step("a"), first="a", last="a"), variables={"k": 0})

    assert case.status == "completed"
    assert case.variables["k"] == 2000


def test_an_inclusive_join_waits_for_the_slow_branch_though_it_is_in_a_subprocess():
    case = play(
        start("s"),
        inclusive("g"),
        user_task("a"),
        user_task("c"),
        subprocess("S", start("s1"), user_task("b"), end("e1"), flows("s1", "b", "e1")),
        inclusive("j"),
        step("z"),
        end("e"),
        flow("s", "g"),
        flow("g", "a", "=true"),
        flow("g", "S", "=true"),
        flow("g", "c", "=false"),
        flow("a", "j"),
        flow("S", "j"),
        flows("c", "j", "z", "e"),
    )

    case.complete("a")
    assert done(case, only="j z") == ""
    case.complete("b")

    assert done(case, only="j z") == "j z"
    assert case.status == "completed"


def test_an_inclusive_join_does_not_wait_for_a_branch_that_ended_elsewhere():
    case = play(
        start("s"),
        inclusive("g"),
        user_task("a"),
        user_task("b"),
        exclusive("x", default="x_e2"),
        inclusive("j"),
        step("z"),
        end("e"),
        end("e2"),
        flow("s", "g"),
        flow("g", "a", "=true"),
        flow("g", "b", "=true"),
        flow("a", "j"),
        flow("b", "x"),
        flow("x", "j", "=false"),
        flow("x", "e2"),
        flows("j", "z", "e"),
    )

    case.complete("a")
    case.complete("b")

    assert done(case, only="j z") == "j z"
    assert case.status == "completed"


def test_of_two_timers_behind_an_event_gateway_the_shorter_fires():
    case = play(
        start("s"),
        event_gateway("g"),
        catch("t1", timer("P30D")),
        catch("t2", timer("PT3S")),
        step("long"),
        step("short"),
        end("e"),
        flows("s", "g", "t1", "long", "e"),
        flows("g", "t2", "short", "e"),
    )

    pass_time(case, days=40)

    assert done(case, only="long short") == "short"
    assert case.status == "completed"


def test_behind_an_event_gateway_the_first_message_decides():
    made = sandbox(
        start("s"),
        event_gateway("g"),
        catch("c1", message("M")),
        catch("c2", message("N")),
        step("a"),
        step("b"),
        end("e"),
        flows("s", "g", "c1", "a", "e"),
        flows("g", "c2", "b", "e"),
    )
    case = made.start("p")

    made.send("N")
    made.send("M")

    assert done(case, only="a b") == "b"
    assert case.status == "completed"


def test_a_signal_reaches_everyone_who_waits():
    made = sandbox(
        start("s"),
        parallel("g"),
        catch("c1", signal("SIG")),
        catch("c2", signal("SIG")),
        step("t1"),
        step("t2"),
        end("e1"),
        end("e2"),
        flows("s", "g", "c1", "t1", "e1"),
        flows("g", "c2", "t2", "e2"),
    )
    case = made.start("p")

    made.signal("S")

    assert done(case, only="t1 t2") == "t1 t2"


def test_several_flows_out_of_a_task_are_all_taken_unless_a_condition_forbids():
    case = play(
        start("s"),
        user_task("u"),
        user_task("a"),
        user_task("b"),
        user_task("c"),
        end("e"),
        flow("s", "u"),
        flow("u", "a"),
        flow("u", "b", "=v > 1"),
        flow("u", "c", "=v > 9"),
        flow("a", "e"),
        flow("b", "e"),
        flow("c", "e"),
    )

    case.complete("u", {"v": 5})

    assert open_at(case) == ["a", "b"]


def test_a_loop_without_a_way_out_is_stopped_and_the_task_stays_open():
    made = sandbox(
        start("s"),
        user_task("u"),
        exclusive("m"),
        step("a"),
        flows("s", "u", "m", "a"),
        flow("a", "m"),
    )
    case = made.start("p")

    with pytest.raises(Exception, match="without waiting"):
        case.complete("u")

    assert open_at(case) == ["u"]


def test_an_inclusive_join_behind_a_boundary_event_waits_while_it_may_still_fire():
    made = sandbox(
        start("s"),
        inclusive("g"),
        user_task("a"),
        user_task("b"),
        boundary("t", "b", message("M"), interrupting=False),
        inclusive("j"),
        step("z"),
        end("e"),
        flow("s", "g"),
        flow("g", "a", "=true"),
        flow("g", "b", "=true"),
        flow("a", "j"),
        flow("t", "j"),
        flows("j", "z", "e"),
        end("x"),
        flow("b", "x"),
    )
    case = made.start("p")

    case.complete("a")
    assert done(case, only="z") == ""
    case.complete("b")

    assert done(case, only="z") == "z"
    assert case.status == "completed"
