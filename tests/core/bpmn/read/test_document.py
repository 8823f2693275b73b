import pytest

from engine.core import bpmn
from engine.errors import PasserelleError
from tests.core.bpmn.drawing import definitions, process, user_task

SIMPLE = definitions(process("p", user_task("u")))


def test_text_bytes_and_other_encodings_read_alike():
    written = [
        SIMPLE,
        SIMPLE.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{SIMPLE}',
        f'<?xml version="1.0" encoding="iso-8859-1"?>{SIMPLE}'.encode("latin-1"),
    ]

    assert [list(bpmn.read(xml).processes[0].scope.nodes) for xml in written] == [["u"]] * 4


def test_any_prefix_serves():
    prefixed = (
        '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">'
        '<bpmn:process id="p"><bpmn:task id="t"/></bpmn:process></bpmn:definitions>'
    )

    assert list(bpmn.read(prefixed).processes[0].scope.nodes) == ["t"]


def test_what_is_no_xml_is_refused_with_its_line():
    with pytest.raises(bpmn.BpmnError, match="not well-formed XML") as caught:
        bpmn.read("<definitions>\n<")

    assert isinstance(caught.value, PasserelleError)
    assert [problem.line for problem in caught.value.problems] == [2]


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<a/>", "not BPMN 2.0: its root is a, not the definitions element"),
        ('<definitions xmlns="urn:other"/>', r"its root is \{urn:other\}definitions"),
        (definitions(), "has no process; draw one"),
        (definitions('<collaboration id="c"/>'), "has no process"),
        ("<!DOCTYPE a><a/>", "has a DOCTYPE"),
    ],
)
def test_what_is_no_diagram_is_refused_with_the_way_out(xml, message):
    with pytest.raises(bpmn.BpmnError, match=message) as caught:
        bpmn.read(xml)

    assert len(caught.value.problems) == 1


def test_ids_are_made_for_what_has_none():
    diagram = bpmn.read(definitions("<process>", "<task/><task/>", '<task id=" "/>', "</process>"))

    (process,) = diagram.processes
    assert process.id == "process__2"
    assert list(process.scope.nodes) == ["task__3", "task__3_2", "task__4"]
    assert diagram.problems == ()


def test_a_made_id_is_of_nobody_else():
    diagram = bpmn.read(
        definitions('<process id="p">', '<task id="task__3"/><task/>', "</process>")
    )

    assert list(diagram.processes[0].scope.nodes) == ["task__3", "task__3_1"]


def test_two_elements_of_one_id_are_a_problem_and_the_first_counts():
    diagram = bpmn.read(definitions(process("p", user_task("u", name="A"), user_task("u"))))

    (problem,) = diagram.problems
    assert (problem.element_id, problem.line) == ("u", 4)
    assert "two elements have the id 'u' (the other is in line 3); give one" in problem.message
    assert diagram.processes[0].scope.nodes["u"].name == "A"


def test_a_problem_is_that_of_what_people_see():
    drawn = [
        '<startEvent id="s"><timerEventDefinition id="t"/></startEvent>',
        '<task id="a"/><sequenceFlow id="g" sourceRef="a" targetRef="u"/>',
        '<sequenceFlow id="f" sourceRef="s" targetRef="a">',
        '<conditionExpression id="c"/></sequenceFlow>',
        '<subProcess id="u"><multiInstanceLoopCharacteristics id="m">',
        '<loopCardinality id="n">1 +</loopCardinality></multiInstanceLoopCharacteristics>',
        "</subProcess>",
    ]

    diagram = bpmn.read(definitions(process("p", *drawn), "<globalTask/>"))

    assert [one.element_id for one in diagram.problems] == ["s", "f", "u", "definitions"]


def test_ids_inside_the_picture_and_in_extensions_are_passed_over():
    picture = '<x:BPMNDiagram xmlns:x="urn:di" id="u"><x:BPMNShape id="u"/></x:BPMNDiagram>'
    inside = '<extensionElements><x:y xmlns:x="urn:x" id="u"/></extensionElements>'

    diagram = bpmn.read(definitions(process("p", user_task("u", inside)), picture))

    assert diagram.problems == ()


def test_a_document_that_nests_as_deep_as_it_may_is_read():
    nested = '<subProcess id="s{}">' * 195
    xml = definitions(process("p", nested.format(*range(195)) + "</subProcess>" * 195))

    scope = bpmn.read(xml).processes[0].scope
    depth = 0
    while scope.nodes:
        (inner,) = scope.nodes.values()
        scope = inner.scope
        depth += 1

    assert depth == 195


def test_any_number_of_ids_are_made_in_one_line():
    diagram = bpmn.read(definitions(process("p", "<task/>" * 20_000)))

    assert len(diagram.processes[0].scope.nodes) == 20_000
