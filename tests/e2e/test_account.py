"""Signing in, in a real browser."""

import pytest
from playwright.sync_api import expect

from engine.commands import CreateUser
from engine.core.permission import Grant
from engine.executor import Executor
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade

PASSWORD = "gentle otter climbs"  # noqa: S105 - of nobody
WIDTHS = [1280, 390]


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    """An installation where Mira works."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('account') / 'passerelle.db'}")
    upgrade(engine)
    executor = Executor(engine, Keyring(bytes(range(32))))
    grants = (Grant("case_manager", None), Grant("mdt_chair", None))
    command = CreateUser(
        login="mira", name="Mira Tolland", password=PASSWORD, grants=grants, must_change=False
    )
    executor.execute(command, by="console")
    yield serve(executor)
    engine.dispose()


def sign_in(page, address, password=PASSWORD):
    page.goto(address)
    page.get_by_label("Login name").fill("mira")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("width", WIDTHS)
def test_signing_in_and_out_is_for_all_eyes_and_widths(open_browser, address, axe, width):
    page = open_browser(viewport={"width": width, "height": 900}).new_page()

    def looks_right():
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(address)
    looks_right()
    sign_in(page, address, "wrong")
    expect(page.get_by_role("alert")).to_contain_text("is not right")
    looks_right()
    sign_in(page, address)
    page.get_by_role("link", name="Mira Tolland").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    looks_right()
    page.get_by_role("link", name="Change your password").click()
    looks_right()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_one_can_sign_in_without_scripts(open_browser, address):
    page = open_browser(java_script_enabled=False).new_page()

    sign_in(page, address)

    expect(page.get_by_role("heading", name="My tasks")).to_be_visible()
