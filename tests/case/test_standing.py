"""Where a case stands, what happened in it, and the same in its diagrams."""

import datetime

import pytest
import sqlalchemy as sa

from engine.commands import (
    AddComment,
    AssignPerson,
    AssignTask,
    CaseNotFound,
    ClaimTask,
    FireTimer,
    PersonData,
    RetryIncident,
    ReturnTask,
    SetDueDate,
    SetFollowUp,
)
from engine.demo.moves import (
    Do,
    allocate,
    assess,
    check,
    classify,
    house,
    register,
    take_in,
)
from engine.queries import (
    CaseDiagram,
    CaseDiagramXml,
    CaseHead,
    CaseOverview,
    CaseTimeline,
    DueTimers,
    Incidents,
)
from engine.store import tables as t
from tests.case.conftest import NORTH
from tests.people.staff import join, write
from tests.playing import open_tasks, play, refer


def standing(executor, case, by="carol"):
    return {one.id: one for one in executor.ask(CaseOverview(case=case), by=by).blocks}


def told(executor, case, by="carol", **more):
    """The timeline as tuples of kind and name, newest first."""
    found = executor.ask(CaseTimeline(case=case, **more), by=by)
    return [
        (one.main.kind, one.main.name, [(led.kind, led.name) for led in one.led_to])
        for one in found.groups
    ]


def steps(executor, case, by="carol", instance=None):
    found = executor.ask(CaseDiagram(case=case, instance=instance), by=by)
    return {one.step.id: one for one in found.steps}


# Where it stands


def test_the_head_names_the_stages_and_since_when(staff, case, clock):
    clock.advance(days=1)
    play(staff, case, take_in(), now=clock.now, who="carol")

    head = staff.ask(CaseHead(case=case), by="carol")

    assert [(one.name, one.state) for one in head.stages] == [
        ("intake", "done"),
        ("assessment", "current"),
        ("classification", "ahead"),
        ("delivery", "ahead"),
        ("release_preparation", "ahead"),
        ("aftercare", "ahead"),
        ("closed", "ahead"),
    ]
    assert [one.since for one in head.stages[:3]] == [
        clock.now - datetime.timedelta(days=1),
        clock.now,
        None,
    ]


def test_a_case_that_has_ended_shows_only_the_stages_that_it_reached(staff, case, clock):
    moves = [*register(known_already="yes"), Do("notify_duplicate", 0)]
    known = staff.ask(CaseHead(case=case), by="carol").number
    moves[0].answers["open_case_number"] = known
    play(staff, case, moves, now=clock.now, who="carol")

    head = staff.ask(CaseHead(case=case), by="carol")

    assert head.status == "completed"
    assert [(one.name, one.state) for one in head.stages] == [
        ("intake", "done"),
        ("closed", "current"),
    ]


def test_open_tasks_say_whom_they_wait_for_and_when_they_are_due(staff, case):
    (task,) = staff.ask(CaseOverview(case=case), by="ina").tasks

    assert (task.name, task.groups, task.assignee) == (
        "Register referral",
        ("Intake officers",),
        "",
    )
    assert (task.for_me, task.mine) == (True, False)
    assert task.due.days == 1
    assert not staff.ask(CaseOverview(case=case), by="carol").tasks[0].for_me


def test_what_is_late_is_an_alert_by_the_one_rule(staff, case, clock):
    assert staff.ask(CaseHead(case=case), by="carol").alerts == ()

    clock.advance(days=3)
    (late,) = staff.ask(CaseHead(case=case), by="carol").alerts
    clock.advance(days=14)
    (very,) = staff.ask(CaseHead(case=case), by="carol").alerts

    assert (late.kind, late.name, late.days) == ("overdue", "Register referral", 2)
    assert (very.kind, very.name) == ("critical", "Register referral")


def test_progress_says_what_is_done_what_is_open_and_why_not_yet(staff, taken_in):
    found = standing(staff, taken_in)

    assert found["intake"].state == "done"
    assert found["assessment"].state == "current"
    assert found["classification"].after == ("Risk and needs assessment",)
    assert found["release_preparation"].event.name == "12 months before release"
    assert found["closure"].after == ("Open case",)
    assert found["incident_note"].any_time
    assert found["incident_note"].event.kind == "message"


def test_what_comes_by_itself_is_named_with_its_day(staff, case, clock):
    moves = [*register(), Do("acknowledge_referrer", 0)]
    play(staff, case, moves, now=clock.now, who="carol")

    coming = staff.ask(CaseOverview(case=case), by="carol").coming

    assert [(one.name, one.of, one.on) for one in coming] == [
        ("5 working days", "Gather file", datetime.date(2027, 3, 8)),
        ("10 working days: unknown", "Gather file", datetime.date(2027, 3, 15)),
    ]


# What happened


def test_the_timeline_tells_what_people_did_and_what_it_led_to(staff, case, clock):
    play(staff, case, register(), now=clock.now, who="carol")

    assert told(staff, case) == [
        ("task completed", "Register referral", [("task opened", "Acknowledge referrer")]),
        ("person assigned", "", []),
        (
            "case began",
            "P00 Case lifecycle",
            [
                ("stage reached", "intake"),
                ("process began", "P01 Intake, eligibility and exclusion"),
                ("task opened", "Register referral"),
            ],
        ),
    ]


def test_it_says_who_and_by_itself(staff, case, clock):
    by_ina = [*register()]
    by_ina[0] = Do("register_referral", 0, by_ina[0].answers, by="ina")
    play(staff, case, by_ina, now=clock.now, who="carol")

    actors = [one.actor for one in staff.ask(CaseTimeline(case=case), by="carol").groups]

    assert actors == ["Ina", "Chris", ""]


def test_it_is_paged_without_gaps_and_without_repeats(staff, taken_in):
    whole = told(staff, taken_in, most=100)
    parts, before = [], None
    while True:
        found = staff.ask(CaseTimeline(case=taken_in, before=before, most=2), by="carol")
        parts += told(staff, taken_in, before=before, most=2)
        before = found.before
        if before is None:
            break

    assert parts == whole
    assert len(whole) > 6


def test_clocks_and_what_they_took_away_are_told(staff, case, clock):
    moves = [*register(), Do("acknowledge_referrer", 0)]
    play(staff, case, moves, now=clock.now, who="carol")
    clock.advance(days=15)
    for timer in staff.ask(DueTimers(), by="scheduler"):
        staff.execute(FireTimer(case=case, timer=timer.id), by="scheduler")

    newest = told(staff, case)[:2]

    assert newest == [
        (
            "timer",
            "10 working days: unknown",
            [("task not needed", "Gather file"), ("task opened", "First contact")],
        ),
        ("timer", "5 working days", [("task opened", "Chase the missing papers")]),
    ]
    assert steps(staff, case, instance=_second(staff, case))["file_late"].state == "done"
    assert steps(staff, case, instance=_second(staff, case))["gather_file"].state == "done"


def _second(executor, case):
    return executor.ask(CaseDiagram(case=case), by="carol").instances[1].id


def test_decisions_name_their_rules_to_those_who_may_read_what_they_decide(staff, case, clock):
    play(staff, case, check(), now=clock.now, who="carol")
    staff.execute(AssignPerson(case=case, login="milo"), by="chris")

    def decided(by):
        groups = staff.ask(CaseTimeline(case=case), by=by).groups
        return next(led for one in groups for led in one.led_to if led.kind == "decision")

    assert decided("carol").rules == (("Eligibility", 8),)
    assert ("result", "eligible") in decided("carol").value
    assert decided("milo").shown is False
    assert decided("milo").value == decided("milo").rules == ()


# In its diagrams


def test_a_diagram_shows_done_now_and_ahead(staff, taken_in):
    found = steps(staff, taken_in)

    states = {key: found[key].state for key in ("intake", "assessment", "open_case", "aftercare")}
    assert states == {
        "intake": "done",
        "assessment": "current",
        "open_case": "ahead",
        "aftercare": "ahead",
    }


def test_a_call_leads_to_the_instance_that_it_began(staff, taken_in):
    called = steps(staff, taken_in)["intake"].instance

    inner = staff.ask(CaseDiagram(case=taken_in, instance=called), by="carol")

    assert inner.instance.name == "P01 Intake, eligibility and exclusion"
    assert (inner.instance.at, inner.instance.status) == ("intake", "completed")
    assert {one.state for one in inner.steps} == {"done", "ahead"}
    done = {one.step.id: one.by for one in inner.steps if one.by}
    assert done["register_referral"] == "console"


def test_the_words_tell_every_element_of_the_picture_once(staff, taken_in):
    found = staff.ask(CaseDiagram(case=taken_in), by="carol")

    for one in found.instances:
        xml = staff.ask(CaseDiagramXml(case=taken_in, instance=one.id), by="carol")
        told_ids = list(steps(staff, taken_in, instance=one.id))
        assert len(told_ids) == len(set(told_ids))
        assert all(f'id="{key}"' in xml for key in told_ids)
        drawn = xml.count("<bpmndi:BPMNShape ") - xml.count('_pool"') - xml.count("<bpmn:lane ")
        assert len(told_ids) <= drawn + 2


def test_the_diagram_of_another_case_is_not_found(staff, case):
    other = refer(staff, NORTH, person=_somebody())
    theirs = staff.ask(CaseDiagram(case=other), by="ina").instance.id

    for question in (CaseDiagram, CaseDiagramXml):
        with pytest.raises(CaseNotFound):
            staff.ask(question(case=case, instance=theirs), by="ina")


def _somebody():
    return PersonData(name="Piet Lanz")


# Where it stands still


def test_a_case_that_stands_still_says_where_and_can_be_tried_again(staff, case, clock):
    long_way = [*take_in(), *assess(), *classify(), *house(), *allocate()]
    play(staff, case, long_way, now=clock.now, who="carol")

    (found,) = staff.ask(CaseOverview(case=case), by="carol").incidents
    (listed,) = staff.ask(Incidents(), by="admin")
    head = staff.ask(CaseHead(case=case), by="carol")

    assert found.name == listed.step == "Engagement and consent"
    assert found.reason == "the release has no process 'p04_engagement'"
    assert (listed.readable, listed.retry) == (False, True)
    assert [(one.kind, one.name) for one in head.alerts] == [("incident", "Engagement and consent")]
    assert "incident.retry" not in head.may
    assert staff.ask(Incidents(), by="carol") == []
    assert steps(staff, case)["engagement"].state == "current"
    assert told(staff, case)[0][2][-1] == ("incident", "Engagement and consent")

    staff.execute(RetryIncident(case=case, incident=found.id), by="admin")

    assert len(staff.ask(Incidents(), by="admin")) == 1  # its cause is still there


def test_the_pages_of_a_case_ask_little_of_the_database(staff, taken_in, engine):
    asked = []
    sa.event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    for question in (CaseHead, CaseOverview, CaseTimeline, CaseDiagram):
        asked.clear()
        staff.ask(question(case=taken_in), by="carol")
        assert len(asked) < 40, (question.__name__, len(asked))


def test_a_history_that_was_changed_is_not_told(staff, case, engine):
    write(
        engine,
        t.history.update()
        .where(t.history.c.case_id == case, t.history.c.kind == "InstanceStarted")
        .values(data=b"x" * 40),
    )

    with pytest.raises(Exception, match="changed"):
        staff.ask(CaseTimeline(case=case), by="carol")


def test_what_people_do_with_tasks_is_told(staff, case):
    join(staff, "ira", "intake_officer", site=NORTH)
    task = open_tasks(staff, case)["register_referral"].id
    later = datetime.date(2027, 3, 3)
    staff.execute(ClaimTask(case=case, task=task), by="ina")
    staff.execute(SetFollowUp(case=case, task=task, on=later), by="ina")
    assert staff.ask(CaseOverview(case=case), by="ina").tasks[0].follow_up_on == later
    staff.execute(AssignTask(case=case, task=task, to="ira"), by="ina")
    staff.execute(ReturnTask(case=case, task=task), by="ira")
    new_due = SetDueDate(case=case, task=task, on=later, reason="The file is late.")
    staff.execute(new_due, by="console")
    staff.execute(AddComment(case=case, task=task, text="Call on Monday."), by="ina")

    groups = staff.ask(CaseTimeline(case=case), by="carol").groups[:6]

    assert [(one.main.kind, one.main.name, one.actor) for one in groups] == [
        ("comment", "Register referral", "Ina"),
        ("due date set", "Register referral", ""),
        ("task returned", "Register referral", "Ira"),
        ("task given", "Register referral", "Ina"),
        ("follow-up set", "Register referral", "Ina"),
        ("task claimed", "Register referral", "Ina"),
    ]
    assert [groups[0].main.text, groups[1].main.text] == ["Call on Monday.", "The file is late."]
    assert groups[3].main.person == "Ira"
    assert groups[1].main.on == groups[4].main.on == later


def test_a_comment_leaves_the_engine_only_for_those_who_may_read_it(staff, case):
    staff.execute(AssignPerson(case=case, login="milo"), by="chris")
    staff.execute(AddComment(case=case, task=None, text="Call on Monday."), by="ina")

    for_mentor = staff.ask(CaseTimeline(case=case), by="milo").groups[0].main
    for_manager = staff.ask(CaseTimeline(case=case), by="carol").groups[0].main

    assert (for_mentor.kind, for_mentor.shown, for_mentor.text) == ("comment", False, "")
    assert (for_manager.shown, for_manager.text) == (True, "Call on Monday.")
