"""`passerelle user`, as somebody types it."""

import base64
import getpass
import io

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from engine.cli import main
from engine.executor import Executor
from engine.sign_in import sign_in
from engine.store import passwords
from engine.store import tables as t
from engine.store.database import connect
from engine.store.keyring import Keyring

GIVEN = "gentle otter climbs"
KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def database(monkeypatch, tmp_path):
    url = f"sqlite:///{tmp_path / 'people.db'}"
    monkeypatch.setenv("PASSERELLE_DATABASE", url)
    monkeypatch.setenv("PASSERELLE_MASTER_KEY", base64.b64encode(KEY).decode())
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    passwords.dummy.cache_clear()
    yield url
    passwords.dummy.cache_clear()


@pytest.fixture
def user(monkeypatch, capsys):
    """Run one command; its status and what it prints, of whichever kind."""

    def run(*arguments, given=GIVEN):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{given}\n"))
        status = main(["user", *arguments])
        printed = capsys.readouterr()
        return status, (printed.err if status else printed.out).strip()

    return run


def add(user, login, *more):
    return user("add", login, "--name", login.title(), "--password-stdin", *more)


def enters(url, login, password=GIVEN):
    engine = connect(url)
    try:
        return sign_in(Executor(engine, Keyring(KEY)), login, password, address="")
    finally:
        engine.dispose()


def test_the_first_administrator_of_an_empty_database(user, database):
    assert add(user, "Root", "--role", "administrator") == (0, "root may sign in now")

    assert user("list") == (0, "root  active    Root: administrator")
    assert not enters(database, "root").must_change


def test_roles_for_a_site(user, database):
    assert user("list") == (0, "")
    assert add(user, "ada", "--role", "mentor", "--site", "North") == (
        1,
        "error: there is no site 'North'; there are none yet",
    )
    engine = connect(database)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        site = {"id": "a" * 32, "name": "North", "zone": "Europe/Brussels", "country": "BE"}
        connection.execute(sa.insert(t.site), site)
    engine.dispose()

    add(user, "ada", "--role", "mentor", "--role", "mentor", "--site", "North")
    assert user("grant", "ada", "evaluator")[0] == 0
    assert user("list")[1].endswith("Ada: evaluator, mentor (North)")
    assert user("revoke", "ada", "mentor", "--site", "North")[0] == 0
    assert user("revoke", "ada", "evaluator")[0] == 0

    assert user("list")[1].endswith("Ada: no role")
    assert user("revoke", "ada", "mentor", "--site", "South")[1].endswith("there are: North")


def test_an_account_is_shut_and_opened_again(user):
    add(user, "ada", "--role", "mentor")

    assert user("disable", "ada") == (0, "ada can no longer sign in")
    assert "disabled" in user("list")[1]
    assert user("enable", "ada") == (0, "ada may sign in again")
    assert " active " in user("list")[1]


def test_a_password_is_set_from_the_input(user, database):
    add(user, "ada", "--role", "mentor")

    done = user("password", "ada", "--password-stdin", "--temporary", given="another otter")

    assert done == (0, "ada has a new password")
    assert enters(database, "ada", "another otter").must_change


def test_a_password_is_asked_for_twice_without_being_shown(user, database, monkeypatch):
    asked, answers = [], [GIVEN, GIVEN, GIVEN, "another otter"]
    monkeypatch.setattr(getpass, "getpass", lambda what: (asked.append(what), answers.pop(0))[1])

    done = user("add", "ada", "--name", "Ada", "--role", "mentor")

    assert done[0] == 0
    assert asked == ["Password: ", "The same again: "]
    assert enters(database, "ada")
    assert user("password", "ada") == (1, "error: the two passwords are not the same")


def test_without_a_terminal_there_is_no_password(user, monkeypatch):
    def closed(_what):
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", closed)

    done = user("add", "ada", "--name", "Ada", "--role", "mentor")

    assert done == (1, "error: no password was typed")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["disable", "nobody"], "there is no account 'nobody'"),
        (["grant", "ada", "king"], "there is no role 'king'; there are: administrator, "),
        (["revoke", "ada", "evaluator"], "The account has no such role there."),
        (["grant", "ada", "mentor"], "The account has this role there already"),
        (["add", "ada", "--name", "A", "--role", "mentor"], "there is an account 'ada' already"),
        (["add", "bob", "--name", "B", "--role", "king"], "there is no role 'king'"),
        (["add", "1", "--name", "B", "--role", "mentor"], "A login name has 2 to 64 letters"),
    ],
)
def test_a_refusal_says_why(user, arguments, said):
    add(user, "ada", "--role", "mentor")
    more = ["--password-stdin"] if arguments[0] == "add" else []

    status, printed = user(*arguments, *more)

    assert status == 1
    assert printed.startswith(f"error: {said}")


def test_a_weak_password_is_refused_and_not_shown(user):
    weak = "password1234"

    status, printed = user(
        "add", "ada", "--name", "Ada", "--role", "mentor", "--password-stdin", given=weak
    )

    assert (status, weak in printed) == (1, False)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PASSERELLE_MASTER_KEY", "", "the master key must have 32 bytes"),
        ("PASSERELLE_DATABASE", "people", "PASSERELLE_DATABASE is not the address"),
        ("PASSERELLE_DATABASE", "sqlite:////nowhere/x.db", "the database cannot be used: unable"),
        ("PASSERELLE_DATABASE", "mysql://a:secret@b/c", "this kind of database needs the package"),
    ],
)
def test_a_wrong_installation_is_named(user, monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)

    status, printed = user("list")

    assert status == 1
    assert printed.startswith(f"error: {said}")
    assert "secret" not in printed
