import pytest

from engine.core import bpmn
from tests.core.bpmn.drawing import (
    boundary,
    definitions,
    documentation,
    element,
    end,
    exclusive,
    flow,
    flows,
    lane,
    lanes,
    problems,
    process,
    process_of,
    read_anyway,
    start,
    subprocess,
    task,
    text,
    timer,
    user_task,
    warnings,
)

UNREACHED = "the node is never reached; draw a flow to it, or remove it"


def test_a_process_has_nodes_and_flows_in_their_order():
    found = process_of(
        start("s"), task("t"), end("e"), flow("s", "t", name=" on "), flows("t", "e")
    )

    assert (found.id, found.name, found.line, found.executable) == ("p", "", 3, True)
    assert list(found.scope.nodes) == ["s", "t", "e"]
    assert [(one.id, one.source, one.target, one.name, one.line) for one in found.scope.flows] == [
        ("s_t", "s", "t", "on", 7),
        ("t_e", "t", "e", "", 8),
    ]


def test_a_document_may_have_several_processes_and_what_lies_around_them():
    diagram = bpmn.read(
        definitions(
            element("collaboration", element("participant", id="pa", processRef="a"), id="c"),
            process("a", user_task("u"), name="First\n one"),
            process("b", user_task("v"), executable=False),
            process("c2", executable=None),
        )
    )

    assert [(one.id, one.name, one.executable) for one in diagram.processes] == [
        ("a", "First one", True),
        ("b", "", False),
        ("c2", "", True),
    ]
    assert diagram.problems == ()


def test_lanes_hold_nodes_and_the_innermost_counts():
    inner = lane("l2", "b", name="Inner")
    drawn = lanes(lane("l1", "a", "b", name="Outer\n lane", inside=inner), lane("l3", " c "))

    found = process_of(task("a"), task("b"), task("c"), drawn).lanes

    assert [(one.id, one.name, sorted(one.nodes)) for one in found] == [
        ("l1", "Outer lane", ["a"]),
        ("l2", "Inner", ["b"]),
        ("l3", "", ["c"]),
    ]


def test_all_problems_are_found_at_once_in_the_order_of_their_lines():
    found = read_anyway(
        element("serviceTask", id="a"),
        subprocess("sub", element("scriptTask", id="b"), user_task("c", assignee="=1 +")),
        element("businessRuleTask", id="d"),
        flows("a", "z"),
    ).problems

    assert [(one.element_id, one.line) for one in found] == [
        ("a", 4),
        ("b", 6),
        ("c", 7),
        ("d", 8),
        ("a_z", 9),
    ]
    assert str(found[0]).startswith("error: line 4, a: the task names no action; choose")


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (flow("a", "z"), "the flow leads to 'z', which is not in the diagram"),
        (flow("z", "a"), "the flow comes from 'z', which is not in the diagram"),
        (flow("a", "z", targetRef=None), "the flow leads to nothing"),
        (
            flow("a", "z", targetRef="data"),
            "the flow leads to 'data', which is neither activity, event nor gateway",
        ),
    ],
)
def test_a_flow_connects_two_nodes(drawn, said):
    way_out = "draw it again from one node to another"
    ((element_id, message),) = problems(task("a"), element("dataObject", id="data"), drawn)

    assert element_id in ("a_z", "z_a")
    assert message == f"{said}; {way_out}"


def test_a_flow_that_connects_nothing_is_left_out():
    diagram = read_anyway(task("a"), task("b"), flows("a", "z"), flows("a", "b"))

    assert [one.id for one in diagram.processes[0].scope.flows] == ["a_b"]


@pytest.mark.parametrize("ends", [("a", "inner"), ("inner", "a")])
def test_a_flow_stays_on_one_side_of_a_border(ends):
    ((element_id, message),) = problems(task("a"), subprocess("s", task("inner")), flows(*ends))

    assert element_id == "_".join(ends)
    assert "'inner' across the border of a subprocess or process; connect nodes" in message


def test_a_scope_may_begin_without_a_start_event():
    assert process_of(task("a"), task("b"), subprocess("s", task("c"))).scope.flows == ()


def test_a_second_start_event_is_not_run_yet():
    drawn = [start("s"), start("t", timer("R/P1D"))]

    ((element_id, message),) = problems(*drawn)

    assert element_id == "t"
    assert message.startswith("a second start event, beside 's', is not run yet; draw one start")
    assert [one for one, _ in problems(subprocess("u", start("s"), start("t")))] == ["t"]


def test_what_nothing_leads_to_is_never_reached():
    drawn = [start("s"), task("a"), flows("s", "a"), task("b"), task("c"), flows("b", "c")]

    assert problems(*drawn) == []
    assert warnings(*drawn) == [("b", UNREACHED)]


def test_what_leads_to_itself_alone_is_never_reached():
    drawn = [
        start("s"), exclusive("x"), task("y"), task("z"), flows("x", "y", "x"), flows("y", "z"),
        task("a"), flows("s", "a"),
    ]  # fmt: skip

    assert [one for one, _ in warnings(*drawn)] == ["x", "y", "z"]


def test_events_begin_by_themselves():
    drawn = [
        start("s"), task("a"), flows("s", "a"), boundary("b", "a", timer("PT5S")), task("c"),
        flows("b", "c"), subprocess("es", start("t", timer("PT5S")), by_event=True),
    ]  # fmt: skip

    assert warnings(*drawn) == []


def test_what_a_broken_flow_means_to_reach_is_not_called_unreached():
    drawn = [start("s"), task("a"), task("b"), flows("a", "b"), flow("gone", "a")]

    diagram = read_anyway(*drawn)

    assert [one.element_id for one in diagram.problems] == ["gone_a"]


def test_what_is_wrong_anyway_is_not_called_unreached():
    drawn = [start("s"), element("serviceTask", id="t")]

    assert [one.severity for one in read_anyway(*drawn).problems] == ["error"]


def test_ten_thousand_nodes_are_read():
    names = [f"t{number}" for number in range(10_000)]
    tasks = [user_task(name, groups="staff", assignee=f"=who{name}") for name in names]
    drawn = [start("s"), *tasks, end("e"), flows("s", *names, "e")]

    scope = process_of(*drawn).scope

    assert len(scope.nodes) == 10_002
    assert len(scope.flows) == 10_001


def test_notes_and_groups_are_left_alone():
    drawn = [
        documentation("All of it."),
        element("textAnnotation", text("text", "note"), id="n"),
        element("association", id="as", sourceRef="a", targetRef="n"),
        element("group", id="g"),
        element("dataObject", id="d"),
        element("dataObjectReference", id="dr", dataObjectRef="d"),
        element("dataStoreReference", id="ds"),
        task("a", text("outgoing", "x"), text("incoming", "y")),
    ]

    assert list(process_of(*drawn).scope.nodes) == ["a"]
