"""What every diagram of the programme says."""

import json
import re
from collections.abc import Iterator

import pytest

from engine.core.bpmn import model as m
from engine.sandbox import Sandbox
from tests.processes.documents import (
    DECISIONS,
    DIAGRAMS,
    FORMS,
    HOUSE,
    PROCESSES,
    decisions,
    diagram,
    fields,
    flows,
    form,
    lane_of,
    named,
    nodes,
    process,
    user_tasks,
)

every_diagram = pytest.mark.parametrize("path", DIAGRAMS, ids=named)
TO_COME = {
    "p04_engagement", "p05_planning", "p06_delivery", "p07_reassessment", "p08_release",
    "p09_aftercare", "p10_closure",
}  # fmt: skip
OUTCOMES = {
    "successful", "partial", "unsuccessful", "dropout", "excluded_after_start", "not_eligible",
    "duplicate", "declined_at_intake", "declined_after_assessment", "transferred", "died",
}  # fmt: skip
STAGES = {
    "intake", "assessment", "classification", "delivery", "release_preparation", "aftercare",
    "closed",
}  # fmt: skip
STANDARD = re.compile(r"(ORG|RISK|ENG|INT|AFT|MON|NAR)-[0-9]{2}")
LANES = json.loads((PROCESSES / "lanes.json").read_text("utf-8"))


def ends(scope: m.Scope) -> list[m.EndEvent]:
    return [node for node in scope.nodes.values() if isinstance(node, m.EndEvent)]


def besides(path) -> set[str]:
    """The nodes that only what interrupts nothing leads to: they end no process."""
    scope = process(path).scope
    starts = [
        node.id
        for node in scope.nodes.values()
        if isinstance(node, m.BoundaryEvent) and not node.interrupting
    ]
    found, todo = set(starts), starts
    while todo:
        following = {flow.target for flow in scope.outgoing(todo.pop())} - found
        found |= following
        todo += following
    return found


def expressions(path) -> Iterator[tuple[str, str]]:
    """Every expression of a diagram, and where it stands."""
    for flow in flows(path):
        if flow.condition is not None:
            yield flow.id, flow.condition.text
    for node in nodes(process(path).scope):
        if isinstance(node, m.Activity):
            for mapping in (*node.inputs, *node.outputs):
                yield node.id, mapping.source.text
        trigger = getattr(node, "trigger", None)
        if isinstance(trigger, m.Timer):
            yield node.id, trigger.value.text


@every_diagram
def test_a_diagram_reads_without_a_word(path):
    assert [str(problem) for problem in diagram(path).problems] == []
    assert process(path).id == path.stem
    assert path.parent.name == path.stem.replace("_", "-")


def test_together_they_lack_nothing_but_the_processes_to_come():
    warnings = Sandbox().publish(*DECISIONS, *DIAGRAMS)

    missing = {re.findall("'(.*?)'", warning.message)[0] for warning in warnings}
    assert missing <= TO_COME


@every_diagram
def test_every_user_task_says_all_that_people_need(path):
    for task in user_tasks(path):
        wrong = []
        said = task.properties
        if not re.fullmatch(r"[1-9][0-9]* (wd|h)", said.get("due", "")):
            wrong.append("due")
        if not re.fullmatch(r"[a-z_]+", said.get("stepType", "")):
            wrong.append("stepType")
        if said.get("escalation") not in ("default", "critical"):
            wrong.append("escalation")
        standards = said.get("standard", "").split(",")
        if not all(STANDARD.fullmatch(one) for one in standards):
            wrong.append("standard")
        if not any(one in task.documentation for one in standards):
            wrong.append("documentation")
        if task.form is None or not (FORMS / f"{task.form.form_id}.form").is_file():
            wrong.append("form")
        if task.schedule.due is not None:
            wrong.append("two due dates")
        assert not wrong, task.id


@every_diagram
def test_every_user_task_has_a_group_of_people_who_may_do_it(path):
    for task in user_tasks(path):
        groups = task.assignment.candidate_groups
        lane = lane_of(path, task)

        assert groups is not None or lane in LANES, task.id


@every_diagram
def test_every_lane_has_a_group(path):
    assert {lane.name for lane in process(path).lanes} <= set(LANES)


def test_every_group_of_a_lane_has_a_title():
    for name, lane in LANES.items():
        assert set(lane) == {"group", "title"}, name
        assert re.fullmatch(r"[a-z_]+", lane["group"])
        assert lane["title"]


@every_diagram
def test_four_eyes_name_a_step_of_the_same_diagram(path):
    known = {one.id for one in nodes(process(path).scope)}
    named_there = [one.properties.get("notSameAs") for one in user_tasks(path)]

    assert {one for one in named_there if one} <= known


@every_diagram
def test_every_end_says_how_it_ended(path):
    kind = "outcome" if path.stem.startswith("p00") else "result"
    for end in ends(process(path).scope):
        if end.id not in besides(path):
            assert end.properties[kind] == end.id

    other = {"outcome": "result", "result": "outcome"}[kind]
    assert not [one.id for one in nodes(process(path).scope) if other in one.properties]


def test_the_lifecycle_can_end_in_every_way_and_in_no_other():
    (lifecycle,) = (path for path in DIAGRAMS if path.stem.startswith("p00"))
    found = [one.properties.get("outcome") for one in nodes(process(lifecycle).scope)]

    assert sorted(one for one in found if one) == sorted(OUTCOMES)


@every_diagram
def test_stages_are_those_of_a_case(path):
    found = {one.properties.get("stage") for one in nodes(process(path).scope)} - {None}

    assert found <= STAGES


@every_diagram
def test_what_is_read_of_a_form_is_marked_to_route_the_case(path):
    for where, text in expressions(path):
        for name, field in re.findall(r"([a-z_]+)\.([a-z_]+)", re.sub(r'"[^"]*"', "", text)):
            if (FORMS / f"{name}.form").is_file():
                asked = [one for one in fields(form(name)["components"]) if one.get("key") == field]
                (properties,) = (one["properties"] for one in asked)
                assert properties.get("route") == "true", f"{where}: {name}.{field}"


@every_diagram
def test_every_condition_reads_a_form_or_what_an_element_leaves(path):
    activities = [one for one in nodes(process(path).scope) if isinstance(one, m.Activity)]
    left = {mapping.target for one in activities for mapping in one.outputs}
    left |= {one.result_name for one in activities if isinstance(one, m.BusinessRuleTask)}
    asked = {one.stem for one in FORMS.glob("*.form")}
    for flow in flows(path):
        if flow.condition is not None:
            text = re.sub(r'"[^"]*"', "", flow.condition.text)
            names = {
                one.split(".")[0] for one in re.findall(r"[a-z]+_[a-z_.]+|[a-z]+\.[a-z_]+", text)
            }
            assert names <= left | asked, flow.id


@every_diagram
def test_calls_let_only_what_is_mapped_cross(path):
    for one in nodes(process(path).scope):
        if isinstance(one, m.CallActivity):
            assert (one.passes_all, one.returns_all) == (False, False), one.id
            assert one.inputs, one.id
            assert one.outputs, one.id


@every_diagram
def test_every_wait_of_a_process_ends_by_itself(path):
    """What waits for a message waits beside a timer, or beside what goes on."""
    for one in nodes(process(path).scope):
        if isinstance(one, m.CatchEvent) and isinstance(one.trigger, m.Message):
            before = [flow.source for flow in flows(path) if flow.target == one.id]
            rivals = [flow.target for flow in flows(path) if flow.source in before]
            kinds = {type(node.trigger) for node in nodes(process(path).scope)
                     if node.id in rivals and isinstance(node, m.CatchEvent)}  # fmt: skip
            assert m.Timer in kinds, one.id


@every_diagram
def test_every_decision_that_is_called_is_here(path):
    known = {one.id for document in DECISIONS for one in decisions(document).decisions}
    called = [one for one in nodes(process(path).scope) if isinstance(one, m.BusinessRuleTask)]

    assert {one.decision.text for one in called} <= known
    assert all(one.result_name.endswith("_proposed") for one in called)


@every_diagram
def test_every_folder_explains_itself(path):
    text = (path.parent / "README.md").read_text("utf-8")

    assert text.startswith(f"# {process(path).name}\n")


@pytest.mark.parametrize("path", [PROCESSES, FORMS], ids=["processes", "forms"])
def test_nothing_calls_a_participant_by_another_name(path):
    found = [
        file.relative_to(HOUSE)
        for file in path.rglob("*")
        if file.is_file() and re.search(r"\b(offenders?|inmates?)\b", file.read_text("utf-8"), re.I)
    ]

    assert not found


def test_standards_are_written_as_the_report_does():
    found = {
        one
        for path in DIAGRAMS
        for node in nodes(process(path).scope)
        for one in node.properties.get("standard", "").split(",")
        if one
    }
    highest = {"ORG": 19, "RISK": 14, "ENG": 8, "INT": 23, "AFT": 23, "MON": 5, "NAR": 8}

    assert not [one for one in found if int(one[-2:]) > highest[one[:-3]]]
