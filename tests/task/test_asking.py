"""What the form of a task asks of whom, and what is kept of what they type."""

import json

import pytest
import sqlalchemy as sa

from engine.commands import (
    CaseNotFound,
    ClaimTask,
    CompleteTask,
    DropDraft,
    FormRefused,
    KeepDraft,
    NotAllowed,
    PublishRelease,
    StartCase,
)
from engine.queries import DoneTasks, NextTask, TaskForm, WhatFollows
from engine.queries.task_form import TextQuestion
from engine.store import records as r
from engine.store import tables as t
from engine.store.persons import PersonData, add_person
from tests.core.bpmn.drawing import definitions, end, flow, flows, parallel, process, start
from tests.core.bpmn.drawing import user_task as task_of
from tests.people.staff import join, rows, write

FORM = {
    "type": "default",
    "components": [
        {"type": "textfield", "key": "seen", "label": "Seen", "properties": {"dataClass": "A"}},
        {"type": "textfield", "key": "told", "label": "Told", "properties": {"dataClass": "D"}},
        {"type": "textfield", "key": "person", "label": "Who",
         "properties": {"dataClass": "A", "prefill": "=person.name"}},
    ],
}  # fmt: skip
TWICE = definitions(
    process("p", start("s"), task_of("a", name="First", form="f"),
            task_of("b", name="Second", form="f"), end("e"), flows("s", "a", "b", "e"))
)  # fmt: skip
BOTH = definitions(
    process("q", start("s"), parallel("g"), task_of("a", name="Left"),
            task_of("b", name="Right"), parallel("h"), end("e"), flows("s", "g", "a", "h", "e"),
            flow("g", "b"), flow("b", "h"))
)  # fmt: skip


class NewPerson:
    recorded = False

    def run(self, context):
        return add_person(context, PersonData(name="Tamsin Hale"))


@pytest.fixture
def tasks(executor):
    """The open tasks of a new case about Tamsin, of a process."""
    diagrams = {"p": TWICE, "q": BOTH}
    executor.execute(PublishRelease(diagrams=diagrams, forms={"f": json.dumps(FORM)}), by="console")
    person = executor.execute(NewPerson(), by="console")
    for login, role in (
        ("chair", "mdt_chair"),
        ("boss", "programme_manager"),
        ("it", "administrator"),
    ):
        join(executor, login, role)

    def begin(name):
        case = executor.execute(StartCase(process=name, person=person), by="console")["id"]
        return open_in(executor, case)

    return begin


def open_in(executor, case):
    with executor.engine.connect() as connection:
        found = connection.execute(
            sa.select(t.user_task).where(
                t.user_task.c.case_id == case, t.user_task.c.status == "ready"
            )
        )
        return {one.element: one for one in found}


def ask(executor, task, by, **typed):
    question = TaskForm(case=task.case_id, task=task.id, **typed)
    return executor.ask(question, by=by)


def keep(executor, task, by, typed):
    executor.execute(KeepDraft(case=task.case_id, task=task.id, typed=typed), by=by)


def test_a_form_begins_with_what_the_programme_fills_in(executor, tasks):
    paper = ask(executor, tasks("p")["a"], "chair")

    assert [type(one) for one in paper.sheet.questions] == [TextQuestion] * 3
    assert [one.text for one in paper.sheet.questions] == ["", "", "Tamsin Hale"]
    assert paper.facts.person == "Tamsin Hale"
    assert paper.facts.standing == "free"


def test_a_name_is_only_for_those_who_may_read_it(executor, tasks):
    task = tasks("p")["a"]

    assert ask(executor, task, "boss").facts.person == ""
    with pytest.raises(CaseNotFound):
        ask(executor, task, "it")


def test_a_task_of_another_case_is_not_there(executor, tasks):
    one, other = tasks("p")["a"], tasks("p")["a"]

    with pytest.raises(CaseNotFound):
        executor.ask(TaskForm(case=one.case_id, task=other.id), by="chair")
    with pytest.raises(CaseNotFound):
        executor.execute(KeepDraft(case=one.case_id, task=other.id, typed={}), by="chair")


def test_a_draft_is_kept_as_typed_and_nobody_can_read_it_without_the_key(executor, tasks, engine):
    task = tasks("p")["a"]

    keep(executor, task, "chair", {"seen": [" half "], "strange": ["x", "y"]})

    assert ask(executor, task, "chair").sheet.questions[0].text == " half "
    assert ask(executor, task, "boss").sheet.questions[0].text == ""
    (row,) = rows(engine, r.form_draft)
    assert b"half" not in row["data"]
    assert not [one for one in rows(engine, t.command) if one["name"] == "KeepDraft"]


def test_a_draft_takes_the_place_of_the_one_before_and_can_be_dropped(executor, tasks):
    task = tasks("p")["a"]
    keep(executor, task, "chair", {"seen": ["one"]})
    keep(executor, task, "chair", {"seen": ["two"]})
    keep(executor, task, "boss", {"seen": ["other"]})

    executor.execute(DropDraft(case=task.case_id, task=task.id), by="chair")

    assert ask(executor, task, "chair").sheet.saved_at is None
    assert ask(executor, task, "boss").sheet.questions[0].text == "other"


def test_a_draft_is_for_those_who_may_do_the_task_and_has_an_end(executor, tasks, engine):
    task = tasks("p")["a"]
    write(engine, sa.update(t.user_task).values(candidate_groups=["governor"]))

    with pytest.raises(NotAllowed):
        keep(executor, task, "chair", {"seen": ["x"]})
    with pytest.raises(CaseNotFound):
        keep(executor, task, "it", {"seen": ["x"]})
    write(engine, sa.update(t.user_task).values(candidate_groups=[]))
    with pytest.raises(FormRefused):
        keep(executor, task, "chair", {"seen": ["x" * 3_000_001]})


def test_completing_drops_the_draft_of_who_completes_and_keeps_that_of_others(
    executor, tasks, engine
):
    task = tasks("p")["a"]
    keep(executor, task, "chair", {"seen": ["mine"]})
    keep(executor, task, "boss", {"seen": ["theirs"]})

    executor.execute(CompleteTask(case=task.case_id, task=task.id), by="chair")

    assert len(rows(engine, r.form_draft)) == 1
    paper = ask(executor, task, "boss")
    assert (paper.facts.standing, paper.facts.ended_by) == ("ended", "Chair")
    assert paper.sheet.questions[0].text == "theirs"
    assert paper.sheet.questions[0].fixed
    assert ask(executor, task, "chair").sheet is None


def test_what_was_answered_before_is_shown_by_classes_of_data(executor, tasks):
    first = tasks("p")["a"]
    answers = {"seen": "a fact", "told": "a secret", "person": "T"}
    command = CompleteTask(case=first.case_id, task=first.id, answers=answers)
    executor.execute(command, by="chair")
    second = open_in(executor, first.case_id)["b"]

    before = ask(executor, second, "chair").sheet.before

    # The chair reads class A, and class D not even where it is of their own hand.
    assert (before.revision, before.by) == (1, "Chair")
    assert [(one.text, one.shown) for one in before.lines[:2]] == [("a fact", True), ("", False)]
    assert ask(executor, first, "console").facts.submission


def test_what_follows_is_told_to_those_who_may_read_the_case(executor, tasks):
    task = tasks("p")["a"]
    done = executor.execute(CompleteTask(case=task.case_id, task=task.id), by="chair")

    following = executor.ask(WhatFollows(case=task.case_id, tasks=done["opened"]), by="chair")

    assert done["task"] == "First"
    assert [one.name for one in following] == ["Second"]
    assert executor.ask(WhatFollows(case=task.case_id, tasks=done["opened"]), by="it") == []
    (last,) = executor.ask(DoneTasks(case=task.case_id), by="chair")
    assert (last.name, last.by) == ("First", "Chair")


def test_the_next_task_is_ones_own_first_then_one_of_the_case(executor, tasks):
    here, there = tasks("q"), tasks("q")
    case = here["a"].case_id
    own = ClaimTask(case=there["b"].case_id, task=there["b"].id)

    offered = executor.ask(NextTask(case=case), by="chair")
    executor.execute(own, by="chair")
    mine = executor.ask(NextTask(case=case), by="chair")

    assert offered.case == case
    assert mine.task == there["b"].id
    assert executor.ask(NextTask(case=case), by="it") is None


def test_a_task_that_others_have_claimed_is_not_the_next(executor, tasks):
    here = tasks("q")
    for element in ("a", "b"):
        command = ClaimTask(case=here[element].case_id, task=here[element].id)
        executor.execute(command, by="boss")

    assert executor.ask(NextTask(case=here["a"].case_id), by="chair") is None
    assert ask(executor, here["a"], "chair").facts.standing == "taken"
    assert ask(executor, here["a"], "boss").facts.standing == "yours"
