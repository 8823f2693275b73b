"""The inbox in a browser without scripts: lists, filters, and what is done to several tasks."""

import datetime
import re

import pytest
from lxml import html

from engine.commands import ClaimTask, CompleteTask, PublishRelease, StartCase
from engine.queries import OpenTasks
from tests.core.bpmn.drawing import definitions, end, flows, process, start, user_task
from tests.webui.office import Office, post, quick_hashes

MONDAY = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
CALL = definitions(
    process(
        "q", start("s"), user_task("u", name="Call the school", groups="intake_officer"), end("e"),
        flows("s", "u", "e"),
    )
)  # fmt: skip


class Clock:
    now = MONDAY

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def office(tmp_path, monkeypatch, clock):
    quick_hashes(monkeypatch)
    made = Office(tmp_path, programme=False, clock=clock)
    made.executor.execute(PublishRelease(diagrams={"q": CALL}), by="console")
    made.join("ada", "Ada Quill", "intake_officer")
    made.join("ben", "Ben Marrow", "intake_officer")
    made.join("tess", "Tess Alder", "intake_officer", "administrator")
    made.join("eva", "Eva Birk", "evaluator")
    yield made
    made.close()


@pytest.fixture
def begin(office):
    """Begin cases; returns the values that select their tasks."""

    def make(number=1):
        found = []
        for _ in range(number):
            case = office.executor.execute(StartCase(process="q", site=office.north), by="console")
            (task,) = office.executor.ask(OpenTasks(case=case["id"]), by="console")
            found.append(f"{case['id']}.{task.id}")
        return found

    return make


def claim(office, task, by):
    case, _, task_id = task.partition(".")
    office.executor.execute(ClaimTask(case=case, task=task_id), by=by)


def page(browser, address="/tasks", status=200):
    answer = browser.get(address)
    assert answer.status_code == status, answer.text
    return html.fromstring(answer.text)


def text(found):
    return " ".join(found.text_content().split())


def boxes(found, *, checked=False):
    wanted = "//input[@data-select][@checked]" if checked else "//input[@data-select]"
    return found.xpath(wanted + "/@value")


def act(browser, back="", **sent):
    """Press a button of the list, and follow to the next page."""
    answer = post(browser, "/tasks", page="/tasks?view=team", back=back, **sent)
    assert answer.status_code == 303
    return answer.location


def test_the_first_page_is_ones_own_tasks(office, begin):
    (task, _) = begin(2)
    claim(office, task, "ada")
    browser = office.browser("ada")

    assert browser.get("/").location == "/tasks"
    found = page(browser)

    assert found.findtext(".//h1") == "My tasks"
    assert boxes(found) == [task]
    tabs = [text(one) for one in found.xpath("//nav[@class='app-tabs']//a")]
    assert tabs == ["My tasks 1", "Unclaimed 1", "Overdue 0", "Due this week 0", "Waiting 0",
                    "Completed by me 0"]  # fmt: skip
    assert text(found.xpath("//h2")[0]).startswith("Not due yet 1")
    assert found.xpath("//a[@data-open]/@href") == ["/cases/" + task.replace(".", "/tasks/")]


def test_nothing_of_ones_own_says_how_much_is_unclaimed(office, begin):
    begin(2)

    found = page(office.browser("ada"))

    assert "No task is yours" in text(found)
    assert "2 are unclaimed that you may do." in text(found)
    assert found.xpath("//div[@class='app-empty']//a/@href") == ["/tasks?view=team"]


def test_filters_that_are_too_narrow_can_be_cleared(office, begin):
    begin()

    found = page(office.browser("ada"), "/tasks?view=team&words=zebra&before=2027-03-09")

    assert "No task fits these filters" in text(found)
    chips = {text(one): one.get("href") for one in found.xpath("//a[@class='app-chip']")}
    assert chips == {
        "Remove filter “zebra”": "/tasks?before=2027-03-09&view=team",
        "Remove filter due before 9 Mar 2027": "/tasks?words=zebra&view=team",
    }
    assert found.xpath("//div[@class='app-empty']//a/@href") == ["/tasks?view=team"]


def test_who_has_no_role_for_tasks_is_told_whom_to_ask(office, begin):
    begin()

    found = page(office.browser("eva"))

    assert "You have no role that does tasks" in text(found)
    assert "Ask an administrator" in text(found)


def test_the_list_says_in_a_sentence_what_it_is(office, begin):
    begin(2)

    found = page(office.browser("ada"), f"/tasks?view=team&site={office.north}&words=school")

    (said,) = found.xpath("//p[contains(@class, 'app-said')]")
    assert text(said) == "2 tasks · “school” · Lindenhof"
    assert found.xpath("//input[@name='words']/@value") == ["school"]


def test_several_are_claimed_at_once_and_each_row_says_what_came_of_it(office, begin, clock):
    mine, taken, done, free = begin(4)
    claim(office, mine, "ada")
    browser = office.browser("ada")
    clock.now += datetime.timedelta(minutes=20)
    claim(office, taken, "ben")
    case, _, task = done.partition(".")
    office.executor.execute(CompleteTask(case=case, task=task), by="ben")

    there = act(browser, "view=team", action="claim", task=[mine, taken, done, free])

    assert there == "/tasks?view=team"
    rows = [text(one) for one in page(browser, there).xpath("//li[@class='app-outcomes__row']")]
    assert [row.split()[0] for row in rows] == ["Done", "Refused", "Refused", "Done"]
    assert "It was yours already." in rows[0]
    assert "Ben Marrow claimed it on 1 Mar 2027, 09:20." in rows[1]
    assert "Ben Marrow completed it on 1 Mar 2027, 09:20." in rows[2]
    assert "It is yours." in rows[3]
    assert not page(browser, there).xpath("//li[@class='app-outcomes__row']")


def test_what_was_refused_stays_selected(office, begin):
    (task,) = begin()
    claim(office, task, "ben")
    browser = office.browser("tess")
    address = "/tasks?person=ben"

    there = act(browser, "person=ben", action="claim", task=[task])

    assert there == address
    assert boxes(page(browser, there), checked=True) == [task]


def test_the_button_of_a_row_claims_that_row_alone(office, begin):
    one, other = begin(2)
    browser = office.browser("ada")

    act(browser, claim=one, task=[other])

    assert boxes(page(browser)) == [one]


def test_a_form_that_is_sent_twice_does_it_once(office, begin):
    (task,) = begin()
    browser = office.browser("ada")
    shown = browser.get("/tasks?view=team").text
    sent = dict(re.findall(r'name="(csrf_token|command_id)" value="([^"]+)"', shown))

    for _ in range(2):
        browser.post("/tasks", data=sent | {"action": "claim", "task": task})
        assert "It is yours." in text(page(browser))


def test_nothing_selected_is_said(office, begin):
    begin()
    browser = office.browser("ada")

    there = act(browser, "view=team", action="claim")

    assert "Select one task or several first." in text(page(browser, there))


def test_a_task_is_given_to_somebody_whose_work_one_sees(office, begin):
    (task, other) = begin(2)
    claim(office, task, "ada")
    claim(office, other, "ben")
    browser = office.browser("ada")
    form = act(browser, action="assign", task=[task])

    found = page(browser, form)
    assert "Call the school" in text(found)
    options = [text(one) for one in found.xpath("//select[@name='to']/option")]
    assert "Ben Marrow: 1 open task, Intake officer" in options
    wrong = post(browser, form, to="nobody")
    assert wrong.status_code == 422
    assert "Choose who is to have them" in wrong.text
    done = post(browser, form, to="ben")

    assert done.status_code == 303
    assert "It is with Ben Marrow now." in text(page(browser, done.location))


def test_a_day_and_a_reason_are_kept_when_one_of_them_is_wrong(office, begin):
    (task,) = begin()
    browser = office.browser("tess")
    form = act(browser, "view=team", action="due", task=[task])

    wrong = post(browser, form, **{"on-day": "31", "on-month": "2", "on-year": "2027"},
                 text="The court moved it")  # fmt: skip
    assert wrong.status_code == 422
    assert "There is no such date" in wrong.text
    assert "The court moved it" in wrong.text
    assert 'value="31"' in wrong.text
    right = post(browser, form, **{"on-day": "10", "on-month": "3", "on-year": "2027"},
                 text="The court moved it")  # fmt: skip

    found = page(browser, right.location)
    assert "It is due on another day." in text(found)
    assert "10 Mar 2027" in text(found)


def test_a_day_that_is_over_is_refused_row_by_row(office, begin):
    (task,) = begin()
    browser = office.browser("tess")
    form = act(browser, "view=team", action="due", task=[task])

    sent = {"on-day": "1", "on-month": "1", "on-year": "2027", "text": "Because"}
    there = post(browser, form, **sent).location

    assert "That day is over where the case is." in text(page(browser, there))


def test_a_task_is_put_aside_and_comes_back(office, begin):
    (task,) = begin()
    claim(office, task, "ada")
    browser = office.browser("ada")
    form = act(browser, action="aside", task=[task])
    assert "Say the day, or that there is none" in post(browser, form).text

    post(browser, form, **{"on-day": "9", "on-month": "3", "on-year": "2027"})
    waiting = page(browser, "/tasks?view=waiting")
    assert boxes(waiting) == [task]
    assert "Put aside until 9 Mar 2027" in text(waiting)
    post(browser, act(browser, action="aside", task=[task]), none="yes")

    assert boxes(page(browser)) == [task]


def test_a_comment_is_written_on_several(office, begin):
    tasks = begin(2)
    browser = office.browser("ada")
    form = act(browser, "view=team", action="comment", task=tasks)
    assert "Write the comment" in post(browser, form, text=" ").text

    there = post(browser, form, text="Called twice.").location

    found = page(browser, there)
    assert "2 comments added" in text(found)
    assert text(found).count("Comment of 1 Mar 2027") == 2


def test_one_can_go_back_to_the_list_and_the_selection_is_still_there(office, begin):
    tasks = begin(2)
    browser = office.browser("ada")
    form = act(browser, "view=team", action="comment", task=tasks[:1])

    back = post(browser, form, leave="yes")

    assert back.location == "/tasks?view=team"
    assert boxes(page(browser, back.location), checked=True) == tasks[:1]


def test_a_long_list_has_pages(office, begin):
    begin(30)
    browser = office.browser("ada")

    first = page(browser, "/tasks?view=team")
    second = page(browser, first.xpath("//a[@rel='next']/@href")[0])

    assert (len(boxes(first)), len(boxes(second))) == (25, 5)
    assert "26 to 30 of 30" in text(second)
    assert not set(boxes(first)) & set(boxes(second))


def test_a_page_that_lies_open_hears_that_it_has_changed(office, begin):
    task, _ = begin(2)
    browser = office.browser("ada")
    (asks,) = page(browser, "/tasks?view=team").xpath("//@hx-get")
    assert not browser.get(asks).text.strip()

    claim(office, task, "ben")

    said = html.fromstring(browser.get(asks).text)
    assert "1 task has changed." in text(said)
    assert said.xpath(".//a/@href") == ["/tasks?view=team"]


def test_a_page_that_lies_open_keeps_no_session_alive(office, begin, clock):
    begin()
    browser = office.browser("ada")
    (asks,) = page(browser, "/tasks?view=team").xpath("//@hx-get")

    for _ in range(4):
        clock.now += datetime.timedelta(minutes=10)
        answer = browser.get(asks)

    assert (answer.status_code, answer.text) == (204, "")


def test_who_assigns_sees_what_nobody_has_and_what_one_person_has(office, begin):
    task, free = begin(2)
    claim(office, task, "ben")
    browser = office.browser("tess")

    assert boxes(page(browser, "/tasks?view=unassigned")) == [free]
    found = page(browser, "/tasks?person=ben")
    assert found.findtext(".//h1") == "Tasks of Ben Marrow"
    assert boxes(found) == [task]
    assert office.browser("ada").get("/tasks?view=unassigned").status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/tasks?view=nonsense&sort=x&page=-1&before=yesterday",
        "/tasks?page=99999999999999999999",
        "/tasks?words=" + "%00%ff%27" * 40,
        "/tasks?site=%27&stage=%22&process=*&group=%25&view=team",
        "/tasks?before=9999-12-31&view=team",
        "/tasks?before=0001-01-01&view=team",
        "/tasks/changes?marks=....,,&page=7",
        "/tasks/comment?task=" + "a" * 32 + "." + "b" * 32,
    ],
)
def test_no_address_breaks_the_page(office, begin, address):
    begin()

    page(office.browser("ada"), address)


@pytest.mark.parametrize(
    "sent",
    [
        {"action": "claim", "task": ["a" * 32 + "." + "b" * 32]},
        {"action": "nonsense", "task": ["a" * 32 + "." + "b" * 32]},
        {"action": "claim", "task": ["..", "x.y", "a" * 32]},
        {"action": "claim", "back": "view=team&" * 500},
    ],
)
def test_no_form_breaks_the_list(office, sent):
    browser = office.browser("ada")

    there = act(browser, **{"back": "", **sent})

    page(browser, there)


def test_there_is_no_form_for_an_unknown_action(office):
    assert office.browser("ada").get("/tasks/nonsense").status_code == 404


def test_every_text_of_the_pages_can_be_translated(office, begin):
    tasks = begin(30)
    claim(office, tasks[0], "tess")
    browser = office.browser("tess", language="pseudo")

    for address in ("/tasks", "/tasks?view=team&page=2", "/tasks?view=done", "/tasks?person=ben",
                    *(f"/tasks/{one}?task={tasks[0]}" for one in ("assign", "due", "aside",
                                                                  "comment"))):  # fmt: skip
        shown = page(browser, address)
        for forgotten in ("My tasks", "Claim", "Apply filters", "No task", "Put aside", "Why",
                          "Comment", "open task", "Due", "Not claimed", "tasks"):  # fmt: skip
            assert forgotten not in text(shown.xpath("//main")[0]), (address, forgotten)
