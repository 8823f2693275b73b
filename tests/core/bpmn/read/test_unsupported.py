import pytest

from engine.core import bpmn
from engine.core.bpmn.model import BoundaryEvent, NoTrigger, ParallelGateway, SubProcess
from engine.core.bpmn.read.unsupported import UNSUPPORTED
from tests.core.bpmn.drawing import (
    boundary,
    catch,
    definitions,
    element,
    end,
    event_gateway,
    message,
    new_message,
    node,
    problems,
    process,
    read_anyway,
    receive_task,
    signal,
    start,
    subprocess,
    task,
    throw,
    timer,
    times,
    warnings,
)

EVENTS = ["compensate", "conditional", "link", "cancel"]


def refused(what: str) -> str:
    called, instead = UNSUPPORTED[what]
    return f"{called} is not run yet; {instead} instead"


@pytest.mark.parametrize(
    ("drawn", "what"),
    [
        (node("complexGateway", "t"), "complexGateway"),
        (node("transaction", "t", task("a")), "transaction"),
        (node("adHocSubProcess", "t", task("a"), "<completionCondition/>"), "adHocSubProcess"),
        (task("t", "<standardLoopCharacteristics/>"), "standardLoopCharacteristics"),
        (task("t", isForCompensation=True), "isForCompensation"),
        (task("t", startQuantity=2), "startQuantity"),
        (task("t", completionQuantity="3"), "completionQuantity"),
        (task("t", times("3").replace("Characteristics>", 'Characteristics behavior="One">', 1)),
         "behavior"),
        (receive_task("t", message="m", instantiate=True), "instantiate"),
        (event_gateway("t", instantiate=True), "instantiateGateway"),
        (event_gateway("t", eventGatewayType="Parallel"), "parallelEvents"),
        (catch("t", message("m"), signal("m")), "multiple"),
        (catch("t", message("m"), timer("PT5S"), parallelMultiple=True), "parallelMultiple"),
        (catch("t", "<eventDefinitionRef>x</eventDefinitionRef>"), "eventDefinitionRef"),
        (catch("t", message("m"), outputs={"a": "=b"}), "eventMapping"),
    ],
)  # fmt: skip
def test_what_is_not_run_yet_is_refused_with_a_way_out(drawn, what):
    found = problems(drawn, beside=new_message("m"))

    assert [one for one in found if "two ways" not in one[1]] == [("t", refused(what))]


@pytest.mark.parametrize("quantity", ["1", " 1 ", None])
def test_a_quantity_of_one_is_what_everything_has(quantity):
    assert problems(task("t", startQuantity=quantity)) == []


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("kind", [start, end, catch, throw])
def test_events_that_are_not_run_yet_are_refused_and_read_as_events_of_nothing(kind, event):
    diagram = read_anyway(kind("t", f"<{event}EventDefinition/>"))

    (problem,) = diagram.problems
    assert (problem.element_id, problem.message) == ("t", refused(f"{event}EventDefinition"))
    assert diagram.processes[0].scope.nodes["t"].trigger == NoTrigger()


def test_boundary_events_too():
    diagram = read_anyway(task("a"), boundary("t", "a", "<compensateEventDefinition/>"))

    assert [one.message for one in diagram.problems] == [refused("compensateEventDefinition")]
    assert isinstance(diagram.processes[0].scope.nodes["t"], BoundaryEvent)


def test_what_is_refused_is_read_as_the_nearest_thing():
    drawn = [node("complexGateway", "g"), node("transaction", "t", task("a"))]

    nodes = read_anyway(*drawn).processes[0].scope.nodes

    assert isinstance(nodes["g"], ParallelGateway)
    assert isinstance(nodes["t"], SubProcess)
    assert list(nodes["t"].scope.nodes) == ["a"]


def test_the_way_out_is_a_sentence_for_every_entry():
    for what in UNSUPPORTED:
        assert refused(what).count(";") == 1
        assert not refused(what).endswith(".")


def test_elements_that_the_standard_does_not_know_are_a_problem():
    drawn = [element("humanTask", id="h"), element("extra"), catch("t", "<mailEventDefinition/>")]

    assert problems(*drawn) == [
        ("h", "'humanTask' is no element that a process can have; remove it"),
        ("p", "'extra' is no element that a process can have; remove it"),
        ("t", "'mailEventDefinition' is no event of BPMN 2.0; remove it"),
    ]


@pytest.mark.parametrize(
    "kind",
    ["globalTask", "globalUserTask", "globalManualTask", "globalScriptTask",
     "globalBusinessRuleTask", "choreography"],
)  # fmt: skip
def test_what_stands_beside_processes_is_refused_too(kind):
    diagram = bpmn.read(definitions(process("p", task("t")), element(kind, id="g")))

    assert [(one.element_id, one.message) for one in diagram.problems] == [("g", refused(kind))]


@pytest.mark.parametrize("drawn", ["dataInputAssociation", "dataOutputAssociation"])
def test_data_that_is_drawn_is_documentation(drawn):
    said = (
        "the data that is drawn here is documentation only; the variables of the case carry the"
        " values"
    )

    assert warnings(task("t", f"<{drawn}/><{drawn}/>")) == [("t", said)]
    assert problems(subprocess("t", f"<{drawn}/>")) == []
