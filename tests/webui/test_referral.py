"""A referral, as a browser makes it: look first, say who it is, begin the case once."""

import datetime
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from engine.commands import CreateTeam, OpenReferral, PersonData
from engine.queries import AccessesOf, OpenTasks
from engine.store import people as p
from engine.store import tables as t
from tests.webui.office import Office, hidden_field, post, quick_hashes

TYPED = {
    "name": "Yusuf Demir",
    "born-day": "3",
    "born-month": "2",
    "born-year": "1990",
    "reference": "AM-114",
}


@pytest.fixture
def office(tmp_path, monkeypatch):
    quick_hashes(monkeypatch)
    made = Office(tmp_path)
    made.join("tilda", "Tilda Ross", "intake_officer", site=made.north)
    made.join("benno", "Benno Hale", "intake_officer", site=made.north)
    made.join("sorin", "Sorin Vale", "intake_officer", site=made.south)
    yield made
    made.close()


@pytest.fixture
def tilda(office):
    return office.browser("tilda")


def look(browser, **typed):
    """The address of the second step."""
    answer = post(browser, "/referrals/new", **{**TYPED, **typed})
    assert answer.status_code == 303
    return answer.location


def links(page, words):
    found = re.findall(r'<a class="govuk-button[^"]*" href="([^"]+)">\s*([^<]+)', page)
    return [url.replace("&amp;", "&") for url, label in found if label.strip().startswith(words)]


def none_of_these(browser, people):
    page = browser.get(people).text
    return (links(page, "None of these") + links(page, "Go on"))[0]


def begin(browser, confirm, **answers):
    return post(browser, confirm, **answers)


def count(office, table):
    with office.engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table))


def refer(office, by="tilda", site=None, name="Yusuf Demir"):
    person = PersonData(name=name, reference="AM-114")
    command = OpenReferral(person=person, site=site or office.north)
    return office.executor.execute(command, by=by)


def test_a_new_person_is_looked_for_and_their_case_begun(office, tilda):
    people = look(tilda)
    assert "Nobody like this is known" in tilda.get(people).text

    confirm = none_of_these(tilda, people)
    page = tilda.get(confirm).text
    answer = begin(tilda, confirm, site=office.north)

    assert "3 Feb 1990" in page
    assert "No, is added now" in page
    assert answer.status_code == 303
    (task,) = office.executor.ask(OpenTasks(), by="tilda")
    assert answer.location == f"/cases/{task.case_id}/tasks/{task.id}"
    assert (task.element, task.assignee) == ("register_referral", "tilda")


def test_nothing_of_a_person_is_in_an_address(tilda):
    people = look(tilda)

    for secret in ("Yusuf", "Demir", "1990", "AM-114"):
        assert secret not in people
        assert secret not in none_of_these(tilda, people)


def test_what_was_found_is_shown_with_what_matches_and_the_open_case(office, tilda):
    case = refer(office)

    page = tilda.get(look(tilda, name="Demír, Youssef")).text

    assert "Is it one of these people?" in page
    assert "the same reference, a name that sounds the same" in page
    assert f"There is an open case: {case['number']}." in page
    assert links(page, "Go to") == [f"/cases/{case['id']}"]
    assert "Begin another case" in page
    assert "Intake, Lindenhof, since" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "the same name, the same date of birth"),
        ({"name": "Yusuf Demirci"}, "a similar name, the same date of birth"),
        ({"born-day": "2", "born-month": "3"}, "the same date of birth with day and month swapped"),
        ({"born-year": "1991"}, "almost the same date of birth"),
        ({"born-year": "1961", "born-day": "9"}, "But: another date of birth"),
    ],
)
def test_what_matches_is_said_in_words(office, tilda, typed, words):
    person = PersonData(name="Yusuf Demir", born=datetime.date(1990, 2, 3))
    office.executor.execute(OpenReferral(person=person, site=office.north), by="tilda")

    page = tilda.get(look(tilda, reference="", **typed)).text

    assert words in page


def test_an_endless_reason_is_refused(office, tilda):
    refer(office)
    (confirm,) = links(tilda.get(look(tilda)).text, "Begin another case")

    answer = begin(tilda, confirm, site=office.north, reason="x" * 2001)

    assert answer.status_code == 422
    assert "at most 2000 characters" in answer.text


def test_another_case_needs_a_reason_which_is_kept(office, tilda):
    case = refer(office)
    (confirm,) = links(tilda.get(look(tilda)).text, "Begin another case")

    refused = begin(tilda, confirm, site=office.north, reason=" ")
    assert refused.status_code == 422
    assert "Say why another case is needed" in refused.text
    assert count(office, t.case) == 1

    answer = begin(tilda, confirm, site=office.north, reason="The court asked again.")
    assert answer.status_code == 303
    assert count(office, t.case) == 2
    reasons = [one.reason for one in office.executor.ask(AccessesOf(case=case["id"]), by="console")]
    assert "The court asked again." in reasons


def test_a_person_whose_cases_are_over_begins_anew(office, tilda):
    refer(office)
    with office.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(sa.update(t.case).values(status="completed"))

    (confirm,) = links(tilda.get(look(tilda)).text, "It is this person")
    answer = begin(tilda, confirm, site=office.north)

    assert answer.status_code == 303
    assert count(office, t.person) == 1


def test_looking_is_written_down_for_each_case(office, tilda):
    case = refer(office)

    tilda.get(look(tilda))

    (access,) = office.executor.ask(AccessesOf(case=case["id"]), by="console")
    assert (access.actor, access.what) == ("tilda", "a search for people")


def test_of_a_case_one_may_not_see_only_that_somebody_is_there_is_said(office, tilda):
    case = refer(office, by="sorin", site=office.south, name="Yusuf Sander Demir")

    people = look(tilda)
    page = tilda.get(people).text

    assert "Somebody you may not see" in page
    assert "Information officer" in page
    assert "Sander" not in page
    assert case["number"] not in page
    assert "Southgate" not in page
    assert begin(tilda, none_of_these(tilda, people), site=office.north).status_code == 303
    accesses = office.executor.ask(AccessesOf(case=case["id"]), by="console")
    assert {one.actor for one in accesses} == {"tilda"}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": " - "}, "Enter the name, as far as you know it"),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"born-day": "30"}, "There is no such date"),
        ({"born-month": "May"}, "Write the date in numbers"),
        ({"born-year": ""}, "The date must have a year"),
        ({"born-year": "90"}, "The year must have four digits"),
        ({"born-year": "2990"}, "The date of birth must be in the past"),
        ({"born-year": "1066"}, "The year must be 1900 or later"),
        ({"reference": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_kept(tilda, typed, message):
    answer = post(tilda, "/referrals/new", **{**TYPED, **typed})

    assert answer.status_code == 422
    assert message in answer.text
    for value in {**TYPED, **typed}.values():
        assert f'value="{value.strip()}"' in answer.text


def test_a_person_with_a_case_one_may_not_see_besides_says_so(office, tilda):
    refer(office)
    with office.engine.connect() as connection:
        person = connection.scalar(sa.select(t.person.c.id))
    command = OpenReferral(person=person, site=office.south, reason="Moved there.")
    other = office.executor.execute(command, by="console")["number"]

    page = tilda.get(look(tilda)).text

    assert "There is also a case that you may not see." in page
    assert other not in page


def test_a_name_alone_is_enough_to_look(tilda):
    people = look(tilda, reference="", **{"born-day": "", "born-month": "", "born-year": ""})

    assert "Nobody like this is known" in tilda.get(people).text
    assert "Not known" in tilda.get(none_of_these(tilda, people)).text


def test_the_search_can_be_changed_with_everything_still_there(tilda):
    sealed = parse_qs(urlsplit(look(tilda)).query)["search"][0]

    page = tilda.get("/referrals/new", query_string={"search": sealed}).text

    for value in TYPED.values():
        assert f'value="{value}"' in page


def test_a_search_of_somebody_else_or_nonsense_leads_back_to_the_beginning(office, tilda):
    people = look(tilda)
    benno = office.browser("benno")

    for browser, address in (
        (benno, people),
        (tilda, "/referrals/new/people?search=xyz\u00e9"),
        (tilda, "/referrals/new/confirm?search=xyz&person=new"),
    ):
        answer = browser.get(address)
        assert answer.location == "/referrals/new"
    assert "Your search is out of date" in benno.get("/referrals/new").text


def test_a_person_who_was_not_found_cannot_be_chosen(office, tilda):
    theirs = refer(office, by="sorin", site=office.south)
    with office.engine.connect() as connection:
        person = connection.scalar(sa.select(t.person.c.id))
    people = look(tilda)

    for wrong in (person, theirs["id"], ""):
        address = people.replace("/people", "/confirm") + f"&person={wrong}"
        assert tilda.get(address).location.startswith("/referrals/new/people")


def test_a_form_that_is_sent_twice_makes_one_case(office, tilda):
    confirm = none_of_these(tilda, look(tilda))
    page = tilda.get(confirm).text
    names = ("csrf_token", "command_id")
    sent = {name: hidden_field(page, name) for name in names} | {"site": office.north}

    first, again = tilda.post(confirm, data=sent), tilda.post(confirm, data=sent)

    assert first.location == again.location
    assert count(office, t.case) == 1


def test_who_is_entered_by_somebody_else_meanwhile_is_shown(office, tilda):
    confirm = none_of_these(tilda, look(tilda))
    tilda.get(confirm)
    refer(office, by="benno")

    answer = begin(tilda, confirm, site=office.north)

    assert answer.status_code == 303
    page = tilda.get(answer.location).text
    assert "Somebody like this was entered a moment ago" in page
    assert "There is an open case" in page
    assert count(office, t.person) == 1


def test_a_case_that_another_begins_meanwhile_is_said_and_a_reason_asked(office, tilda):
    refer(office)
    with office.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(sa.update(t.case).values(status="completed"))
        person = connection.scalar(sa.select(t.person.c.id))
    (confirm,) = links(tilda.get(look(tilda)).text, "It is this person")
    command = OpenReferral(person=person, site=office.south)
    office.executor.execute(command, by="console")

    answer = begin(tilda, confirm, site=office.north)

    assert answer.status_code == 422
    assert "this person has an open case: go on there" in answer.text
    assert "Why is another case needed?" in answer.text


def test_the_site_is_one_where_one_takes_people_in(office, tilda):
    confirm = none_of_these(tilda, look(tilda))

    page = tilda.get(confirm).text
    assert "Lindenhof" in page
    assert "Southgate" not in page
    for wrong in (office.south, "", "x"):
        answer = begin(tilda, confirm, site=wrong)
        assert answer.status_code == 422
        assert "Choose the site where the person is" in answer.text


def test_a_case_goes_to_the_team_that_is_chosen(office, tilda):
    here = office.executor.execute(CreateTeam(name="North", site=office.north), by="console")
    office.executor.execute(CreateTeam(name="Elsewhere", site=office.south), by="console")
    confirm = none_of_these(tilda, look(tilda))

    page = tilda.get(confirm).text
    assert "North (Lindenhof)" in page
    assert "Elsewhere" not in page
    assert begin(tilda, confirm, site=office.north, team="0" * 32).status_code == 422
    assert begin(tilda, confirm, site=office.north, team=here).status_code == 303
    with office.engine.connect() as connection:
        assert connection.scalar(sa.select(p.case_team.c.team_id)) == here


def test_without_a_programme_the_page_says_what_is_missing(tmp_path, monkeypatch):
    quick_hashes(monkeypatch)
    office = Office(tmp_path, programme=False)
    office.join("tilda", "Tilda Ross", "intake_officer", site=office.north)
    tilda = office.browser("tilda")

    answer = begin(tilda, none_of_these(tilda, look(tilda)), site=office.north)

    assert answer.status_code == 422
    assert "Nothing has been published yet" in answer.text
    office.close()


def test_the_pages_are_shut_to_those_who_do_not_refer(office):
    office.join("mira", "Mira Tolland", "case_manager", site=office.north)
    mira = office.browser("mira")

    for address in ("/referrals/new", "/referrals/new/people", "/referrals/new/confirm"):
        assert mira.get(address).status_code == 403
