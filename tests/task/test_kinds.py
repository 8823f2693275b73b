"""Each kind of question on the page of a task: answered well, answered badly, and shown again."""

import json
import re

import pytest
import sqlalchemy as sa

from engine.commands import CompleteTask, PublishRelease, StartCase
from engine.queries import CaseHistory
from engine.store import tables as t
from engine.store.submissions import submissions_of
from tests.core.bpmn.drawing import definitions, end, flows, process, start, user_task
from tests.people.staff import join
from tests.task.conftest import Visitor, address, open_tasks, sent_by
from webui import WebConfig, create_app

OPTIONS = {"values": [{"label": "Yes", "value": "yes"}, {"label": "No", "value": "no"}]}
NEEDED = {"validate": {"required": True}, "properties": {"dataClass": "A"}}
PLAIN = {"properties": {"dataClass": "A"}}
FORM = {
    "type": "default",
    "components": [
        {"type": "text", "id": "t1", "text": "# Read **it**\n\n<b>{{line}}</b> [x](javascript:1)"},
        {"type": "textfield", "key": "line", "label": "Line",
         "validate": {"required": True, "pattern": "^[A-Z]+$"}, "properties": {"dataClass": "A"}},
        {"type": "textfield", "key": "mail", "label": "Mail",
         "validate": {"validationType": "email"}, "properties": {"dataClass": "A"}},
        {"type": "textarea", "key": "lines", "label": "Lines",
         "validate": {"maxLength": 20}, "properties": {"dataClass": "D", "kind": "facts"}},
        {"type": "number", "key": "amount", "label": "Amount", "decimalDigits": 2,
         "appearance": {"prefixAdorner": "€"}, "validate": {"min": 0, "max": 10}, **PLAIN},
        {"type": "datetime", "subtype": "date", "key": "day", "dateLabel": "Day", **PLAIN},
        {"type": "datetime", "subtype": "time", "key": "hour", "timeLabel": "Hour", **PLAIN},
        {"type": "datetime", "subtype": "datetime", "key": "moment", "dateLabel": "Moment",
         "timeLabel": "Time", **PLAIN},
        {"type": "radio", "key": "fits", "label": "Fits?", **OPTIONS, **NEEDED},
        {"type": "select", "key": "one", "label": "One", **OPTIONS, **PLAIN},
        {"type": "checklist", "key": "many", "label": "Many", **OPTIONS, **PLAIN},
        {"type": "checkbox", "key": "box", "label": "Box", **PLAIN},
        {"type": "separator", "id": "s1"},
        {"type": "spacer", "id": "s2", "height": 20},
        {"type": "group", "id": "g1", "path": "", "label": "Money", "showOutline": True,
         "components": [{"type": "number", "key": "income", "label": "Income", **PLAIN}]},
        {"type": "expression", "key": "yearly", "label": "Yearly", "expression": "=income * 12",
         "computeOn": "change", **PLAIN},
        {"type": "dynamiclist", "id": "l1", "path": "home", "label": "Home", "isRepeating": True,
         "allowAddRemove": True, "defaultRepetitions": 1, "components": [
             {"type": "textfield", "key": "name", "label": "Name", **NEEDED},
             {"type": "radio", "key": "child", "label": "A child?", **OPTIONS, **PLAIN},
             {"type": "number", "key": "age", "label": "Age", **PLAIN,
              "conditional": {"hide": "=child != \"yes\""}},
         ]},
    ],
}  # fmt: skip
GOOD = {
    "line": "ABC", "mail": "a@example.org", "lines": "Two\r\nlines", "amount": "9.99",
    "day-day": "29", "day-month": "2", "day-year": "2028", "hour": "14:30",
    "moment-day": "1", "moment-month": "12", "moment-year": "2027", "moment-time": "9:05",
    "fits": "yes", "one": "no", "many": ["yes", "no"], "box": "yes", "income": "100",
    "home.rows": "1", "home.0.name": "Runa", "home.0.child": "yes", "home.0.age": "4",
}  # fmt: skip
WRONG = {
    "line": ("abc", "Line is not in the right form"),
    "mail": ("nobody", "Mail must be written like name@example.org"),
    "lines": ("x" * 21, "Lines must be 20 characters or fewer"),
    "amount": ("10,5", "Amount must be a number in digits, such as 12.5; write no comma"),
    "day-day": ("30", "Day must be a real date"),
    "hour": ("25:00", "Hour must have a time such as 09:30"),
    "moment-time": ("", "Moment must include a time"),
    "fits": ("perhaps", "Choose an answer to “Fits?” from the list"),
    "one": ("perhaps", "Choose one from the list"),
    "box": ("perhaps", "Box must be ticked or left empty"),
    "income": ("much", "Income must be a number"),
    "home.0.age": ("old", "Age must be a number"),
}


@pytest.fixture
def task(executor):
    """An open task with a form that asks in every way there is."""
    diagram = definitions(
        process("p", start("s"), user_task("u", name="Do", form="f"), end("e"),
                flows("s", "u", "e"))
    )  # fmt: skip
    command = PublishRelease(diagrams={"p": diagram}, forms={"f": json.dumps(FORM)})
    executor.execute(command, by="console")
    join(executor, "ada", "mdt_chair")
    case = executor.execute(StartCase(process="p"), by="console")["id"]
    return open_tasks(executor, case)["u"]


@pytest.fixture
def ada(executor, task):  # noqa: ARG001 - she is there by then
    app = create_app(WebConfig(secret_key="k" * 32, https=False), executor)
    return Visitor(app.test_client(), "ada")


def send(ada, task, typed, **buttons):
    return ada.post(address(task), {**typed, **buttons})


def test_right_answers_of_every_kind_are_accepted_and_said_in_words(ada, task):
    answer = send(ada, task, GOOD, **{"-go": "check"})

    assert answer.status_code == 303
    page = ada.get(answer.headers["Location"])
    for words in (
        "29 February 2028",
        "1 December 2027, 09:05",
        "14:30",
        "€9.99",
        "Yes, No",
        "1200",
    ):
        assert words in page


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_wrong_answer_is_told_at_its_question_and_stays(ada, task, name):
    text, message = WRONG[name]

    answer = send(ada, task, {**GOOD, name: text}, **{"-go": "check"})

    assert answer.status_code == 422
    assert message in answer.text
    field = name.partition("-")[0]
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert GOOD["mail"] in answer.text or name == "mail"


def test_everything_that_was_typed_is_on_the_page_again(ada, task):
    send(ada, task, GOOD, **{"-go": "later"})

    there = sent_by(ada.get(address(task)))

    assert {name: there[name] for name in GOOD} == {**GOOD, "lines": there["lines"]}
    assert there["lines"].splitlines() == GOOD["lines"].splitlines()


def test_a_text_to_read_can_do_no_harm(ada, task):
    page = ada.post(address(task), {**GOOD, "line": "[a](b)<i>", "-go": "check"}).text

    reading = re.search(r'<div class="app-reading">(.*?)</div>', page, re.DOTALL)[1]
    assert "<h2" in reading
    assert "<strong>it</strong>" in reading
    assert "<i>" not in reading
    assert "<b>" not in reading
    assert 'href="javascript' not in reading


def test_a_row_is_added_and_what_was_typed_is_kept(ada, task):
    answer = send(ada, task, GOOD, **{"home.add": "1"})

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("#home")
    there = sent_by(ada.get(answer.headers["Location"]))
    assert there["home.0.name"] == "Runa"
    assert there["home.1.name"] == ""
    assert there["home.rows"] == "2"
    assert there["line"] == "ABC"


def test_a_row_is_removed_and_the_others_move_up(ada, task):
    typed = {**GOOD, "home.rows": "3", "home.1.name": "Odo", "home.2.name": "Una"}

    answer = send(ada, task, typed, **{"home.remove": "1"})

    there = sent_by(ada.get(answer.headers["Location"]))
    assert (there["home.0.name"], there["home.1.name"]) == ("Runa", "Una")
    assert there["home.rows"] == "2"


def test_all_rows_can_be_removed(ada, task):
    answer = send(ada, task, GOOD, **{"home.remove": "0"})

    page = ada.get(answer.headers["Location"])
    assert "Nothing added yet." in page
    assert send(ada, task, sent_by(page), **{"-go": "check"}).status_code == 303


def test_a_row_asks_what_follows_from_its_own_answers(ada, task):
    typed = {**GOOD, "home.rows": "2", "home.1.name": "Odo", "home.1.child": "no"}

    page = ada.post(f"{address(task)}/questions", typed).text

    assert 'data-question="home.0.age"' in page
    assert 'data-question="home.1.age"' not in page


def test_an_answer_that_is_worked_out_is_shown_and_cannot_be_typed(ada, task):
    page = ada.post(f"{address(task)}/questions", {**GOOD, "income": "7"}).text

    assert re.search(r'value="84"[^>]*name="yearly"[^>]*readonly', page)


class LastAnswers:
    def __init__(self, case):
        self.case = case

    def run(self, context):
        row = context.connection.execute(
            sa.select(t.case).where(t.case.c.id == self.case)
        ).mappings()
        return submissions_of(context, row.one())[-1].values


def test_what_the_check_shows_is_what_is_kept(ada, executor, task):
    checked = send(ada, task, GOOD, **{"-go": "check"})
    hidden = sent_by(ada.get(checked.headers["Location"]))

    answer = ada.post(f"{address(task)}/complete", hidden)

    assert answer.status_code == 303
    kept = executor.ask(LastAnswers(task.case_id), by="console")
    assert kept["lines"] == "Two\nlines"
    assert kept["many"] == ["yes", "no"]
    assert str(kept["amount"]) == "9.99"
    assert kept["home"][0]["name"] == "Runa"


def test_a_refusal_of_the_last_step_shows_the_form_again(ada, task):
    answer = ada.post(f"{address(task)}/complete", {**GOOD, "line": "abc", "home.rows": "4"})

    assert answer.status_code == 422
    assert "Line is not in the right form" in answer.text
    assert 'value="abc"' in answer.text


def test_a_task_without_a_form_takes_nothing_from_people(executor):
    diagram = definitions(
        process("q", start("s"), user_task("u", name="Do"), user_task("w", name="Then"), end("e"),
                flows("s", "u", "w", "e"))
    )  # fmt: skip
    executor.execute(PublishRelease(diagrams={"q": diagram}), by="console")
    join(executor, "bo", "mdt_chair")
    case = executor.execute(StartCase(process="q"), by="console")["id"]
    first = open_tasks(executor, case)["u"]

    executor.execute(CompleteTask(case=case, task=first.id, answers={"a": "b"}), by="bo")

    history = executor.ask(CaseHistory(case=case), by="console")
    assert "VariablesChanged" not in [one.kind for one in history]
