"""The page of a task, in a browser without scripts."""

import re

import sqlalchemy as sa

from engine.queries import AccessesOf
from engine.store import records as r
from engine.store import tables as t
from tests.people.staff import rows, write
from tests.task.conftest import address, open_tasks, sent_by
from tests.task.filling import CHECK, LONG, REFERRAL, without


def check(visitor, task, typed=REFERRAL):
    """Send the form, and go where it leads."""
    answer = visitor.post(address(task), {**typed, **CHECK})
    assert answer.status_code == 303, answer.text
    return visitor.get(answer.headers["Location"])


def test_a_task_shows_its_questions_to_who_may_do_it(visit, referral):
    page = visit("ada").get(address(referral))

    assert "Register referral" in page
    assert 'name="earliest_release-day"' in page
    assert "Check your answers" in page
    assert 'name="urgent_reason"' not in page
    assert "govuk-error-summary" not in page


def test_what_is_missing_and_wrong_is_said_and_everything_typed_still_there(visit, referral):
    typed = {**without(REFERRAL, "name"), "birth_date-year": "19x4"}

    answer = visit("ada").post(address(referral), {**typed, **CHECK})

    assert answer.status_code == 422
    assert "There are 2 problems" in answer.text
    assert "Enter the name" in answer.text
    assert 'href="#birth_date"' in answer.text
    assert 'value="19x4"' in answer.text
    assert LONG in answer.text


def test_good_answers_are_checked_in_words_and_can_be_changed(visit, referral):
    ada = visit("ada")

    page = check(ada, referral)

    assert "30 June 2029" in page
    assert f'href="{address(referral)}#earliest_release"' in page
    assert 'value="Tamsin Hale"' in ada.get(address(referral))


def test_completing_says_what_comes_next_and_for_whom(visit, shipped, referral):
    ada = visit("ada")
    sent = sent_by(check(ada, referral))

    answer = ada.post(f"{address(referral)}/complete", sent)

    assert answer.status_code == 303
    page = ada.get("/account")
    assert "“Register referral” is completed." in page
    assert "Next: Acknowledge referrer, for intake officers, due" in page
    assert "acknowledge_referrer" in open_tasks(shipped, referral.case_id)


def test_a_double_click_completes_once(visit, referral, engine):
    ada = visit("ada")
    sent = sent_by(check(ada, referral))

    first = ada.post(f"{address(referral)}/complete", sent)
    second = ada.post(f"{address(referral)}/complete", sent)

    assert (first.status_code, second.status_code) == (303, 303)
    assert len(rows(engine, r.submission)) == 1


def test_one_can_go_straight_to_the_next_task_of_the_case(visit, shipped, referral):
    ada = visit("ada")
    sent = sent_by(check(ada, referral))

    answer = ada.post(f"{address(referral)}/complete", {**sent, "-then": "next"})

    following = open_tasks(shipped, referral.case_id)["acknowledge_referrer"]
    assert answer.headers["Location"] == address(following)


def test_the_second_of_two_is_told_who_and_when_and_loses_nothing(visit, referral):
    ada, bruno = visit("ada"), visit("bruno")
    sent = sent_by(check(ada, referral))
    bruno.get(address(referral))
    ada.post(f"{address(referral)}/complete", sent)

    answer = bruno.post(address(referral), {**REFERRAL, "name": "Tamsin Hail", **CHECK})

    assert answer.status_code == 409
    assert "Ada completed this task on 1 Mar 2027, 09:00." in answer.text
    assert 'value="Tamsin Hail"' in answer.text
    again = bruno.get(address(referral))
    assert 'value="Tamsin Hail"' in again
    assert "Check your answers" not in again


def test_a_race_that_is_lost_at_the_last_moment_keeps_what_was_typed(visit, referral):
    ada, bruno = visit("ada"), visit("bruno")
    first, second = (sent_by(check(one, referral)) for one in (ada, bruno))
    ada.post(f"{address(referral)}/complete", first)

    answer = bruno.post(f"{address(referral)}/complete", second)

    assert answer.status_code == 409
    assert "Ada completed this task" in answer.text
    assert LONG in answer.text


def test_what_was_typed_for_a_task_that_is_gone_can_be_forgotten(visit, referral, engine):
    ada, bruno = visit("ada"), visit("bruno")
    sent = sent_by(check(ada, referral))
    bruno.post(address(referral), {**REFERRAL, "-go": "later"})
    ada.post(f"{address(referral)}/complete", sent)
    assert "Tamsin Hale" in bruno.get(address(referral))

    bruno.post(f"{address(referral)}/drop", {})

    assert "Tamsin Hale" not in bruno.get(address(referral))
    assert rows(engine, r.form_draft) == []


def test_a_task_that_somebody_else_has_claimed_can_be_looked_at(visit, referral, engine, clock):
    write(
        engine,
        sa.update(t.user_task).values(assignee="bruno", status="reserved", claimed_at=clock.now),
    )

    ada = visit("ada")
    page = ada.get(address(referral))

    assert "Bruno claimed this task on 1 Mar 2027, 09:00." in page
    assert "Check your answers" not in page
    assert re.search(r'name="referrer"[^>]* readonly', page)
    answer = ada.post(address(referral), {**REFERRAL, **CHECK})
    assert answer.status_code == 409
    assert 'value="Tamsin Hale"' in answer.text


def test_a_task_for_others_is_only_named(visit, referral):
    page = visit("dora").get(address(referral))

    assert "This task is for others to do" in page
    assert "Intake officers" in page
    assert 'name="referrer"' not in page


def test_what_is_sent_for_a_task_of_others_is_refused(visit, referral):
    answer = visit("dora").post(address(referral), {**REFERRAL, **CHECK})

    assert answer.status_code == 403


def test_a_task_of_a_case_that_one_may_not_read_is_not_there(visit, referral):
    carol = visit("carol")

    carol.get(address(referral), 404)
    assert carol.post(address(referral), REFERRAL).status_code == 404
    assert carol.post(f"{address(referral)}/questions", REFERRAL).status_code == 404
    assert carol.post(f"{address(referral)}/complete", REFERRAL).status_code == 404
    carol.get(f"{address(referral)}/check", 404)


def test_a_task_that_never_was_is_not_there(visit, referral):
    visit("ada").get(f"/cases/{referral.case_id}/tasks/{'0' * 32}", 404)


def test_a_draft_outlives_the_session_and_is_exactly_as_typed(visit, referral):
    ada = visit("ada")
    ada.post(address(referral), {"reason": "  half \r\n<b>done</b>", "birth_date-day": "3"})
    ada.post("/sign-out", {})

    page = visit("ada").get(address(referral))

    assert "half \r\n&lt;b&gt;done&lt;/b&gt;" in page
    assert 'name="birth_date-day" type="text" inputmode="numeric" value="3"' in page
    assert "govuk-error-summary" not in page


def test_a_draft_is_seen_by_nobody_else(visit, referral):
    visit("ada").post(address(referral), {**REFERRAL, "-go": "later"})

    assert "Tamsin Hale" not in visit("bruno").get(address(referral))


def test_a_question_that_follows_from_an_answer_is_asked_before_one_goes_on(visit, referral):
    ada = visit("ada")
    asked = sent_by(ada.get(address(referral)))["-asked"]
    urgent = {**REFERRAL, "urgent": "yes", "-asked": asked, **CHECK}

    answer = ada.post(address(referral), urgent)

    assert answer.status_code == 422
    assert "Your answers lead to one more question." in answer.text
    assert 'href="#urgent_reason"' in answer.text
    assert 'name="urgent_reason"' in answer.text
    assert "govuk-error-summary" not in answer.text
    asked = sent_by(answer.text)["-asked"]
    again = ada.post(address(referral), {**urgent, "-asked": asked})
    assert "govuk-error-summary" in again.text


def test_what_was_typed_for_a_hidden_question_is_kept_until_it_is_shown_again(visit, referral):
    ada = visit("ada")
    ada.post(address(referral), {**REFERRAL, "urgent": "yes", "urgent_reason": LONG[::-1]})
    hidden = ada.post(f"{address(referral)}/questions", {**REFERRAL, "urgent_reason": LONG[::-1]})

    sent = sent_by(f"<main><form>{hidden.text}<button></button></form></main>")
    shown = ada.post(f"{address(referral)}/questions", {**sent, "urgent": "yes"})

    assert "<textarea" not in hidden.text.split("urgent_reason")[0][-200:]
    assert LONG[::-1] in shown.text
    assert 'data-question="urgent_reason"' in shown.text
    assert 'data-question="urgent_reason"' not in hidden.text


def test_a_script_is_told_what_is_asked_and_when_it_was_kept(visit, referral):
    ada = visit("ada")

    answer = ada.post(f"{address(referral)}/questions", {**REFERRAL, "urgent": "yes"})

    assert answer.status_code == 200
    assert 'data-question="urgent_reason"' in answer.text
    assert 'data-saved="Saved 09:00"' in answer.text
    assert "govuk-error-message" not in answer.text


def test_a_script_is_told_that_somebody_was_faster(visit, referral):
    ada, bruno = visit("ada"), visit("bruno")
    sent = sent_by(check(ada, referral))
    ada.post(f"{address(referral)}/complete", sent)

    answer = bruno.post(f"{address(referral)}/questions", REFERRAL)

    assert answer.status_code == 409
    assert "Ada completed this task" in answer.text
    assert LONG in bruno.get(address(referral))


def test_a_name_that_no_question_has_is_told_once(visit, referral):
    hostile = {f"x{number}": "y" for number in range(10_000)}

    answer = visit("ada").post(address(referral), {**REFERRAL, **CHECK, **hostile})

    assert answer.status_code == 422
    assert "10000 answers belong to no question of this form." in answer.text
    assert len(answer.text) < 100_000


def test_more_than_anybody_types_is_refused(visit, referral):
    answer = visit("ada").post(address(referral), {"reason": "x" * 1_100_000})

    assert answer.status_code == 413


def test_looking_at_a_form_is_written_down(visit, shipped, referral):
    visit("ada").get(address(referral))

    (seen,) = shipped.ask(AccessesOf(case=referral.case_id), by="console")
    assert (seen.actor, seen.what) == ("ada", "the form of a task")


def test_the_last_tasks_that_were_done_stand_beside_the_form(visit, referral):
    ada = visit("ada")
    sent = sent_by(check(ada, referral))
    answer = ada.post(f"{address(referral)}/complete", {**sent, "-then": "next"})

    page = ada.get(answer.headers["Location"])

    assert "Done last in this case" in page
    assert f'href="{address(referral)}"' in page
    assert "1 Mar 2027, 09:00" in page


def test_a_task_is_claimed_and_given_back_and_what_was_typed_is_kept(visit, shipped, referral):
    ada = visit("ada")

    claimed = ada.post(f"{address(referral)}/claim", {"referrer": "Orla Fenn"})

    page = ada.get(claimed.headers["Location"])
    assert "The task is yours now." in page
    assert 'value="Orla Fenn"' in page
    assert "Ada claimed this task on 1 Mar 2027, 09:00." in visit("bruno").get(address(referral))
    ada.post(f"{address(referral)}/return", sent_by(page))
    assert open_tasks(shipped, referral.case_id)["register_referral"].assignee is None
    assert 'value="Orla Fenn"' in ada.get(address(referral))


def test_who_claims_a_task_too_late_sees_who_has_it(visit, referral):
    ada, bruno = visit("ada"), visit("bruno")
    ada.post(f"{address(referral)}/claim", {})

    answer = bruno.post(f"{address(referral)}/claim", {})

    assert answer.status_code == 303
    assert "Ada claimed this task" in bruno.get(answer.headers["Location"])


def test_the_step_is_shown_in_its_diagram_and_in_words(visit, referral):
    page = visit("ada").get(address(referral))

    assert re.search(r'data-diagram="/cases/[0-9a-f]{32}/diagram/[0-9a-f]{32}[.]bpmn"', page)
    assert re.search(r'data-current="[^"]*register_referral', page)
    assert "The same steps in words" in page
