"""No password and no token is written anywhere but where it must be."""

import logging

import pytest

from engine.commands import (
    Attempt,
    BeginSignIn,
    ChangePassword,
    CreateUser,
    RenewSession,
    ResetPassword,
    SignedIn,
    SignIn,
    SignInRefused,
    SignOut,
)
from engine.queries import SessionOf
from engine.sign_in import change_password
from engine.store import people as p
from engine.store import tables as t
from tests.people.staff import ADDRESS, PASSWORD, enter, join, rows, session

NEW, WRONG = "another otter climbs", "wrong otter climbs"


def test_neither_is_in_the_database_or_in_the_logs(executor, caplog):
    caplog.set_level(logging.DEBUG)
    executor.engine.echo = True
    join(executor, "ada")
    token = enter(executor, "ada")
    with pytest.raises(SignInRefused) as refused:
        enter(executor, "ada", WRONG)
    assert WRONG not in f"{refused.value!r}{refused.value}"
    other = change_password(executor, "ada", PASSWORD, NEW, address=ADDRESS)
    executor.execute(ResetPassword(login="ada", password=PASSWORD), by="console")
    session(executor, other)

    written = str([rows(executor.engine, one) for one in p.METADATA.sorted_tables])
    assert "INSERT" in caplog.text
    for secret in (PASSWORD, NEW, WRONG, token, other):
        assert secret not in written
        assert secret not in caplog.text


def test_of_signing_in_no_command_is_kept(executor):
    join(executor, "ada")
    token = enter(executor, "ada")
    executor.execute(RenewSession(token=token), by="ada")
    executor.execute(SignOut(token=token), by="ada")

    assert [row["name"] for row in rows(executor.engine, t.command)] == ["CreateUser", "SignOut"]


def test_neither_is_in_what_commands_look_like():
    secret = "secret otter climbs"  # noqa: S105 - of nothing
    given = [
        CreateUser(login="ada", name="Ada", password=secret),
        ResetPassword(login="ada", password=secret),
        ChangePassword(password=secret, verified=secret, address=""),
        BeginSignIn(login=secret, address=""),
        Attempt(wait=None, password_hash=secret),
        SignIn(login="ada", address="", verified=secret, rehash=secret, previous=secret),
        SignedIn(token=secret, login="ada", must_change=False),
        RenewSession(token=secret),
        SignOut(token=secret),
        SessionOf(token=secret),
    ]

    assert secret not in repr(given)
