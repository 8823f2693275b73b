"""The inbox in a real browser: for all eyes and widths, by keyboard, with and without scripts."""

import datetime

import pytest
from playwright.sync_api import expect

from engine.commands import ClaimTask, CreateUser, Grant, OpenReferral, PersonData, ReturnTask
from engine.executor import Executor
from engine.queries import OpenTasks, PeopleLike
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade
from tests.playing import publish

PASSWORD = "gentle otter climbs"  # noqa: S105 - of nobody
WIDTHS = [1280, 390]
NAMES = [
    "Joren Vask",
    "Ilse Marrow",
    "Mira Tolland",
    "Dorin Pellworm",
    "Tamsin Orre",
    "Evin Carrow",
]
STAFF = {
    "ada": ("Ada Quill", "intake_officer"),
    "ben": ("Ben Heath", "intake_officer"),
    "ivo": ("Ivo Dorn", "intake_officer"),
    "eva": ("Eva Birk", "evaluator"),
}


class Clock:
    now = datetime.datetime(2027, 2, 15, 9, tzinfo=datetime.UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def office(serve, tmp_path):
    """Cases whose first tasks are Ada's, unclaimed, and more or less late; its address."""
    engine = connect(f"sqlite:///{tmp_path / 'passerelle.db'}", synchronous="OFF")
    upgrade(engine)
    clock = Clock()
    executor = Executor(engine, Keyring(bytes(range(32))), clock=clock)
    publish(executor)
    for login, (name, role) in STAFF.items():
        command = CreateUser(
            login=login,
            name=name,
            password=PASSWORD,
            grants=(Grant(role, None),),
            must_change=False,
        )
        executor.execute(command, by="console")
    for number, name in enumerate(NAMES):
        begin(executor, name)
        clock.now += datetime.timedelta(days=3)
        if number >= 2:
            give_back(executor)
    yield serve(executor), executor
    engine.dispose()


def begin(executor, name):
    like = executor.ask(PeopleLike(name=name, born=None, reference=name), by="console")
    command = OpenReferral(
        person=PersonData(name=name, reference=name),
        site=None,
        team=None,
        seen=tuple(one.id for one in like.people),
        reason="A test.",
    )
    executor.execute(command, by="ada")


def give_back(executor):
    task = executor.ask(OpenTasks(), by="console")[-1]
    executor.execute(ReturnTask(case=task.case_id, task=task.id), by="ada")


def enter(page, address, login="ada"):
    page.goto(address)
    page.get_by_label("Login name").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My tasks")


def select(page, name):
    page.locator("[data-row]", has_text=name).locator("[data-select]").check()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_are_for_all_eyes_and_widths(open_browser, office, axe, width):
    address, _ = office
    page = open_browser(viewport={"width": width, "height": 900}).new_page()

    def looks_right():
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    enter(page, address)
    looks_right()
    page.goto(f"{address}/tasks?view=team&stage=intake&words=register")
    looks_right()
    for number in range(2):
        page.locator("[data-select]").nth(number).check()
    looks_right()
    page.get_by_role("button", name="Comment").click()
    looks_right()
    page.get_by_role("button", name="Add the comment").click()
    expect(page.get_by_role("alert")).to_contain_text("Write the comment")
    looks_right()
    page.get_by_label("Comment").fill("The referrer was called.")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.get_by_text("2 comments added")).to_be_visible()
    looks_right()
    page.goto(f"{address}/tasks?words=zebra")
    looks_right()
    page.goto(f"{address}/tasks?view=waiting")
    looks_right()


def test_the_longer_words_of_another_language_fit_a_phone(open_browser, office, serve):
    _, executor = office
    page = open_browser(viewport={"width": 390, "height": 844}).new_page()
    address = serve(executor, language="pseudo")
    page.goto(address)
    page.locator("#login").fill("ada")
    page.locator("#password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()

    page.goto(f"{address}/tasks?view=team")

    assert page.locator("[data-row]").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_one_works_through_the_list_by_keyboard(page, office):
    address, _ = office
    enter(page, address)
    page.goto(f"{address}/tasks?view=team")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.locator("[data-bulk-count]")).to_have_text("2")
    page.keyboard.press("c")

    expect(page.get_by_text("2 tasks claimed")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text("Register referral")


def test_single_keys_can_be_switched_off(page, office):
    address, _ = office
    enter(page, address)
    page.keyboard.press("?")
    page.get_by_label("Use keyboard shortcuts").uncheck()
    page.get_by_role("button", name="Close").click()

    page.goto(f"{address}/tasks?view=team")
    for key in "jxc":
        page.keyboard.press(key)

    expect(page.locator("[data-select]:checked")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Unclaimed")


def test_what_somebody_else_took_meanwhile_is_refused_row_by_row(page, office):
    address, executor = office
    enter(page, address)
    page.goto(f"{address}/tasks?view=team")
    select(page, "Mira Tolland")
    select(page, "Tamsin Orre")
    for task in executor.ask(OpenTasks(), by="console"):
        if task.assignee is None:
            executor.execute(ClaimTask(case=task.case_id, task=task.id), by="ben")
            break

    page.get_by_role("button", name="Claim", exact=True).first.click()

    said = page.get_by_role("alert")
    expect(said).to_contain_text("1 task claimed, 1 refused")
    expect(said).to_contain_text("Ben Heath claimed it on")


def test_what_is_selected_on_a_phone_brings_up_what_can_be_done(open_browser, office):
    address, _ = office
    page = open_browser(viewport={"width": 390, "height": 844}).new_page()
    enter(page, address)
    claim = page.locator("[data-bulk]").get_by_role("button", name="Return")
    expect(claim).to_be_hidden()

    select(page, "Joren Vask")

    expect(claim).to_be_visible()


def test_all_of_it_works_without_scripts(open_browser, office):
    address, _ = office
    page = open_browser(java_script_enabled=False).new_page()
    enter(page, address)

    page.get_by_role("link", name="Unclaimed").click()
    page.get_by_label("Task, case or person").fill("orre")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("[data-row]")).to_have_count(4)
    select(page, "Dorin Pellworm")
    page.locator("[data-bulk]").get_by_role("button", name="Claim").click()
    expect(page.get_by_text("1 task claimed")).to_be_visible()
    page.get_by_role("link", name="My tasks").click()
    select(page, "Dorin Pellworm")
    page.get_by_role("button", name="Assign").click()
    page.get_by_label("To whom").select_option("ben")
    page.get_by_role("button", name="Assign").click()

    expect(page.get_by_text("It is with Ben Heath now.")).to_be_visible()


@pytest.mark.parametrize(
    ("login", "address", "said"),
    [
        ("ivo", "/tasks", "4 are unclaimed that you may do."),
        ("ivo", "/tasks?view=team&words=zebra", "No task fits these filters"),
        ("eva", "/tasks", "You have no role that does tasks"),
    ],
)
def test_an_empty_list_says_why(page, office, login, address, said):
    there, _ = office
    enter(page, there, login)

    page.goto(there + address)

    expect(page.locator(".app-empty")).to_contain_text(said)
