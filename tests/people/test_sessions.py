"""Sessions: how long they last, and when their token changes."""

import hashlib

import pytest

from engine.commands import DisableUser, GrantRole, RenewSession, RevokeRole, SignOut
from engine.store import people as p
from tests.people.staff import enter, join, rows, session


def renew(executor, token):
    return executor.execute(RenewSession(token=token), by="ada")


def use(executor, clock, token, minutes, every=20):
    """Use a session again and again."""
    for _ in range(minutes // every):
        clock.advance(minutes=every)
        assert renew(executor, token) == token


@pytest.fixture
def token(executor):
    join(executor, "ada", "case_manager")
    return enter(executor, "ada")


def test_of_a_token_only_the_hash_is_kept(executor, token):
    (row,) = rows(executor.engine, p.login_session)

    assert row["id"] == hashlib.sha256(token.encode()).hexdigest()
    assert len(token) == 43
    assert token not in str([rows(executor.engine, one) for one in p.METADATA.sorted_tables])


@pytest.mark.parametrize("other", ["", "x", "\ud800"])
def test_another_token_has_no_session(executor, token, other):
    assert session(executor, other) is None
    assert session(executor, token.swapcase()) is None
    assert session(executor, hashlib.sha256(token.encode()).hexdigest()) is None


def test_a_session_ends_after_half_an_hour_without_use(executor, clock, token):
    clock.advance(minutes=29, seconds=59)
    assert session(executor, token)

    clock.advance(seconds=1)
    assert session(executor, token) is None
    assert renew(executor, token) is None


def test_a_session_in_use_goes_on_for_ten_hours_and_no_longer(executor, clock, token):
    use(executor, clock, token, minutes=580)
    clock.advance(minutes=19, seconds=59)
    assert renew(executor, token) == token
    assert session(executor, token)

    clock.advance(seconds=1)
    assert session(executor, token) is None


def test_a_session_is_renewed_once_a_minute_not_with_each_look(executor, clock, token):
    assert not session(executor, token).renew

    clock.advance(seconds=61)
    assert session(executor, token).renew
    renew(executor, token)
    assert not session(executor, token).renew


def test_looking_changes_nothing(executor, clock, token):
    before = rows(executor.engine, p.login_session)
    clock.advance(minutes=10)

    session(executor, token)

    assert rows(executor.engine, p.login_session) == before


def test_signing_in_gives_a_token_of_its_own_and_ends_the_one_before(executor, token):
    after = enter(executor, "ada", previous=token)

    assert after != token
    assert session(executor, token) is None
    assert session(executor, after)


def test_a_token_that_somebody_planted_is_not_taken_over(executor):
    join(executor, "ada")

    planted = "planted by a stranger"
    token = enter(executor, "ada", previous=planted)

    assert token != planted
    assert session(executor, planted) is None


def test_signing_in_elsewhere_leaves_a_session_alone(executor, token):
    enter(executor, "ada")

    assert session(executor, token)


def test_signing_out_ends_the_session_on_the_server(executor, token):
    other = enter(executor, "ada")

    assert executor.execute(SignOut(token=token), by="ada") is True

    assert session(executor, token) is None
    assert session(executor, other)
    assert executor.execute(SignOut(token=token), by="ada") is False


def test_a_change_of_roles_counts_at_once_and_changes_the_token(executor, clock, token):
    until = session(executor, token).until
    clock.advance(minutes=1)
    executor.execute(GrantRole(login="ada", role="team_leader"), by="console")

    seen = session(executor, token)
    assert [one.role for one in seen.grants] == ["case_manager", "team_leader"]
    assert seen.renew
    after = renew(executor, token)

    assert after not in (None, token)
    assert session(executor, token) is None
    assert renew(executor, token) is None
    assert session(executor, after).until == until
    assert not session(executor, after).renew

    executor.execute(RevokeRole(login="ada", role="team_leader"), by="console")
    assert [one.role for one in session(executor, after).grants] == ["case_manager"]
    assert renew(executor, after) != after


def test_a_shut_account_loses_all_its_sessions_at_once(executor, token):
    join(executor, "bob")
    others = enter(executor, "bob")
    tokens = [token, enter(executor, "ada")]

    executor.execute(DisableUser(login="ada"), by="console")

    assert [session(executor, one) for one in tokens] == [None, None]
    assert [renew(executor, one) for one in tokens] == [None, None]
    assert session(executor, others)


@pytest.mark.usefixtures("token")
def test_old_sessions_are_deleted(executor, clock):
    clock.advance(days=89)
    enter(executor, "ada")
    assert len(rows(executor.engine, p.login_session)) == 2

    clock.advance(days=2)
    enter(executor, "ada")
    assert len(rows(executor.engine, p.login_session)) == 2
