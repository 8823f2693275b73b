"""Referring somebody, and accounts, teams and sites, in a real browser."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from engine.commands import CloseSite, CreateTeam, OpenReferral, PersonData
from engine.executor import machine_now
from engine.queries import PeopleLike
from tests.webui.office import PASSWORD, Office

WIDTHS = [1280, 390]
BORN = machine_now().date().replace(year=1990, month=2, day=3)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An installation where Tilda takes people in and Ada manages accounts."""
    made = Office(tmp_path_factory.mktemp("office"))
    made.join("ada", "Ada Quill", "administrator")
    made.join("tilda", "Tilda Ross", "intake_officer", site=made.north)
    made.join("sorin", "Sorin Vale", "intake_officer", site=made.south)
    made.join("mira", "Mira Tolland", "case_manager", "mdt_chair", site=made.north)
    run = made.executor.execute
    run(CreateTeam(name="Lindenhof one", site=made.north), by="console")
    run(CloseSite(site=made.north, day=BORN.replace(year=2990), reason="Training"), by="console")
    for by, site, name in (
        ("tilda", made.north, "Yusuf Demir"),
        ("sorin", made.south, "Youssef Demír"),
    ):
        person = PersonData(name=name, born=BORN, reference="AM-114")
        run(OpenReferral(person=person, site=site, seen=_all(made)), by=by)
    yield made
    made.close()


def _all(office):
    return office.executor.ask(PeopleLike(name="Yusuf Demir"), by="console").ids


@pytest.fixture(scope="module")
def address(serve, office):
    return serve(office.executor)


@pytest.fixture
def looks_right(axe):
    def check(page, name=""):
        assert axe(page) == []
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        shots = os.environ.get("PASSERELLE_PICTURES")
        if shots and name:
            page.screenshot(path=Path(shots) / f"{name}-{width}.png", full_page=True)

    return check


def sign_in(page, address, login):
    page.goto(f"{address}/sign-in")
    page.get_by_label("Login name").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def look(page, address, name, year="1990"):
    page.goto(f"{address}/referrals/new")
    page.get_by_label("Name", exact=True).fill(name)
    for part, value in (("Day", "3"), ("Month", "2"), ("Year", year)):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Look for the person").click()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_referral_is_for_all_eyes_and_widths(open_browser, address, looks_right, width):
    page = open_browser(viewport={"width": width, "height": 900}).new_page()
    sign_in(page, address, "tilda")

    look(page, address, "", "90")
    expect(page.get_by_role("alert")).to_contain_text("There are 2 problems")
    looks_right(page, "look")
    look(page, address, "Jusuf Demir")
    expect(page.get_by_role("heading", name="Is it one of these people?")).to_be_visible()
    expect(page.get_by_text("There is an open case: EX-")).to_be_visible()
    expect(page.get_by_text("Somebody you may not see")).to_be_visible()
    looks_right(page, "people")
    page.get_by_role("link", name="Go to EX-").click()
    expect(page.get_by_role("heading", name="Yusuf Demir").first).to_be_attached()
    page.go_back()
    page.get_by_role("link", name="Begin another case").click()
    page.get_by_role("button", name="Begin the case").click()
    expect(page.get_by_label("Why is another case needed?")).to_be_visible()
    looks_right(page, "another")
    look(page, address, f"Osric Vane {width}")
    looks_right(page, "nobody")
    page.get_by_role("link", name="Go on").click()
    looks_right(page, "confirm")


def test_somebody_is_referred_without_scripts_and_the_form_knows_who_it_is(open_browser, address):
    page = open_browser(java_script_enabled=False).new_page()
    sign_in(page, address, "tilda")

    look(page, address, "Runa Tolland", "1988")
    page.get_by_role("link", name="Go on").click()
    page.get_by_label("Site").select_option("Lindenhof")
    page.get_by_role("button", name="Begin the case").click()

    expect(page.get_by_role("heading", name="Register referral")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Runa Tolland")
    expect(page.get_by_label("Year", exact=True).nth(1)).to_have_value("1988")


@pytest.mark.parametrize("width", WIDTHS)
def test_accounts_teams_and_sites_are_for_all_eyes_and_widths(
    open_browser, address, office, looks_right, width
):
    page = open_browser(viewport={"width": width, "height": 900}).new_page()
    sign_in(page, address, "ada")
    team, site = (
        page.request.get(f"{address}/{part}").text().split(f'href="/{part}/')[1].split('"')[0]
        for part in ("teams", "sites")
    )

    for path, name in (
        ("/users", "users"),
        ("/users?words=nobody", "no-users"),
        ("/users/new", "new-user"),
        ("/users/mira", "user"),
        ("/users/ada", "me"),
        ("/teams", "teams"),
        (f"/teams/{team}", "team"),
        ("/sites", "sites"),
        (f"/sites/{site}", "site"),
    ):
        page.goto(address + path)
        looks_right(page, name)
    assert office.north == site


@pytest.mark.parametrize("scripts", [True, False])
def test_an_account_is_made_by_hand(open_browser, address, looks_right, scripts):
    page = open_browser(java_script_enabled=scripts).new_page()
    sign_in(page, address, "ada")
    login = f"iven{int(scripts)}"

    page.goto(f"{address}/users/new")
    page.get_by_role("textbox", name="Name", exact=True).fill("Iven Marsh")
    page.get_by_label("Role", exact=True).first.select_option("Board member")
    page.get_by_role("button", name="Add another").click()
    expect(page.get_by_label("Role", exact=True)).to_have_count(2)
    page.get_by_role("button", name="Make the account").last.click()
    expect(page.get_by_role("link", name="Enter a login name")).to_be_visible()
    if scripts:
        looks_right(page, "new-user-wrong")
    page.get_by_label("Login name").fill(login)
    page.get_by_role("button", name="Make the account").last.click()

    expect(page.get_by_role("heading", name="The new password, shown this once")).to_be_visible()
    expect(page.get_by_role("heading", name="Board member")).to_be_visible()
    if scripts:
        looks_right(page, "made")
    page.reload()
    expect(page.get_by_text("shown this once")).to_have_count(0)
