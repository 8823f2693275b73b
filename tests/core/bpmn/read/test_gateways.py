import pytest

from engine.core.bpmn.model import (
    EventGateway,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
)
from tests.core.bpmn.drawing import (
    catch,
    end,
    event_gateway,
    exclusive,
    flow,
    flows,
    inclusive,
    new_message,
    node_of,
    parallel,
    problems,
    process_of,
    receive_task,
    start,
    task,
    timer,
    user_task,
    warnings,
)

TWO_WAYS = [start("s"), task("a"), task("b"), flows("s", "x")]


def test_gateways_are_read():
    gateways = [exclusive("x", default="x_a"), task("a"), flows("x", "a")]

    found = node_of(*gateways)

    assert isinstance(found, ExclusiveGateway)
    assert found.default == "x_a"
    assert isinstance(node_of(inclusive("x")), InclusiveGateway)
    assert isinstance(node_of(parallel("x")), ParallelGateway)


@pytest.mark.parametrize("gateway", [exclusive, inclusive])
@pytest.mark.parametrize(
    "ways",
    [
        [flow("x", "a", "=yes"), flow("x", "b", "=no")],
        [flow("x", "a", "=yes"), flow("x", "b")],
        [flow("x", "a")],
    ],
)
def test_a_choice_leaves_one_way_open_at_most(gateway, ways):
    assert problems(*TWO_WAYS, gateway("x"), *ways) == []
    assert [id for id, _ in warnings(*TWO_WAYS, gateway("x"), *ways)] in ([], ["b"])


def test_an_exclusive_gateway_with_several_open_ways_does_not_know_which():
    drawn = [*TWO_WAYS, exclusive("x"), flow("x", "a"), flow("x", "b")]
    said = "which way? 'x_a', 'x_b' have no condition; write conditions, and choose a default"

    assert problems(*drawn) == [("x", said)]


def test_an_inclusive_gateway_with_several_open_ways_takes_them_all():
    drawn = [*TWO_WAYS, inclusive("x"), flow("x", "a"), flow("x", "b")]
    said = "'x_a', 'x_b' have no condition and are always taken; write conditions if not meant"

    assert problems(*drawn) == []
    assert warnings(*drawn) == [("x", said)]


def test_a_default_flow_needs_no_condition():
    drawn = [*TWO_WAYS, exclusive("x", default="x_b"), flow("x", "a"), flow("x", "b")]

    assert problems(*drawn) == []
    assert warnings(*drawn) == []


def test_a_condition_of_a_default_flow_is_not_looked_at():
    drawn = [*TWO_WAYS, exclusive("x", default="x_b"), flow("x", "a"), flow("x", "b", "=yes")]

    assert warnings(*drawn) == [
        ("x_b", "the condition of a default flow is not looked at; remove it")
    ]


@pytest.mark.parametrize("kind", [exclusive, inclusive, task, user_task])
def test_a_default_flow_leaves_its_node(kind):
    drawn = [start("s"), kind("x", default="s_x"), task("a"), flows("s", "x", "a")]

    assert problems(*drawn) == [
        ("x", "the default flow 's_x' does not leave this node; choose one that does")
    ]


def test_a_condition_behind_a_parallel_gateway_is_not_looked_at():
    drawn = [*TWO_WAYS, parallel("x"), flow("x", "a", "=yes"), flow("x", "b")]

    ((element_id, said),) = warnings(*drawn)

    assert problems(*drawn) == []
    assert element_id == "x_a"
    assert said.startswith("the condition is not looked at behind a parallel or event gateway")


def waiting(*more: str) -> list[str]:
    """An event gateway with two ways, and what is drawn besides."""
    return [
        event_gateway("x"), catch("t", timer("PT5S")), receive_task("r", message="m"),
        flows("x", "t"), flows("x", "r"), *more,
    ]  # fmt: skip


def test_an_event_gateway_leads_to_events_and_receive_tasks():
    scope = process_of(*waiting(), beside=new_message("m")).scope

    assert isinstance(scope.nodes["x"], EventGateway)
    assert [one.target for one in scope.outgoing("x")] == ["t", "r"]


def test_an_event_gateway_needs_two_ways():
    said = "an event gateway needs two ways at least; draw one, or remove the gateway"

    assert problems(event_gateway("x"), catch("t", timer("PT5S")), flows("x", "t")) == [("x", said)]
    assert problems(event_gateway("x")) == [("x", said)]


def test_nothing_but_an_event_follows_an_event_gateway():
    drawn = waiting(end("e"), flows("x", "e"))

    ((element_id, said),) = problems(*drawn, beside=new_message("m"))

    assert element_id == "e"
    assert said.startswith("an event gateway leads here, but nothing here can happen; draw")


def test_what_follows_an_event_gateway_follows_nothing_else():
    drawn = waiting(task("o"), flows("o", "t"))

    ((element_id, said),) = problems(*drawn, beside=new_message("m"))

    assert element_id == "t"
    assert said.startswith("an event gateway and another flow lead here; draw the event a second")
