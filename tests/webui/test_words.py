"""Every word of the pages of referrals, accounts, teams and sites was handed to gettext."""

import re

import pytest

from engine.commands import CloseSite, CreateTeam, OpenReferral, PersonData
from engine.executor import machine_now
from engine.queries import Roles
from tests.webui.office import Office, post, quick_hashes
from tests.webui.test_language import NAMES, forgotten

KNOWN = NAMES | {
    "Ada Quill", "Mira Tolland", "Tilda Ross", "Yusuf Demir", "Jusuf Demir", "Osric Vane",
    "ada", "mira", "tilda", "Lindenhof one", "Lindenhof", "Southgate", "Training", "AM-114",
    "Europe/Berlin", "DE", "English",
}  # fmt: skip


@pytest.fixture
def office(tmp_path, monkeypatch):
    quick_hashes(monkeypatch)
    made = Office(tmp_path)
    made.join("ada", "Ada Quill", "administrator")
    made.join("tilda", "Tilda Ross", "intake_officer", site=made.north)
    made.join("mira", "Mira Tolland", "mdt_chair", "team_leader", "board_member", site=made.north)
    run = made.executor.execute
    made.team = run(CreateTeam(name="Lindenhof one", site=made.north), by="console")
    day = machine_now().date().replace(year=2990, month=3, day=5)
    run(CloseSite(site=made.north, day=day, reason="Training"), by="console")
    person = PersonData(name="Yusuf Demir", born=day.replace(year=1990), reference="AM-114")
    run(OpenReferral(person=person, site=made.north), by="tilda")
    hidden = PersonData(name="Yusuf Demir", reference="AM-114")
    run(OpenReferral(person=hidden, site=made.south, seen=_all(made)), by="console")
    yield made
    made.close()


def _all(office):
    with office.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM person").all()
    return tuple(row[0] for row in rows)


def left(office, page):
    """What was forgotten, but for numbers of cases and titles of roles, which are content."""
    titles = {one.title for one in office.executor.ask(Roles(), by="console")}
    plain = re.sub(r"EX-\d{4}-\d{4}|[a-z]{4}(-[a-z]{4}){4}", "", page)
    return forgotten(plain, KNOWN | titles)


def test_the_pages_of_accounts_teams_and_sites(office):
    ada = office.browser("ada", language="pseudo")

    accounts = ["/users", "/users?words=x", "/users/new", "/users/mira", "/users/ada"]
    for address in [*accounts, "/teams", f"/teams/{office.team}", "/sites",
                    f"/sites/{office.north}"]:  # fmt: skip
        page = ada.get(address).text
        assert "[" in page
        assert not left(office, page), address
    post(ada, "/users/mira/password", page="/users/mira")
    assert not left(office, ada.get("/users/mira").text)
    wrong = post(ada, "/users/new", **{"roles.rows": "1", "roles.0.role": "x"})
    assert not left(office, wrong.text)


def test_the_pages_of_a_referral(office):
    tilda = office.browser("tilda", language="pseudo")

    assert not left(office, post(tilda, "/referrals/new", name="", **{"born-day": "3"}).text)
    for typed in ({"name": "Jusuf Demir", "reference": "AM-114"}, {"name": "Osric Vane"}):
        people = post(tilda, "/referrals/new", **typed).location
        page = tilda.get(people).text
        assert not left(office, page)
        for url in re.findall(r'href="(/referrals/new/confirm[^"]+)"', page):
            assert not left(office, post(tilda, url.replace("&amp;", "&"), site="x").text)
