"""The demonstration, as somebody sees it who has just started it."""

import pytest
from playwright.sync_api import expect

from engine.demo.clock import SetClock
from engine.demo.world import FIRST, World
from engine.executor import Executor, machine_now
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade

NOTE = "A demonstration: every person and every case is invented"
WIDTHS = [1280, 390]


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    """A demonstration with its first cases."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'passerelle.db'}")
    upgrade(engine)
    keyring = Keyring(bytes(range(32)))
    began = machine_now()
    clock = SetClock(began)
    for one in World(Executor(engine, keyring, clock=clock), clock, began).play(FIRST):
        assert not one.problem
    yield serve(Executor(engine, keyring), demo=True, programme="Fernside")
    engine.dispose()


@pytest.mark.parametrize("width", WIDTHS)
def test_one_picks_somebody_and_is_signed_in(open_browser, address, axe, width):
    page = open_browser(viewport={"width": width, "height": 900}).new_page()

    page.goto(address)
    expect(page.get_by_text(NOTE)).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Mira Tolland").click()

    expect(page.get_by_role("link", name="Mira Tolland")).to_be_visible()
    expect(page.get_by_text(NOTE)).to_be_visible()


def test_one_can_pick_somebody_without_scripts_and_goes_where_one_wanted(open_browser, address):
    page = open_browser(java_script_enabled=False).new_page()

    page.goto(f"{address}/account/password")
    page.get_by_role("button", name="Agathe Renner").click()

    expect(page).to_have_url(f"{address}/account/password")


def test_there_is_work_for_who_works_on_cases(open_browser, address):
    page = open_browser().new_page()
    page.goto(address)
    page.get_by_role("button", name="Mira Tolland").click()

    page.goto(f"{address}/tasks")
    page.get_by_role("link", name="Unclaimed").first.click()

    expect(page.get_by_text("EX-").first).to_be_visible()
