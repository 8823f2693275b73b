"""The pages of cases and processes, in a browser without scripts."""

import re

import pytest
import sqlalchemy as sa

from engine.commands import AssignPerson, CreateTeam, RestrictCase
from engine.demo.moves import allocate, assess, classify, house, take_in
from engine.queries import AccessesOf, CaseHead, CasePeople
from engine.store import people as p
from engine.store import tables as t
from tests.people.staff import rows, write
from tests.playing import play, publish, refer
from tests.store.conftest import Clock
from tests.webui.office import Office, post, quick_hashes

PAGES = ["", "/timeline", "/diagram", "/answers", "/people", "/accesses"]


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    quick_hashes(monkeypatch)


@pytest.fixture
def time():
    return Clock()


@pytest.fixture
def office(tmp_path, time):
    """An office with the programme, and some of its staff."""
    made = Office(tmp_path, clock=time, programme=False)
    publish(made.executor)
    made.join("carol", "Carol Imre", "case_manager", site=made.north)
    made.join("chris", "Chris Vale", "mdt_chair", site=made.north)
    made.join("iris", "Iris Moor", "information_officer")
    made.join("milo", "Milo Fenn", "mentor", site=made.north)
    made.join("petra", "Petra Lund", "programme_manager")
    made.join("admin", "Ada Quill", "administrator")
    yield made
    made.close()


@pytest.fixture
def case(office, time):
    made = refer(office.executor, office.north)
    office.executor.execute(AssignPerson(case=made, login="carol"), by="chris")
    play(office.executor, made, take_in(), now=time.now, who="carol")
    return made


def plain(page):
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


# Looking


@pytest.mark.parametrize("path", PAGES)
def test_each_page_names_the_case_and_is_written_down_once(office, case, path):
    carol = office.browser("carol")

    page = carol.get(f"/cases/{case}{path}")

    assert page.status_code == 200
    assert "Tamsin Hale" in page.text
    assert "Assessment" in page.text
    looks = office.executor.ask(AccessesOf(case=case), by="carol")
    assert [one.name for one in looks] == ["Carol Imre"]


def test_the_overview_says_where_the_case_stands(office, case):
    words = plain(office.browser("carol").get(f"/cases/{case}").text)

    assert "Choose tools" in words
    assert "Psychologists and other certified assessors" in words
    assert "waits for: Risk and needs assessment" in words
    assert "Allocate case manager: completed" in words
    assert "Cancel this case" not in words


def test_the_timeline_tells_rules_and_stages(office, case):
    words = plain(office.browser("carol").get(f"/cases/{case}/timeline").text)

    assert "Stage reached: Assessment" in words
    assert "Rules applied: Propose eligibility. Proposed: result: eligible" in words
    assert "(Eligibility, rule 8)" in words
    assert "{" not in words


def test_a_comment_is_written_and_told_to_those_who_may_read_it(office, case):
    carol, page = office.browser("carol"), f"/cases/{case}/timeline"
    office.executor.execute(AssignPerson(case=case, login="milo"), by="chris")

    assert post(carol, page, text=" ").status_code == 422
    assert post(carol, page, text="The brother can be called on Mondays.").status_code == 303

    words = plain(carol.get(page).text)
    assert "The brother can be called on Mondays." in words
    mentor = plain(office.browser("milo").get(page).text)
    assert "The brother" not in mentor
    assert "Not shown to your role" in mentor


def test_the_diagram_is_told_in_words_with_ways_to_what_it_calls(office, case):
    carol = office.browser("carol")
    page = carol.get(f"/cases/{case}/diagram").text

    words = plain(page)
    assert "Result of intake? Done Question · eligible: Risk and needs assessment" in words
    inner = re.search(rf'href="(/cases/{case}/diagram\?instance=[0-9a-f]+)">Intake and', page)[1]
    assert "Register referral Done Task" in plain(carol.get(inner).text)
    source = re.search(r'data-diagram="([^"]+)"', page)[1]
    assert carol.get(source).text.startswith("<?xml")


def test_answers_are_listed_and_told(office, case):
    carol = office.browser("carol")
    page = carol.get(f"/cases/{case}/answers").text

    assert "Partly shown to your role" in page
    answer = re.search(rf'href="(/cases/{case}/answers/[0-9a-f]+)">Exclusion check', page)[1]
    words = plain(carol.get(answer).text)
    assert "Legal status Sentenced" in words
    assert "Immediate serious threat, or active operational role? Not shown to your role" in words
    looks = office.executor.ask(AccessesOf(case=case), by="carol")
    assert looks[0].what == "the answers to “Check exclusion criteria”"


def test_a_name_that_may_not_be_known_is_said_to_be_there(office, case):
    page = office.browser("petra").get(f"/cases/{case}").text

    assert "Name not shown to your role" in page
    assert "Tamsin" not in page


@pytest.mark.parametrize("path", [*PAGES, "/cancel"])
def test_who_may_not_read_a_case_is_told_that_there_is_none(office, case, path):
    for login in ("milo", "admin"):
        assert office.browser(login).get(f"/cases/{case}{path}").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_a_restricted_case_is_not_there_for_those_off_its_list(office, case, path):
    office.executor.execute(RestrictCase(case=case, reason="Quiet."), by="iris")

    assert office.browser("carol").get(f"/cases/{case}{path}").status_code == 404
    assert "Restricted case" in office.browser("iris").get(f"/cases/{case}").text


def test_who_looked_is_for_some(office, case):
    carol, chris = office.browser("carol"), office.browser("chris")

    assert "Who looked" in carol.get(f"/cases/{case}").text
    assert "Who looked" not in chris.get(f"/cases/{case}").text
    assert chris.get(f"/cases/{case}/accesses").status_code == 403


# The list


def test_cases_are_found_by_number_and_by_name(office, case):
    chris = office.browser("chris")

    for wanted in ("0001", "hale tamsin", "Hale"):
        assert "Tamsin Hale" in chris.get("/cases", query_string={"q": wanted}).text
    page = chris.get("/cases?q=tams&stage=assessment").text
    assert "No case like this" in page
    assert "Clear all filters" in page
    assert "Tamsin Hale" in chris.get("/cases?stage=assessment&status=active").text
    assert case


def test_the_list_says_nothing_to_those_who_read_no_cases(office):
    assert office.browser("admin").get("/cases").status_code == 403
    assert "No case yet" in office.browser("milo").get("/cases").text


def test_a_long_list_has_pages(office):
    first = refer(office.executor, office.north)
    (row,) = rows(office.engine, t.case)
    copies = [
        {**row, "id": f"{number:032x}", "number": f"EX-2027-{number:04}"} for number in range(2, 32)
    ]
    write(office.engine, sa.insert(t.case), copies)
    assert row["id"] == first
    chris = office.browser("chris")

    words = plain(chris.get("/cases").text)
    assert "31 cases" in words
    assert "1 to 25 of 31" in words
    assert "26 to 31 of 31" in plain(chris.get("/cases?page=2").text)


# Changing


def test_people_are_assigned_and_taken_off(office, case):
    chris = office.browser("chris")
    page = f"/cases/{case}/people"

    assert post(chris, f"{page}/assign", page=page, login="milo").status_code == 303
    assert "Milo Fenn" in chris.get(page).text
    people = office.executor.ask(CasePeople(case=case), by="chris")
    assert [one.login for one in people.assigned] == ["carol", "milo"]

    assert post(chris, f"{page}/unassign", page=page, login="milo").status_code == 303
    people = office.executor.ask(CasePeople(case=case), by="chris")
    assert [one.login for one in people.assigned] == ["carol"]


def test_teams_are_assigned_and_taken_off(office, case):
    team = office.executor.execute(CreateTeam(name="First", site=office.north), by="console")
    chris, page = office.browser("chris"), f"/cases/{case}/people"

    assert post(chris, f"{page}/assign-team", page=page, team=team).status_code == 303
    assert "Take off" in chris.get(page).text
    assert post(chris, f"{page}/unassign-team", page=page, team=team).status_code == 303

    with office.engine.connect() as connection:
        assert connection.execute(sa.select(p.case_team)).all() == []


def test_nobody_chosen_is_said_beside_the_field(office, case):
    chris, page = office.browser("chris"), f"/cases/{case}/people"

    answer = post(chris, f"{page}/assign", page=page, login="")

    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert 'href="#login"' in answer.text


def test_who_may_not_assign_sees_no_way_and_is_refused(office, case):
    carol, page = office.browser("carol"), f"/cases/{case}/people"

    assert "Take off" not in carol.get(page).text
    token = carol.get("/account").text
    sent = {"csrf_token": re.search(r'csrf_token" value="([^"]+)"', token)[1], "login": "milo"}
    assert carol.post(f"{page}/assign", data=sent).status_code == 403


def test_a_case_is_restricted_and_opened_again(office, case):
    iris, page = office.browser("iris"), f"/cases/{case}/people"

    empty = post(iris, f"{page}/restrict", page=page, reason=" ")
    assert empty.status_code == 422
    assert "Say why" in empty.text

    post(iris, f"{page}/restrict", page=page, reason="A relative.", keep="carol")
    assert office.executor.ask(CaseHead(case=case), by="carol").restricted
    post(iris, f"{page}/list", page=page, listed="chris")
    post(iris, f"{page}/unlist", page=page, login="carol")
    people = office.executor.ask(CasePeople(case=case), by="iris")
    assert [one.login for one in people.listed] == ["chris", "iris"]
    post(iris, f"{page}/open", page=page, reason="Over.")
    assert not office.executor.ask(CaseHead(case=case), by="carol").restricted


def test_a_case_is_cancelled_with_a_reason_after_a_question(office, case):
    chris, page = office.browser("chris"), f"/cases/{case}/cancel"
    assert "Cancel this case?" in chris.get(page).text

    assert post(chris, page, reason="").status_code == 422
    assert post(chris, page, reason="Opened by mistake.").status_code == 303

    words = plain(chris.get(f"/cases/{case}/timeline").text)
    assert "The case was cancelled" in words
    assert "Opened by mistake." in words
    assert post(chris, page, reason="Again.").status_code == 422
    assert office.browser("carol").get(page).status_code == 403


def test_a_case_that_stands_still_is_tried_again_by_who_may(office, case, time):
    rest = [*assess(), *classify(), *house(), *allocate()]
    play(office.executor, case, rest, now=time.now, who="carol")
    admin = office.browser("admin")

    words = plain(office.browser("carol").get(f"/cases/{case}").text)
    assert "The case stands still at: Engagement and consent" in words
    assert "An administrator mends the cause" in words
    page = admin.get("/cases/incidents").text
    assert "EX-2027-0001" in page
    assert "Tamsin" not in page
    retry = re.search(r'action="([^"]+/retry)"', page)[1]
    assert post(admin, retry, page="/cases/incidents").status_code == 303
    assert "still stands still" in admin.get("/cases/incidents").text
    assert office.browser("milo").get("/cases/incidents").status_code == 403


# Processes


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "P03 Classification, allocation and housing"),
        ("/p01_intake", "Due 1 working day after it opens"),
        ("/p01_intake", "Meanwhile, by a clock: 7 days"),
        ("/p00_case_lifecycle", "Process P02 Risk and needs assessment"),
        ("/p00_case_lifecycle", "p04_engagement, which is not published yet"),
        ("/p01_intake/decisions/eligibility", "remand contests facts"),
        ("/p01_intake/forms/exclusion_check", "The answer decides where the case goes on."),
    ],
)
def test_processes_are_told_to_everybody(office, path, words):
    assert words in plain(office.browser("milo").get(f"/processes{path}").text)


def test_a_diagram_can_be_taken_away(office):
    answer = office.browser("milo").get("/processes/p01_intake.bpmn")

    assert answer.headers["Content-Type"].startswith("application/xml")
    assert 'filename="p01_intake.bpmn"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "path", ["/p99", "/p99.bpmn", "/p01_intake/decisions/p99", "/p01_intake/forms/p99"]
)
def test_what_is_not_there_is_not_found(office, path):
    assert office.browser("milo").get(f"/processes{path}").status_code == 404


def test_no_text_of_a_page_was_forgotten_by_gettext(office, case):
    browser = office.browser("carol", language="pseudo")

    for path in (f"/cases/{case}", f"/cases/{case}/timeline", f"/cases/{case}/people",
                 f"/cases/{case}/answers", "/cases"):  # fmt: skip
        main = re.search(r"<main.*</main>", browser.get(path).text, re.DOTALL)[0]
        for label in re.findall(r"<(?:h2|h3|dt|button)[^>]*>\s*([^<]+?)\s*<", main):
            assert label.startswith("["), (path, label)
