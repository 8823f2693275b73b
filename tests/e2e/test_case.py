"""The pages of cases and processes, in a real browser."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from engine.commands import AddToTeam, AssignPerson, CreateTeam, PersonData
from engine.demo.moves import allocate, assess, classify, house, take_in
from engine.executor import machine_now
from engine.queries import CaseDiagram
from tests.e2e.visiting import visit
from tests.playing import play, publish, refer
from tests.store.conftest import Clock
from tests.webui.office import PASSWORD, Office

WIDTHS = [1280, 390]
OF_A_CASE = ["", "/timeline", "/diagram", "/answers", "/people", "/accesses", "/cancel"]
OTHERS = [
    "/cases",
    "/cases?q=nobody",
    "/cases/incidents",
    "/processes",
    "/processes/p00_case_lifecycle",
    "/processes/p01_intake",
    "/processes/p01_intake/decisions/eligibility",
    "/processes/p01_intake/forms/exclusion_check",
]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Mira is everything here; one case is underway, one stands still."""
    time = Clock()
    # What the account may do begins then, and the pages are looked at today.
    time.now = machine_now() - datetime.timedelta(days=30)
    made = Office(tmp_path_factory.mktemp("cases"), clock=time, programme=False)
    publish(made.executor)
    roles = ["case_manager", "mdt_chair", "intake_officer", "information_officer",
             "programme_manager"]  # fmt: skip
    made.join("mira", "Mira Tolland", *roles)
    made.join("carol", "Carol Imre", "case_manager", site=made.north)
    made.join("milo", "Milo Fenn", "mentor", site=made.north)
    team = made.executor.execute(CreateTeam(name="Lindenhof, first team", site=made.north),
                                 by="console")  # fmt: skip
    made.executor.execute(AddToTeam(team=team, login="carol"), by="console")
    made.case = refer(made.executor, made.north, team=team)
    made.executor.execute(AssignPerson(case=made.case, login="carol"), by="mira")
    play(made.executor, made.case, take_in(), now=time.now, who="mira")
    made.stuck = refer(made.executor, made.south, person=PersonData(name="Piet Lanz"))
    long_way = [*take_in(), *assess(), *classify(), *house(), *allocate()]
    play(made.executor, made.stuck, long_way, now=time.now, who="mira")
    time.now = machine_now()
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(serve, office):
    return serve(office.executor)


def sign_in(context, address):
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("Login name").fill("mira")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_all_pages_are_for_all_eyes_and_widths(open_browser, address, office, axe, width):
    page = sign_in(open_browser(viewport={"width": width, "height": 900}), address)
    of_cases = [f"/cases/{one}{path}" for one in (office.case, office.stuck) for path in OF_A_CASE]

    for path in (*of_cases, *OTHERS):
        visit(page, address + path)
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_picture_shows_what_the_words_say(open_browser, address, office):
    page = sign_in(open_browser(viewport={"width": 1280, "height": 900}), address)
    visit(page, f"{address}/cases/{office.case}/diagram")

    told = office.executor.ask(CaseDiagram(case=office.case), by="mira").steps
    for one in told:
        drawn = page.locator(f'.djs-element[data-element-id="{one.step.id}"]')
        expect(drawn).to_have_count(1)
        classes = drawn.get_attribute("class").split()
        assert ("app-is-done" in classes) is (one.state == "done"), one.step.id
        assert ("app-is-current" in classes) is (one.state == "current"), one.step.id
    expect(page.locator(".app-step")).to_have_count(len(told))
    # It is where the case stands that is seen at first.
    here = page.locator('.djs-element[data-element-id="assessment"]').bounding_box()
    canvas = page.locator("[data-canvas]").bounding_box()
    assert canvas["x"] <= here["x"] <= canvas["x"] + canvas["width"]
    assert canvas["y"] <= here["y"] <= canvas["y"] + canvas["height"]
    expect(page.locator(".bjs-powered-by")).to_be_visible()


def test_a_call_leads_into_its_diagram_from_picture_and_from_words(open_browser, address, office):
    page = sign_in(open_browser(viewport={"width": 1280, "height": 900}), address)
    there = f"{address}/cases/{office.case}/diagram"
    heading = page.get_by_role("heading", name="P02 Risk and needs assessment")

    visit(page, there)
    page.locator('.djs-element[data-element-id="assessment"] .djs-hit').first.click()
    expect(heading).to_be_visible()

    visit(page, there)
    page.get_by_text("The same steps in words").click()
    page.get_by_role("link", name="Risk and needs assessment", exact=True).click()
    expect(heading).to_be_visible()


def test_everything_is_there_without_scripts(open_browser, address, office):
    page = sign_in(open_browser(java_script_enabled=False), address)

    page.goto(f"{address}/cases/{office.case}/diagram")
    expect(page.locator(".app-step").first).to_be_visible()
    expect(page.locator("[data-diagram]")).to_be_hidden()
    page.goto(f"{address}/processes/p01_intake")
    expect(page.get_by_role("heading", name="Register referral")).to_be_visible()


def test_somebody_is_assigned_and_taken_off_by_keyboard_and_without_scripts(
    open_browser, address, office
):
    page = sign_in(open_browser(java_script_enabled=False), address)
    page.goto(f"{address}/cases/{office.case}/people")

    page.locator("#login").select_option("milo")
    page.get_by_role("button", name="Assign", exact=True).press("Enter")
    expect(page.get_by_text("The case is assigned to them.")).to_be_visible()
    page.get_by_role("button", name="Take off Milo Fenn").press("Enter")
    expect(page.get_by_text("They work on the case no longer.")).to_be_visible()


def test_a_case_is_found_from_any_page(open_browser, address, office):
    page = sign_in(open_browser(viewport={"width": 1280, "height": 900}), address)

    page.get_by_role("searchbox", name="Search cases and people").fill("lanz")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile(r"EX-\d+-0002")).click()

    stuck = page.get_by_role("heading", name="The case stands still at: Engagement and consent")
    expect(stuck).to_be_visible()
    expect(page).to_have_url(f"{address}/cases/{office.stuck}")
