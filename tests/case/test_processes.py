"""The processes of the newest release, in words, with their decisions and forms."""

import pytest

from engine.core.bpmn.model import Flow, PlainTask, Scope, StartEvent
from engine.queries import (
    DecisionOf,
    FormOf,
    Processes,
    ProcessNotFound,
    ProcessOf,
    ProcessXml,
)
from engine.queries.steps.order import in_order
from tests.playing import PROGRAMME, publish


def said(executor, key):
    return {one.id: one for one in executor.ask(ProcessOf(key=key), by="milo").steps}


def test_everybody_sees_all_processes_and_how_many_cases_are_in_them(staff, taken_in):
    found = {one.key: one for one in staff.ask(Processes(), by="admin")}

    assert list(found) == [
        "p00_case_lifecycle",
        "p01_intake",
        "p02_assessment",
        "p03_classification",
    ]
    assert taken_in
    assert {key: one.running for key, one in found.items()} == {
        "p00_case_lifecycle": 1,
        "p01_intake": 0,
        "p02_assessment": 1,
        "p03_classification": 0,
    }
    assert found["p01_intake"].documentation.startswith("From a referral to a decision")
    assert found["p01_intake"].tasks == 15


def test_cases_on_an_older_release_are_counted_apart(staff, case):
    publish(staff)

    (one, *_) = staff.ask(Processes(), by="milo")
    page = staff.ask(ProcessOf(key="p00_case_lifecycle"), by="milo")

    assert case
    assert (one.running, one.older) == (1, 1)
    assert (page.release, page.running, page.older) == (2, 1, {1: 1})


def test_before_the_first_release_there_is_none(executor):
    assert executor.ask(Processes(), by="milo") == []
    with pytest.raises(ProcessNotFound):
        executor.ask(ProcessOf(key="p01_intake"), by="milo")


def test_a_step_says_whom_it_is_for_what_it_asks_and_by_when(staff):
    step = said(staff, "p01_intake")["register_referral"]

    assert step.groups == ("Intake officers",)
    assert (step.due.amount, step.due.unit) == (1, "wd")
    assert (step.form, step.standards) == ("referral", ("RISK-01",))
    assert step.documentation.startswith("Enter the referral")


def test_lanes_of_one_role_are_called_by_their_own_titles(staff):
    steps = said(staff, "p02_assessment")

    assert steps["choose_tools"].groups == ("Psychologists and other certified assessors",)
    assert steps["second_rating"].groups == ("Certified assessors, for the second rating",)


def test_ways_say_their_conditions(staff):
    ways = said(staff, "p01_intake")["known_already"].ways

    assert [(one.to, one.when, one.otherwise) for one in ways] == [
        ("acknowledge_referrer", "no", True),
        ("notify_duplicate", "yes", False),
    ]


@pytest.mark.parametrize("key", PROGRAMME.diagrams)
def test_every_element_is_told_once_after_what_comes_before_it(staff, key):
    steps = staff.ask(ProcessOf(key=key), by="milo").steps
    told = [one.id for one in steps]

    assert len(told) == len(set(told))
    known = set(told)
    for one in steps:
        assert {way.to for way in one.ways} <= known
        if one.attached_to:
            assert told.index(one.attached_to) < told.index(one.id)
        if one.inside:
            assert told.index(one.inside[-1]) < told.index(one.id)
    assert steps[0].kind == "start"


def test_a_step_where_branches_meet_is_told_after_all_of_them():
    def task(key):
        return PlainTask(id=key)

    nodes = [StartEvent(id="start"), task("join"), task("left"), task("right"), task("deep")]
    flows = ["start left", "start right", "left join", "right deep", "deep join", "join left"]
    scope = Scope(
        {one.id: one for one in nodes},
        tuple(
            Flow(id=f"f{number}", source=one.split()[0], target=one.split()[1])
            for number, one in enumerate(flows)
        ),
    )

    assert [one.id for one in in_order(scope)] == ["start", "left", "right", "deep", "join"]


def test_the_diagram_is_the_one_that_was_published(staff):
    for key, xml in PROGRAMME.diagrams.items():
        assert staff.ask(ProcessXml(key=key), by="milo") == xml


def test_rules_are_numbered_as_the_timeline_numbers_them(staff):
    page = staff.ask(DecisionOf(process="p01_intake", decision="eligibility"), by="milo")

    (table,) = page.decisions
    assert table.question == "Can the person take part, and under which condition?"
    assert table.hit_policy == "PRIORITY"
    assert [one.number for one in table.rules] == list(range(1, 16))
    assert table.rules[0].conditions[:2] == ('"no"', "")
    assert table.rules[0].results[0] == '"refuse"'


def test_a_form_is_told_question_by_question(staff):
    form = staff.ask(FormOf(process="p01_intake", element="exclusion_check"), by="milo")

    assert (form.title, form.task) == ("Exclusion check", "Check exclusion criteria")
    first, rows = form.questions[0], form.questions[7]
    assert (first.kind, first.options, first.data_class, first.routes) == (
        "one of",
        ("Yes", "No", "Unknown"),
        "A",
        True,
    )
    assert rows.kind == "rows"
    assert [one.label for one in rows.questions] == ["Criterion", "Met?", "Evidence"]


@pytest.mark.parametrize(
    "question",
    [
        ProcessOf(key="p99"),
        ProcessXml(key="p99"),
        DecisionOf(process="p01_intake", decision="p99"),
        DecisionOf(process="p99", decision="eligibility"),
        FormOf(process="p01_intake", element="p99"),
        FormOf(process="p01_intake", element="decision"),
    ],
)
def test_what_is_not_there_is_refused(staff, question):
    with pytest.raises(ProcessNotFound):
        staff.ask(question, by="milo")
