"""Working on a task, in a real browser: with scripts, without, and on a narrow screen."""

import pytest
from playwright.sync_api import expect

from engine.commands import PublishRelease, StartCase
from engine.executor import Executor
from engine.programme import SHIPPED, read_programme
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade
from tests.core.bpmn.drawing import definitions, end, flows, process, start, user_task
from tests.people.staff import PASSWORD, join
from tests.task.conftest import address as place_of
from tests.task.conftest import open_tasks, publish
from tests.task.filling import LONG, REFERRAL

WIDTHS = [1280, 390]
FORMS = sorted(read_programme(SHIPPED).forms)


@pytest.fixture(scope="module")
def executor(tmp_path_factory):
    """An installation where Ada takes referrals, and where each form has a process of its own."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('task') / 'passerelle.db'}")
    upgrade(engine)
    executor = Executor(engine, Keyring(bytes(range(32))))
    publish(executor)
    join(executor, "ada", "intake_officer", "mdt_chair")
    join(executor, "bruno", "intake_officer")
    yield executor
    engine.dispose()


@pytest.fixture(scope="module")
def address(serve, executor):
    return serve(executor)


@pytest.fixture
def referral(executor):
    """A referral to be registered."""
    case = executor.execute(StartCase(process="p00_case_lifecycle"), by="console")["id"]
    return open_tasks(executor, case)["register_referral"]


def enter(page, address, task, login="ada"):
    page.goto(f"{address}/sign-in")
    page.get_by_label("Login name").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{address}{place_of(task)}")


def fill(page, typed=REFERRAL):
    for name, text in typed.items():
        field = page.locator(f'main [name="{name}"]')
        kind = field.first.evaluate("one => one.type || one.tagName")
        if kind in {"radio", "checkbox"}:
            page.locator(f'main [name="{name}"][value="{text}"]').check()
        elif kind == "select-one":
            field.select_option(text)
        else:
            field.fill(text)


def go_on(page):
    page.get_by_role("button", name="Check your answers").click()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_referral_is_registered_with_scripts(open_browser, address, referral, axe, width):
    page = open_browser(viewport={"width": width, "height": 900}).new_page()

    def looks_right():
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    enter(page, address, referral)
    looks_right()
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("problems")
    looks_right()
    page.get_by_role("link", name="Enter the reason for the referral").click()
    expect(page.get_by_label("Reason for the referral")).to_be_focused()
    fill(page)
    page.locator('[name="urgent"][value="yes"]').check()
    expect(page.get_by_label("Why is it urgent?")).to_be_visible()
    expect(page.locator("[data-draft]")).to_contain_text("Saved")
    page.get_by_label("Why is it urgent?").fill(LONG)
    looks_right()
    go_on(page)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.locator("main")).to_contain_text("30 June 2029")
    looks_right()
    page.get_by_role("link", name="Change Why is it urgent?").click()
    expect(page.get_by_label("Why is it urgent?")).to_have_value(LONG)
    go_on(page)
    page.get_by_role("button", name="Complete and open next").click()
    expect(page.get_by_role("heading", name="Acknowledge referrer")).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("Next: Acknowledge referrer")
    looks_right()


def test_a_referral_is_registered_without_scripts(open_browser, address, referral):
    page = open_browser(java_script_enabled=False).new_page()
    enter(page, address, referral)

    fill(page, {**REFERRAL, "urgent": "yes"})
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Your answers lead to one more question.")
    page.get_by_label("Why is it urgent?").fill(LONG)
    go_on(page)
    page.get_by_role("button", name="Complete task").click()

    expect(page.get_by_role("status").first).to_contain_text("“Register referral” is completed.")


def test_a_question_that_comes_leaves_what_one_types_and_where_one_is(
    open_browser, address, referral
):
    page = open_browser().new_page()
    enter(page, address, referral)
    page.locator('[name="urgent"][value="yes"]').check()

    field = page.get_by_label("Who refers?")
    field.press_sequentially("Orla Fenn", delay=15)
    expect(page.get_by_label("Why is it urgent?")).to_be_visible()
    field.press_sequentially(" of Aldermoor", delay=15)

    expect(field).to_have_value("Orla Fenn of Aldermoor")
    expect(field).to_be_focused()
    page.get_by_label("Why is it urgent?").fill(LONG)
    page.locator('[name="urgent"][value="no"]').check()
    expect(page.get_by_label("Why is it urgent?")).to_have_count(0)
    page.locator('[name="urgent"][value="yes"]').check()
    expect(page.get_by_label("Why is it urgent?")).to_have_value(LONG)


def test_what_is_typed_is_there_after_the_page_is_closed(open_browser, address, referral):
    page = open_browser().new_page()
    enter(page, address, referral)
    page.get_by_label("Who refers?").fill("Orla Fenn")
    expect(page.locator("[data-draft]")).to_contain_text("Saved")

    again = open_browser().new_page()
    enter(again, address, referral)

    expect(again.get_by_label("Who refers?")).to_have_value("Orla Fenn")


def test_while_one_types_one_is_told_that_somebody_was_faster(open_browser, address, referral):
    page = open_browser().new_page()
    enter(page, address, referral, login="bruno")
    other = open_browser().new_page()
    enter(other, address, referral)
    fill(other)
    go_on(other)
    other.get_by_role("button", name="Complete task").click()
    expect(other.get_by_role("status").first).to_contain_text("is completed")

    page.get_by_label("Who refers?").fill("Orla Fenn")

    expect(page.locator("[data-draft]")).to_contain_text("Ada completed this task")
    page.get_by_role("link", name="See how the task stands").click()
    expect(page.get_by_role("alert")).to_contain_text("Ada completed this task")
    expect(page.get_by_label("Who refers?")).to_have_value("Orla Fenn")


@pytest.fixture(scope="module")
def one_for_each(executor):
    """A task for each form of the programme."""
    programme = read_programme(SHIPPED)
    diagrams = {
        name: definitions(
            process(name, start("s"), user_task("u", name="Do", form=name), end("e"),
                    flows("s", "u", "e"))
        )
        for name in FORMS
    }  # fmt: skip
    executor.execute(PublishRelease(diagrams=diagrams, forms=programme.forms), by="console")
    cases = [executor.execute(StartCase(process=one), by="console")["id"] for one in FORMS]
    return [open_tasks(executor, case)["u"] for case in cases]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_form_fits_on_every_screen(open_browser, address, one_for_each, axe, width):
    page = open_browser(viewport={"width": width, "height": 900}).new_page()
    enter(page, address, one_for_each[0])

    for form, task in zip(FORMS, one_for_each, strict=True):
        page.goto(f"{address}{place_of(task)}")
        for button in page.get_by_role("button", name="Add another").all():
            button.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, form
        # What axe looks at is the same at both widths.
        assert width > 400 or axe(page) == [], form
