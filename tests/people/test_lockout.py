"""How long whoever fails must wait."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.lockout import (
    PER_ADDRESS,
    PER_LOGIN,
    Failures,
    address_key,
    after_failure,
    wait,
)

NOW = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
LIMITS = st.sampled_from([PER_LOGIN, PER_ADDRESS])


def failures(number, limit=PER_LOGIN, now=NOW):
    found = None
    for _ in range(number):
        found = after_failure(found, limit, now)
    return found


def test_the_first_failures_cost_nothing_and_the_next_ever_more():
    waits = [wait(failures(n), PER_LOGIN, NOW) / MINUTE for n in range(12)]

    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15]


def test_the_wait_runs_from_the_last_failure():
    assert wait(failures(5), PER_LOGIN, NOW + MINUTE / 2) == MINUTE / 2
    assert wait(failures(5), PER_LOGIN, NOW + MINUTE) == datetime.timedelta()


def test_failures_are_forgotten():
    later = NOW + 2 * PER_LOGIN.forgets

    assert wait(failures(6), PER_LOGIN, later) == datetime.timedelta()
    assert after_failure(failures(6), PER_LOGIN, later) == Failures(5, later)


def test_fifty_people_who_share_an_address_may_mistype_now_and_then():
    found, now = None, NOW
    for _ in range(200):
        assert not wait(found, PER_ADDRESS, now)
        found = after_failure(found, PER_ADDRESS, now)
        now += 6 * MINUTE


def test_whoever_goes_on_guessing_gets_few_guesses_a_day():
    found, now, guesses = None, NOW, 0
    while now < NOW + datetime.timedelta(days=1):
        now += wait(found, PER_LOGIN, now)
        found = after_failure(found, PER_LOGIN, now)
        guesses += 1

    assert guesses < 110


@given(LIMITS, st.integers(0, 500), st.timedeltas(datetime.timedelta(), 400 * MINUTE))
def test_waiting_helps_and_never_longer_than_a_quarter_of_an_hour(limit, number, passed):
    found = failures(number, limit)

    before, after = wait(found, limit, NOW), wait(found, limit, NOW + passed)

    assert datetime.timedelta() <= after <= max(before - passed, datetime.timedelta())
    assert before <= 15 * MINUTE


@given(LIMITS, st.integers(0, 100))
def test_a_clock_that_is_set_back_forgets_nothing(limit, number):
    earlier = NOW - datetime.timedelta(days=1)

    assert after_failure(failures(number, limit), limit, earlier).level == number + 1


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unix:", "unix:"),
        ("x" * 100, "x" * 64),
    ],
)
def test_what_an_address_is_counted_as(address, key):
    assert address_key(address) == key
