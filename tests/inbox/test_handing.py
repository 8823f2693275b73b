"""Claiming, returning, assigning, dates, comments: who may, what is written, who was faster."""

import datetime
from functools import partial

import pytest
import sqlalchemy as sa

from engine.commands import (
    AddComment,
    AssignTask,
    CaseNotFound,
    ClaimTask,
    CommentRefused,
    CompleteTask,
    DueInThePast,
    FollowUpPassed,
    NoReason,
    NotAllowed,
    NotForThem,
    PublishRelease,
    ReturnTask,
    SetDueDate,
    SetFollowUp,
    StartCase,
    TaskClaimed,
    TaskNotOpen,
    UserNotFound,
)
from engine.queries import AuditBreaks, CaseHistory, Inbox, OpenTasks, TaskFates, Workload
from engine.store import people as p
from engine.store import records as r
from engine.store import tables as t
from engine.store.cases import case_row
from engine.store.comments import comments_of
from engine.store.offers import NEVER
from tests.core.bpmn.drawing import definitions, end, flows, process, start, user_task
from tests.people.conftest import NORTH
from tests.people.staff import join, rows, write
from tests.store.test_races import at_once

DIAGRAM = definitions(
    process(
        "q", start("s"), user_task("u", name="Call", groups="intake_officer, case_manager"),
        end("e"), flows("s", "u", "e"),
    )
)  # fmt: skip


@pytest.fixture
def office(executor, sites):  # noqa: ARG001 - sites must be there
    """Two intake officers, a case manager, and a team leader to whom the case is assigned."""
    executor.execute(PublishRelease(diagrams={"q": DIAGRAM}), by="console")
    for login, role in (
        ("ada", "intake_officer"),
        ("ben", "intake_officer"),
        ("carol", "case_manager"),
        ("tess", "team_leader"),
        ("eva", "evaluator"),
    ):
        join(executor, login, role, site=NORTH)
    return executor


@pytest.fixture
def task(office, engine):
    """The id of a case, and of its only task."""
    case = office.execute(StartCase(process="q", site=NORTH), by="console")["id"]
    with engine.connect() as connection:
        tess = connection.scalar(sa.select(p.user.c.id).where(p.user.c.login == "tess"))
    write(engine, sa.insert(p.case_member).values(case_id=case, user_id=tess, relation="assigned"))
    (found,) = office.ask(OpenTasks(case=case), by="console")
    return {"case": case, "task": found.id}


def columns(engine):
    (row,) = rows(engine, t.user_task)
    return row


def offers(engine):
    return {one["group_name"]: one["due_at"] for one in rows(engine, t.task_offer)}


def kinds(executor, task):
    history = executor.ask(CaseHistory(case=task["case"]), by="console")
    assert executor.ask(AuditBreaks(), by="console") == []
    return [(one.kind, one.actor) for one in history][-1], history[-1]


def test_who_claims_a_task_has_it_and_it_is_offered_to_nobody(office, engine, task, clock):
    answer = office.execute(ClaimTask(**task), by="ada")

    assert answer == {"changed": True}
    row = columns(engine)
    assert (row["status"], row["assignee"], row["claimed_at"]) == ("reserved", "ada", clock.now)
    assert offers(engine) == {}
    (last, entry) = kinds(office, task)
    assert last == ("TaskClaimed", "ada")
    assert (entry.element, entry.token) == ("u", task["task"])


def test_to_claim_what_one_has_changes_nothing(office, task):
    office.execute(ClaimTask(**task), by="ada")
    before = office.ask(CaseHistory(case=task["case"]), by="console")

    assert office.execute(ClaimTask(**task), by="ada") == {"changed": False}
    assert office.ask(CaseHistory(case=task["case"]), by="console") == before


def test_what_somebody_has_is_refused_with_who_and_when(office, task, clock):
    office.execute(ClaimTask(**task), by="ada")
    claimed = clock.now
    clock.advance(hours=1)

    with pytest.raises(TaskClaimed, match="claimed by ada on 01 March 2027") as refused:
        office.execute(ClaimTask(**task), by="ben")

    assert (refused.value.by, refused.value.at) == ("ada", claimed)


def test_what_somebody_has_completed_is_refused_with_who_and_when(office, task, clock):
    office.execute(CompleteTask(**task), by="ada")

    for command in (ClaimTask(**task), ReturnTask(**task), AssignTask(**task, to="ben"),
                    SetFollowUp(**task, on=None)):  # fmt: skip
        with pytest.raises(TaskNotOpen) as refused:
            office.execute(command, by="ben")
        assert (refused.value.by, refused.value.at) == ("ada", clock.now)


@pytest.mark.parametrize(("login", "error"), [("carol", CaseNotFound), ("tess", NotAllowed)])
def test_who_may_not_complete_a_task_cannot_claim_it(office, engine, task, login, error):
    with pytest.raises(error):
        office.execute(ClaimTask(**task), by=login)

    assert columns(engine)["assignee"] is None


def test_of_two_who_claim_at_once_one_has_it_and_the_other_is_told(office, engine, task):
    for _ in range(10):
        claims = [partial(office.execute, ClaimTask(**task), by=one) for one in ("ada", "ben")]
        results = at_once(*claims)

        (won,) = [one for one in results if one == {"changed": True}]
        (lost,) = [one for one in results if one is not won]
        assert isinstance(lost, TaskClaimed)
        assert lost.by == columns(engine)["assignee"]
        assert lost.at is not None
        office.execute(ReturnTask(**task), by=lost.by)


def test_a_task_that_is_returned_is_offered_again_to_all_its_groups(office, engine, task):
    before = offers(engine)
    office.execute(ClaimTask(**task), by="ada")

    assert office.execute(ReturnTask(**task), by="ada") == {"changed": True}

    row = columns(engine)
    assert (row["status"], row["assignee"], row["claimed_at"]) == ("ready", None, None)
    assert offers(engine) == before == {"intake_officer": NEVER, "case_manager": NEVER}
    assert kinds(office, task)[1].data == {"before": "ada"}


def test_only_who_reassigns_returns_the_task_of_another(office, engine, task):
    office.execute(ClaimTask(**task), by="ada")

    with pytest.raises(TaskClaimed):
        office.execute(ReturnTask(**task), by="ben")
    office.execute(ReturnTask(**task), by="tess")

    assert columns(engine)["assignee"] is None
    assert office.execute(ReturnTask(**task), by="tess") == {"changed": False}


def test_one_hands_over_ones_own_task_to_who_may_do_it(office, engine, task):
    office.execute(ClaimTask(**task), by="ada")

    office.execute(AssignTask(**task, to="ben"), by="ada")

    assert columns(engine)["assignee"] == "ben"
    assert kinds(office, task)[1].data == {"to": "ben", "before": "ada"}
    assert [row.id for row in office.ask(Inbox(), by="ben").rows] == [task["task"]]
    with pytest.raises(TaskClaimed):
        office.execute(AssignTask(**task, to="ada"), by="ada")


def test_nobody_assigns_what_is_nobodys_but_who_reassigns(office, engine, task):
    with pytest.raises(NotAllowed, match="claim it first"):
        office.execute(AssignTask(**task, to="ben"), by="ada")

    office.execute(AssignTask(**task, to="ben"), by="tess")

    assert columns(engine)["assignee"] == "ben"
    assert offers(engine) == {}
    assert office.execute(AssignTask(**task, to="ben"), by="tess") == {"changed": False}


def test_who_reassigns_lets_them_work_on_the_case_where_that_is_all_they_need(office, engine, task):
    office.execute(AssignTask(**task, to="carol"), by="tess")

    assert [row.id for row in office.ask(Inbox(), by="carol").rows] == [task["task"]]
    assert len(rows(engine, p.case_member)) == 2


def test_to_hand_over_lets_nobody_else_into_a_case(office, engine, task):
    office.execute(ClaimTask(**task), by="ada")

    with pytest.raises(NotForThem, match="ask a team leader"):
        office.execute(AssignTask(**task, to="carol"), by="ada")

    assert len(rows(engine, p.case_member)) == 1


@pytest.mark.parametrize(("to", "error"), [("eva", NotForThem), ("nobody", UserNotFound)])
def test_who_may_not_do_a_task_is_not_given_it(office, engine, task, to, error):
    with pytest.raises(error):
        office.execute(AssignTask(**task, to=to), by="tess")

    assert columns(engine)["assignee"] is None


def test_a_due_date_is_the_end_of_its_day_at_the_site_and_has_a_reason(office, engine, task):
    day = datetime.date(2027, 3, 10)

    office.execute(SetDueDate(**task, on=day, reason=" The court moved it. "), by="tess")

    end_of_day = datetime.datetime(2027, 3, 10, 23, tzinfo=datetime.UTC)
    assert columns(engine)["due_at"] == end_of_day
    assert set(offers(engine).values()) == {end_of_day}
    assert kinds(office, task)[1].data["reason"] == "The court moved it."
    (row,) = office.ask(Inbox(view="team"), by="ada").rows
    assert row.due.on == day
    office.execute(SetDueDate(**task, on=None, reason="Not needed."), by="tess")
    assert set(offers(engine).values()) == {NEVER}


@pytest.mark.parametrize(
    ("by", "said", "error"),
    [
        ("ada", (datetime.date(2027, 3, 10), "Because."), NotAllowed),
        ("tess", (datetime.date(2027, 3, 10), " "), NoReason),
        ("tess", (datetime.date(2027, 2, 28), "Because."), DueInThePast),
        ("tess", (datetime.date.max, "Because."), DueInThePast),
    ],
)
def test_a_due_date_is_refused(office, engine, task, by, said, error):  # noqa: PLR0913, PLR0917
    office.execute(ClaimTask(**task), by="ada")

    with pytest.raises(error):
        office.execute(SetDueDate(**task, on=said[0], reason=said[1]), by=by)

    assert columns(engine)["due_at"] is None


def test_a_task_that_is_put_aside_waits_until_its_day(office, task, clock):
    office.execute(ClaimTask(**task), by="ada")

    office.execute(SetFollowUp(**task, on=datetime.date(2027, 3, 3)), by="ada")

    waiting = office.ask(Inbox(view="waiting"), by="ada")
    assert [row.follow_up for row in waiting.rows] == [datetime.date(2027, 3, 3)]
    assert waiting.counts["mine"] == 0
    clock.now = datetime.datetime(2027, 3, 2, 23, tzinfo=datetime.UTC)  # midnight at Brussels
    assert office.ask(Inbox(), by="ada").total == 1


def test_what_was_put_aside_comes_back_at_once_when_one_says_so(office, engine, task):
    office.execute(ClaimTask(**task), by="ada")
    office.execute(SetFollowUp(**task, on=datetime.date(2027, 3, 3)), by="ada")

    office.execute(SetFollowUp(**task, on=None), by="ada")

    assert columns(engine)["follow_up_at"] is None
    assert office.execute(SetFollowUp(**task, on=None), by="ada") == {"changed": False}


def test_only_ones_own_task_is_put_aside_and_only_until_a_later_day(office, task):
    day = datetime.date(2027, 3, 3)
    with pytest.raises(NotAllowed):
        office.execute(SetFollowUp(**task, on=day), by="tess")
    office.execute(ClaimTask(**task), by="ada")
    with pytest.raises(TaskClaimed):
        office.execute(SetFollowUp(**task, on=day), by="tess")

    with pytest.raises(FollowUpPassed):
        office.execute(SetFollowUp(**task, on=datetime.date(2027, 3, 1)), by="ada")


class Comments:
    def __init__(self, case):
        self.case = case

    def run(self, context):
        return comments_of(context, case_row(context, self.case))


def test_a_comment_is_kept_encrypted_with_who_and_when(office, engine, task, clock):
    answer = office.execute(AddComment(**task, text=" The referrer was called. "), by="ada")
    clock.advance(minutes=5)
    office.execute(AddComment(case=task["case"], task=None, text="Of the case."), by="tess")

    ours, first = office.ask(Comments(task["case"]), by="console")
    assert (first.id, first.task, first.by) == (answer["id"], task["task"], "ada")
    assert (first.text, ours.text, ours.task) == (
        "The referrer was called.", "Of the case.", None,
    )  # fmt: skip
    assert not [one for one in rows(engine, r.comment) if b"called" in one["text"]]
    (row,) = office.ask(Inbox(view="team"), by="ada").rows
    assert row.commented_at == first.at
    assert kinds(office, task)[0] == ("Commented", "tess")


@pytest.mark.parametrize("text", ["", "  ", "x" * 10_001])
def test_a_comment_says_something_and_not_too_much(office, task, text):
    with pytest.raises(CommentRefused):
        office.execute(AddComment(**task, text=text), by="ada")


def test_who_may_not_read_a_case_comments_on_nothing(office, task):
    with pytest.raises(CaseNotFound):
        office.execute(AddComment(**task, text="I was here."), by="carol")
    with pytest.raises(TaskNotOpen):
        office.execute(AddComment(case=task["case"], task="f" * 32, text="What?"), by="ada")


def test_what_became_of_tasks_is_said_to_those_who_may_know(office, task, clock):
    office.execute(ClaimTask(**task), by="ada")
    asked = TaskFates(tasks=[(task["case"], task["task"]), ("a" * 32, "b" * 32)])

    (told,) = office.ask(asked, by="ben")

    assert (told.by, told.at, told.status, told.mine) == ("Ada", clock.now, "reserved", False)
    assert office.ask(asked, by="carol") == []


def test_the_workload_counts_what_everybody_has_claimed(office, task):
    office.execute(ClaimTask(**task), by="ada")

    found = {one.login: (one.open_tasks, one.roles) for one in office.ask(Workload(), by="tess")}

    assert found["ada"] == (1, ("Intake officer",))
    assert found["ben"] == (0, ("Intake officer",))
    assert "eva" not in found
