"""Signing in and out, as a browser does it."""

import re

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from engine.commands import CreateUser, DisableUser, GrantRole
from engine.core.permission import Grant
from engine.executor import Executor
from engine.store import passwords
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade
from webui import WebConfig, create_app

PASSWORD = "gentle otter climbs"  # noqa: S105 - of nobody
OTHER = "slow river bends"
KEY = "a key for tests, of 32 characters"


@pytest.fixture
def executor(tmp_path, monkeypatch):
    """An installation with one account, `mira`."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    passwords.dummy.cache_clear()
    engine = connect(f"sqlite:///{tmp_path / 'passerelle.db'}")
    upgrade(engine)
    made = Executor(engine, Keyring(bytes(range(32))))
    add(made, "mira", "Mira Tolland")
    yield made
    engine.dispose()
    passwords.dummy.cache_clear()


def add(executor, login, name, *, must_change=False):
    grants = (Grant("case_manager", None),)
    command = CreateUser(
        login=login, name=name, password=PASSWORD, grants=grants, must_change=must_change
    )
    executor.execute(command, by="console")


@pytest.fixture
def app(executor):
    return create_app(WebConfig(secret_key=KEY, https=False), executor)


@pytest.fixture
def browser(app):
    return app.test_client()


def post(browser, address, **answers):
    """Send the form of a page as a browser does, with its token."""
    page = browser.get(address, follow_redirects=True).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    return browser.post(address, data={"csrf_token": token, **answers})


def enter(browser, login="mira", password=PASSWORD, address="/sign-in"):
    return post(browser, address, login=login, password=password)


def test_who_is_not_signed_in_is_asked_to_and_then_led_where_they_wanted_to_go(browser):
    refused = browser.get("/account?tab=roles")

    assert refused.status_code == 303
    assert refused.location == "/sign-in?then=/account?tab%3Droles"
    assert enter(browser, address=refused.location).location == "/account?tab=roles"
    assert "Mira Tolland" in browser.get("/account").text


def test_the_start_page_leads_to_what_one_sees_first(browser):
    enter(browser)

    assert browser.get("/").location == "/tasks"


def test_nobody_is_led_to_another_site(browser):
    assert enter(browser, address="/sign-in?then=//elsewhere.example").location == "/account"


def test_a_form_of_somebody_who_is_not_signed_in_is_refused(app, browser):
    app.config["WTF_CSRF_ENABLED"] = False

    assert browser.post("/sign-out").status_code == 401


@pytest.mark.parametrize(("login", "password"), [("mira", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(browser, login, password):
    answer = enter(browser, login, password)

    assert answer.status_code == 422
    assert "The login name or the password is not right" in answer.text
    assert f'value="{login}"' in answer.text
    assert password not in answer.text
    assert browser.get("/account").status_code == 303


def test_too_many_attempts_are_answered_with_how_long_to_wait(browser):
    for _ in range(6):
        answer = enter(browser, password=OTHER)

    assert answer.status_code == 429
    assert "Try again in 1 min." in answer.text


def test_signing_out_ends_the_session_on_the_server_too(browser):
    enter(browser)
    stolen = browser.get_cookie("passerelle-session").value

    assert post_sign_out(browser).location == "/sign-in"
    browser.set_cookie("passerelle-session", stolen)
    assert browser.get("/account").status_code == 303


def post_sign_out(browser):
    page = browser.get("/account").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    return browser.post("/sign-out", data={"csrf_token": token})


def test_a_session_has_a_new_token_at_each_sign_in_that_scripts_cannot_read(browser):
    first = enter(browser).headers["Set-Cookie"]
    post_sign_out(browser)
    second = enter(browser).headers["Set-Cookie"]

    assert first != second
    assert "HttpOnly" in first
    assert "SameSite=Lax" in first


def test_the_cookie_is_of_this_host_alone_where_there_is_https(executor):
    browser = create_app(WebConfig(secret_key=KEY), executor).test_client()
    page = browser.get("/sign-in", base_url="https://localhost").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    answer = browser.post(
        "/sign-in",
        data={"csrf_token": token, "login": "mira", "password": PASSWORD},
        base_url="https://localhost",
        headers={"Referer": "https://localhost/sign-in"},
    )

    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if "-session=" in c]
    assert cookie.startswith("__Host-passerelle-session=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_an_account_that_is_shut_is_out_at_once(browser, executor):
    enter(browser)
    executor.execute(DisableUser(login="mira"), by="console")

    assert browser.get("/account").status_code == 303


def test_new_roles_come_with_a_new_token(browser, executor):
    enter(browser)
    before = browser.get_cookie("passerelle-session").value
    executor.execute(GrantRole(login="mira", role="mdt_chair"), by="console")

    page = browser.get("/account").text

    assert page.count("everywhere") == 2
    assert browser.get_cookie("passerelle-session").value != before
    assert browser.get("/account").status_code == 200


def test_who_is_signed_in_need_not_sign_in_again(browser):
    enter(browser)

    assert browser.get("/sign-in").location == "/account"


def test_a_password_that_others_know_is_changed_before_anything_else(browser, executor):
    add(executor, "iven", "Iven Marsh", must_change=True)
    enter(browser, "iven")

    assert browser.get("/account").location == "/account/password"
    changed = post(browser, "/account/password", current=PASSWORD, new=OTHER, again=OTHER)
    assert changed.location == "/account"
    assert "Your password was changed" in browser.get("/account").text


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"current": "wrong"}, "This is not your password"),
        ({"again": "another"}, "The two new passwords are not the same"),
        ({"new": "short", "again": "short"}, "a password must have at least"),
    ],
)
def test_a_password_that_cannot_be_changed_stays(browser, answers, message):
    enter(browser)
    given = {"current": PASSWORD, "new": OTHER, "again": OTHER}

    answer = post(browser, "/account/password", **given | answers)

    assert answer.status_code == 422
    assert message in answer.text
    post_sign_out(browser)
    assert enter(browser).status_code == 303


def test_guessing_the_password_of_an_open_session_is_slowed_down(browser):
    enter(browser)
    for _ in range(6):
        answer = post(browser, "/account/password", current="wrong", new="a", again="a")

    assert answer.status_code == 429


def test_ready_is_who_has_a_database_with_the_newest_schema(browser, executor):
    assert browser.get("/ready").json == {"status": "ready"}
    with executor.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert browser.get("/ready").status_code == 503
    with executor.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    assert browser.get("/ready").status_code == 503


def test_ready_is_not_who_has_no_database(browser, executor, monkeypatch):
    def fail(*_, **__):
        raise sa.exc.OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(executor.engine, "connect", fail)

    assert browser.get("/ready").status_code == 503
