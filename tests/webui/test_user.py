"""Accounts by screen: found, made, given roles, shut; refusals beside their fields."""

import datetime
import re

import pytest
import sqlalchemy as sa

from engine.commands import CreateUser, Grant, OpenReferral, PersonData
from engine.executor import machine_now
from engine.queries import AccountOf, UsersList
from engine.store import people as p
from tests.webui.office import PASSWORD, Office, hidden_field, post, quick_hashes

TYPED = {
    "name": "Iven  Marsh",
    "login": "Iven",
    "language": "en",
    "roles.rows": "2",
    "roles.0.role": "case_manager",
    "roles.1.role": "mdt_chair",
    "roles.1.site": "",
}


@pytest.fixture
def office(tmp_path, monkeypatch):
    quick_hashes(monkeypatch)
    made = Office(tmp_path)
    made.join("ada", "Ada Quill", "administrator")
    made.join("mira", "Mira Tolland", "case_manager", site=made.north)
    yield made
    made.close()


@pytest.fixture
def ada(office):
    return office.browser("ada")


def account(office, login):
    return office.executor.ask(AccountOf(login=login), by="console")


def password_on(page):
    found = re.search(r'app-secret__word">([^<]+)<', page)
    return found[1] if found else None


def act(browser, login, action, **answers):
    return post(browser, f"/users/{login}/{action}", page=f"/users/{login}", **answers)


def test_accounts_are_listed_with_roles_site_and_status(ada):
    act(ada, "mira", "disable")

    page = ada.get("/users").text

    assert page.count("app-lines__line") == 2
    for words in ("Mira Tolland", "Case manager (Lindenhof)", "Administrator", "Disabled",
                  "2 accounts", "Whole programme", "Last here"):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("words=TOLL", {"Mira Tolland"}),
        ("words=mira+tol", {"Mira Tolland"}),
        ("words=%25", set()),
        ("role=administrator", {"Ada Quill"}),
        ("status=active", {"Ada Quill", "Mira Tolland"}),
        ("status=disabled", set()),
        ("site=north", {"Mira Tolland"}),
        ("site=south", set()),
        ("words=a&role=case_manager&site=north", {"Mira Tolland"}),
        ("page=99", {"Ada Quill", "Mira Tolland"}),
        ("page=x&role=nonsense", set()),
    ],
)
def test_accounts_are_found(office, ada, query, names):
    places = {"site=north": f"site={office.north}", "site=south": f"site={office.south}"}
    for name, real in places.items():
        query = query.replace(name, real)

    page = ada.get(f"/users?{query}").text

    assert set(re.findall(r'app-lines__main"[^>]*>([^<]+)<', page)) == names
    assert ("No account fits" in page) == (not names)


def test_a_long_list_has_pages(office, ada):
    for number in range(60):
        office.join(f"worker{number:02}", f"Worker {number:02}", "mentor")

    first, second = ada.get("/users?role=mentor").text, ada.get("/users?role=mentor&page=2").text

    assert first.count("app-lines__line") == 50
    assert second.count("app-lines__line") == 10
    assert "/users?role=mentor&amp;page=2" in first
    assert "Worker 59" in second


def test_an_account_is_made_and_its_password_shown_once(office, ada):
    made = post(ada, "/users/new", site=office.north, **{**TYPED, "roles.0.site": office.north})

    assert made.location == "/users/iven"
    page = ada.get("/users/iven").text
    password = password_on(page)
    assert re.fullmatch(r"(?:[a-z]{4}-){4}[a-z]{4}", password)
    assert password_on(ada.get("/users/iven").text) is None
    iven = account(office, "iven")
    assert (iven.name, iven.site, iven.language) == ("Iven Marsh", office.north, "en")
    assert [(one.role, one.site) for one in iven.roles] == [
        ("case_manager", office.north), ("mdt_chair", None),
    ]  # fmt: skip
    browser = office.app.test_client()
    entered = post(browser, "/sign-in", login="iven", password=password)
    assert entered.status_code == 303
    assert browser.get("/account").location == "/account/password"


def test_a_password_is_shown_on_the_page_of_its_account_alone(ada):
    post(ada, "/users/new", site="", **TYPED)

    assert password_on(ada.get("/users/mira").text) is None


def test_a_form_sent_twice_makes_one_account_and_shows_the_password_that_works(office, ada):
    page = ada.get("/users/new").text
    hidden = {name: hidden_field(page, name) for name in ("csrf_token", "command_id")}

    for _ in range(2):
        ada.post("/users/new", data={**hidden, **TYPED, "site": ""})

    password = password_on(ada.get("/users/iven").text)
    browser = office.app.test_client()
    assert post(browser, "/sign-in", login="iven", password=password).status_code == 303
    assert len(office.executor.ask(UsersList(), by="console")) == 3


def test_the_password_of_an_account_is_nowhere_in_the_clear(office, ada):
    post(ada, "/users/new", site="", **TYPED)
    cookie = ada.get_cookie("passerelle").value
    password = password_on(ada.get("/users/iven").text)

    with office.engine.connect() as connection:
        everything = connection.exec_driver_sql("SELECT answer, name FROM command").all()
    assert password not in str(everything)
    assert password not in cookie


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": " "}, "Enter the name of the person"),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"login": ""}, "Enter a login name"),
        ({"login": "ivén!"}, "A login name has 2 to 64 letters"),
        ({"login": "Mira"}, "There is an account &#39;mira&#39; already"),
        ({"login": "console"}, "is the name of a part of the programme"),
        ({"site": "x"}, "Choose a site where you manage accounts"),
        ({"roles.0.role": "king"}, "Choose a role of the list"),
        ({"roles.0.site": "x"}, "Choose a site where you manage accounts"),
    ],
)
def test_what_cannot_be_an_account_is_said_beside_the_field_and_kept(ada, typed, message):
    sent = {"site": "", **TYPED, **typed}

    answer = post(ada, "/users/new", **sent)

    assert answer.status_code == 422
    assert message in answer.text
    assert "There is a problem" in answer.text
    assert f'value="{sent["login"]}"' in answer.text
    assert '<option value="mdt_chair" selected>' in answer.text


def test_a_role_counts_where_somebody_works_unless_it_is_said_otherwise(office, ada):
    post(ada, "/users/new", site=office.north, **{**TYPED, "roles.0.site": "own"})

    assert [one.site for one in account(office, "iven").roles] == [office.north, None]
    assert '<option value="own" selected>' in ada.get("/users/new").text
    assert f'<option value="{office.north}" selected>' in ada.get("/users/iven").text


def test_rows_of_roles_come_and_go_without_scripts(ada):
    more = post(ada, "/users/new", **TYPED, **{"roles.add": "1"})
    fewer = post(ada, "/users/new", **TYPED, **{"roles.remove": "0"})

    assert more.status_code == fewer.status_code == 200
    assert 'name="roles.2.role"' in more.text
    assert '<option value="case_manager" selected>' not in fewer.text
    assert '<option value="mdt_chair" selected>' in fewer.text


def test_an_account_says_in_words_what_it_may_do(ada):
    page = ada.get("/users/mira").text

    for words in (
        "Case manager",
        "Only cases in which they work, at Lindenhof",
        "Completes the tasks of this role",
        "Reads in cases: identity and status, plan and progress, assessments, "
        "summaries of counselling, whether there is a health need, conclusions of security, "
        "family and third parties",
    ):
        assert words in page, words
    mine = ada.get("/users/ada").text
    assert "Reads no case. Counts everywhere." in mine
    assert "This is you." in mine
    assert "Take away" not in mine


def test_a_role_is_granted_for_some_days_and_taken_away(office, ada):
    later = machine_now().date() + datetime.timedelta(days=40)
    days = {
        f"{name}-{part}": str(getattr(later, part))
        for name in ("first", "last")
        for part in ("day", "month", "year")
    }

    granted = act(ada, "mira", "grant", role="mdt_chair", site=office.south, **days)

    assert granted.location == "/users/mira"
    held = {one.role: one for one in account(office, "mira").roles}["mdt_chair"]
    assert (held.site, held.granted_by) == (office.south, "ada")
    assert held.from_at.date() == later
    assert held.until_at - held.from_at == datetime.timedelta(days=1)

    act(ada, "mira", "revoke", role="mdt_chair", site=office.south)
    assert [one.role for one in account(office, "mira").roles] == ["case_manager"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Choose a role"),
        ({"role": "king"}, "There is no role"),
        ({"role": "mentor", "site": "0" * 32}, "There is no such site."),
        ({"role": "mentor", "first-day": "3"}, "The date must have a year"),
        ({"role": "mentor", "last-day": "3", "last-month": "2", "last-year": "2020"},
         "This day is over"),
        ({"role": "mentor", "first-day": "3", "first-month": "2", "first-year": "2990",
          "last-day": "2", "last-month": "2", "last-year": "2990"},
         "The last day must not be before the first"),
    ],
)  # fmt: skip
def test_a_role_that_cannot_be_granted_is_said_beside_the_field_and_kept(ada, typed, message):
    answer = act(ada, "mira", "grant", **typed)

    assert answer.status_code == 422
    assert message in answer.text
    for name, value in typed.items():
        if name.startswith(("first", "last")):
            assert f'value="{value}"' in answer.text


def test_a_role_is_not_granted_twice_nor_to_oneself(office, ada):
    twice = act(ada, "mira", "grant", role="case_manager", site=office.north)
    assert twice.status_code == 422
    assert "has this role there already" in twice.text

    myself = post(ada, "/users/ada/grant", page="/users/mira", role="mentor", site="")
    assert myself.status_code == 422
    assert "Nobody grants roles to themself" in myself.text


def test_the_last_administrator_stays(office, ada):
    for action, answers in (("disable", {}), ("revoke", {"role": "administrator", "site": ""})):
        answer = post(ada, f"/users/ada/{action}", page="/users/mira", **answers)
        assert answer.status_code == 422
        assert "This is the last administrator" in answer.text
    assert account(office, "ada").status == "active"


def test_an_account_is_shut_and_opened_again(office, ada):
    mira = office.browser("mira")

    assert act(ada, "mira", "disable").location == "/users/mira"
    assert mira.get("/account").status_code == 303
    assert "Mira Tolland can no longer sign in." in ada.get("/users/mira").text
    act(ada, "mira", "enable")
    assert account(office, "mira").status == "active"


def test_a_new_password_is_set_shown_once_and_must_be_changed(office, ada):
    mira = office.browser("mira")

    act(ada, "mira", "password")

    password = password_on(ada.get("/users/mira").text)
    assert mira.get("/account").status_code == 303
    browser = office.app.test_client()
    assert post(browser, "/sign-in", login="mira", password=PASSWORD).status_code == 422
    assert post(browser, "/sign-in", login="mira", password=password).status_code == 303
    assert account(office, "mira").must_change


def test_somebody_is_signed_out_everywhere(office, ada):
    mira = office.browser("mira")
    assert account(office, "mira").open_sessions == 1

    act(ada, "mira", "sessions")

    assert mira.get("/account").status_code == 303
    assert account(office, "mira").open_sessions == 0


def test_who_sees_accounts_may_not_change_them(office):
    office.join("lena", "Lena Frost", "team_leader", site=office.north)
    lena = office.browser("lena")
    token = hidden_field(lena.get("/account").text, "csrf_token")

    assert "Mira Tolland" in lena.get("/users").text
    assert "Ada Quill" not in lena.get("/users").text
    assert "Grant a role" not in lena.get("/users/mira").text
    assert "New account" not in lena.get("/users").text
    assert lena.get("/users/ada").status_code == 403
    assert lena.get("/users/new").status_code == 403
    for action in ("grant", "revoke", "password", "sessions", "disable", "enable"):
        answer = lena.post(f"/users/mira/{action}", data={"csrf_token": token})
        assert answer.status_code == 403


def test_a_password_is_not_shown_again_to_who_sends_the_form_of_another(office, ada):
    page = ada.get("/users/mira").text
    once = re.findall(r'name="command_id" value="([0-9a-f]{32})"', page)[-2]
    token = hidden_field(page, "csrf_token")
    ada.post("/users/mira/password", data={"csrf_token": token, "command_id": once})
    password = password_on(ada.get("/users/mira").text)
    office.join("odo", "Odo Finch", "administrator")
    odo = office.browser("odo")

    token = hidden_field(odo.get("/users/mira").text, "csrf_token")
    odo.post("/users/mira/password", data={"csrf_token": token, "command_id": once})

    assert password_on(odo.get("/users/mira").text) not in (None, password)


def test_an_administrator_of_one_site_manages_that_site_alone(office):
    office.join("nils", "Nils Abe", "administrator", site=office.north)
    nils = office.browser("nils")

    page = nils.get("/users/new").text
    assert "Lindenhof" in page
    assert "Southgate" not in page
    assert ">Everywhere<" not in page
    assert post(nils, "/users/new", **TYPED, site=office.south).status_code == 422
    sent = {**TYPED, "roles.0.site": office.north, "roles.1.site": office.north}
    assert post(nils, "/users/new", **sent, site=office.north).status_code == 303


def test_an_account_with_a_role_elsewhere_is_not_for_the_administrator_of_a_site(office):
    office.join("nils", "Nils Abe", "administrator", site=office.north)
    grants = (Grant("mentor", office.south),)
    command = CreateUser(
        login="zoe", name="Zoe Lund", password=PASSWORD, site=office.north, grants=grants
    )
    office.executor.execute(command, by="console")
    nils = office.browser("nils")

    assert "Disable" not in nils.get("/users/zoe").text
    for action in ("disable", "password"):
        answer = post(nils, f"/users/zoe/{action}", page="/users/mira")
        assert answer.status_code == 422
        assert "may not do this" in answer.text


def test_the_administrator_sees_nothing_of_a_case(office, ada):
    office.join("tilda", "Tilda Ross", "intake_officer", site=office.north)
    person = PersonData(name="Yusuf Demir", reference="AM-114")
    command = OpenReferral(person=person, site=office.north)
    number = office.executor.execute(command, by="tilda")["number"]

    for address in ("/users", "/users/tilda", "/teams", "/sites", f"/sites/{office.north}"):
        page = ada.get(address).text
        assert number not in page
        assert "Demir" not in page
    assert ada.get("/referrals/new").status_code == 403


def test_the_pages_are_shut_to_those_who_see_no_accounts(office):
    mira = office.browser("mira")

    for address in ("/users", "/users/mira", "/users/new", "/teams", "/sites"):
        assert mira.get(address).status_code == 403


def test_an_account_that_is_not_there_is_a_page_that_says_so(ada):
    assert ada.get("/users/nobody").status_code == 404


def test_nothing_is_done_without_the_database_saying_who_did_it(office, ada):
    act(ada, "mira", "grant", role="mentor", site="")

    with office.engine.connect() as connection:
        by = connection.scalars(sa.select(p.role_grant.c.granted_by)).all()
    assert sorted(by) == ["ada", "console", "console"]
