"""Signing in: what guessing costs, and what it tells."""

import threading

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from engine.commands import DisableUser, EnableUser, ResetPassword, SignInRefused
from engine.core.credential import PasswordRefused
from engine.sign_in import TooManyAttempts, change_password, sign_in
from engine.store import passwords
from engine.store import people as p
from tests.people.staff import ADDRESS, PASSWORD, enter, join, rows, session, write
from tests.store.test_races import at_once

WRONG, OTHER = "a wrong password", "another otter climbs"


class Recorder(PasswordHasher):
    """Notes what it verifies."""

    def __init__(self, *parameters):
        super().__init__(*(parameters or (1, 8, 1)))
        self.verified = []

    def verify(self, hash, password):
        self.verified.append(hash)
        return super().verify(hash, password)


@pytest.fixture
def hasher(monkeypatch):
    made = Recorder()
    monkeypatch.setattr(passwords, "_HASHER", made)
    return made


def fail(executor, login, times, address=ADDRESS):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            enter(executor, login, WRONG, address)


def test_who_knows_the_password_signs_in(executor):
    join(executor, "ada", "case_manager")

    token = enter(executor, "ADA ")

    assert session(executor, token).login == "ada"
    assert [grant.role for grant in session(executor, token).grants] == ["case_manager"]


@pytest.mark.parametrize(
    ("login", "password"),
    [("ada", WRONG), ("bob", PASSWORD), ("", ""), ("ada", ""), ("\ud800", "\ud800" * 5000)],
)
def test_every_refusal_says_the_same(executor, login, password):
    join(executor, "ada")

    with pytest.raises(SignInRefused) as refused:
        enter(executor, login, password)

    assert str(refused.value) == "The login name or the password is wrong."


def test_every_refusal_has_verified_one_hash(executor, hasher):
    for login in ("ada", "shut"):
        join(executor, login)
    executor.execute(DisableUser(login="shut"), by="console")

    for login in ("ada", "nobody", "shut"):
        fail(executor, login, 1)
    with pytest.raises(SignInRefused):
        enter(executor, "shut", PASSWORD)

    known, *others = hasher.verified
    assert known in [row["password_hash"] for row in rows(executor.engine, p.user)]
    assert others == [passwords.dummy()] * 3


def test_five_failures_shut_a_login_name_for_a_while(executor, clock):
    join(executor, "ada")
    fail(executor, "ada", 5)

    with pytest.raises(TooManyAttempts, match="try again in a minute") as refused:
        enter(executor, "ada")
    assert refused.value.wait_seconds == 60

    clock.advance(seconds=60)
    assert enter(executor, "ada")


def test_each_further_failure_doubles_the_wait(executor, clock):
    join(executor, "ada")
    fail(executor, "ada", 5)
    waits = []
    for _ in range(6):
        with pytest.raises(TooManyAttempts) as refused:
            enter(executor, "ada", WRONG)
        waits.append(refused.value.wait_seconds // 60)
        clock.advance(seconds=refused.value.wait_seconds)
        fail(executor, "ada", 1)

    assert waits == [1, 2, 4, 8, 15, 15]


def test_trying_while_shut_neither_verifies_nor_prolongs(executor, clock, hasher):
    join(executor, "ada")
    fail(executor, "ada", 5)
    hasher.verified.clear()

    for _ in range(20):
        with pytest.raises(TooManyAttempts):
            enter(executor, "ada")
    clock.advance(minutes=1)

    assert hasher.verified == []
    assert enter(executor, "ada")


def test_a_login_name_that_there_is_not_is_shut_alike(executor):
    fail(executor, "nobody", 5)

    with pytest.raises(TooManyAttempts):
        enter(executor, "Nobody")


def test_guessing_at_one_leaves_others_alone(executor):
    join(executor, "ada")
    join(executor, "bob")
    fail(executor, "ada", 5)

    assert enter(executor, "bob")


def test_success_forgives_the_login_name_but_not_the_address(executor):
    join(executor, "ada")
    for _ in range(7):
        fail(executor, "ada", 4)
        enter(executor, "ada")
    fail(executor, "ada", 2)

    with pytest.raises(TooManyAttempts):
        enter(executor, "ada")
    assert enter(executor, "ada", address="192.0.2.8")


def test_guessing_at_many_from_one_address_shuts_the_address(executor):
    join(executor, "ada")
    for number in range(30):
        fail(executor, f"user{number}", 1)

    with pytest.raises(TooManyAttempts):
        enter(executor, "ada")
    assert enter(executor, "ada", address="192.0.2.8")


def test_guessing_at_once_is_stopped_as_early(executor):
    join(executor, "ada")

    results = at_once(*[lambda: enter(executor, "ada", WRONG)] * 12)

    kinds = [type(one) for one in results]
    assert (kinds.count(SignInRefused), kinds.count(TooManyAttempts)) == (5, 7), results


def test_at_most_two_passwords_are_hashed_at_once(monkeypatch):
    pair, active, most = threading.Barrier(2), [], []

    class Slow(PasswordHasher):
        def hash(self, password, **more):
            active.append(1)
            most.append(len(active))
            pair.wait(10)
            active.pop()
            return super().hash(password, **more)

    monkeypatch.setattr(passwords, "_HASHER", Slow(1, 8, 1))

    results = at_once(*[lambda: passwords.hash_password("x")] * 6)

    assert all(isinstance(one, str) for one in results), results
    assert max(most) == passwords.AT_ONCE == 2


def test_what_is_known_of_attempts_is_no_login_name_and_is_forgotten(executor, clock):
    join(executor, "ada")
    fail(executor, "a password by mistake", 1)
    assert "mistake" not in str(rows(executor.engine, p.login_attempt))

    clock.advance(days=8)
    enter(executor, "ada")

    left = rows(executor.engine, p.login_attempt)
    assert [(row["kind"], row["level"]) for row in left] == [("address", 0)]


def test_passwords_are_hashed_as_argon2id_with_the_recommended_cost(executor, monkeypatch):
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher())
    join(executor, "ada")

    (user,) = rows(executor.engine, p.user)

    assert user["password_hash"].startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_an_outdated_hash_is_made_anew_at_the_next_sign_in(executor, monkeypatch):
    join(executor, "ada")
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(2, 16, 1))

    enter(executor, "ada")

    (user,) = rows(executor.engine, p.user)
    assert "m=16,t=2,p=1" in user["password_hash"]
    assert enter(executor, "ada")


def test_what_is_no_hash_fits_nothing(executor):
    join(executor, "ada")
    write(executor.engine, sa.update(p.user).values({"password_hash": "!"}))

    fail(executor, "ada", 1)


def test_an_account_shut_while_its_password_is_verified_stays_out(executor, monkeypatch):
    join(executor, "ada")

    class Meanwhile(PasswordHasher):
        def verify(self, *given):
            executor.execute(DisableUser(login="ada"), by="console")
            return super().verify(*given)

    monkeypatch.setattr(passwords, "_HASHER", Meanwhile(1, 8, 1))

    with pytest.raises(SignInRefused):
        enter(executor, "ada")


def test_a_shut_account_that_is_opened_again_has_its_password(executor):
    join(executor, "ada")
    executor.execute(DisableUser(login="ada"), by="console")
    fail(executor, "ada", 1)
    executor.execute(EnableUser(login="ada"), by="console")

    assert enter(executor, "ada")


def test_one_changes_ones_own_password(executor):
    join(executor, "ada")
    before = [enter(executor, "ada") for _ in range(2)]

    token = change_password(executor, "ada", PASSWORD, OTHER, address=ADDRESS)

    assert session(executor, token).login == "ada"
    assert [session(executor, one) for one in before] == [None, None]
    fail(executor, "ada", 1)
    assert enter(executor, "ada", OTHER)


@pytest.mark.parametrize(("new", "reason"), [("short", "at least 12"), (PASSWORD, "another one")])
def test_a_new_password_must_be_good_and_new(executor, new, reason):
    join(executor, "ada")

    with pytest.raises(PasswordRefused, match=reason):
        change_password(executor, "ada", PASSWORD, new, address=ADDRESS)

    assert enter(executor, "ada")


def test_guessing_the_current_password_is_counted_too(executor):
    join(executor, "ada")

    for _ in range(5):
        with pytest.raises(SignInRefused):
            change_password(executor, "ada", WRONG, OTHER, address=ADDRESS)

    with pytest.raises(TooManyAttempts):
        enter(executor, "ada")


def test_a_password_given_by_an_administrator_is_to_be_changed(executor):
    join(executor, "ada")
    token = enter(executor, "ada")
    executor.execute(ResetPassword(login="ada", password=OTHER), by="console")

    assert session(executor, token) is None
    assert sign_in(executor, "ada", OTHER, address=ADDRESS).must_change
    change_password(executor, "ada", OTHER, PASSWORD, address=ADDRESS)
    assert not sign_in(executor, "ada", PASSWORD, address=ADDRESS).must_change


def test_the_wait_is_said_in_minutes():
    assert str(TooManyAttempts(61)) == "too many attempts: try again in 2 minutes"
