import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import due
from engine.core.due import Group
from tests.core.due.days import PARIS, at, calendars, moments, utc

MICRO = datetime.timedelta(microseconds=1)


def test_due_exactly_now_is_not_overdue():
    assert not due.overdue(at("2027-03-01T12:00"), at("2027-03-01T12:00"))
    assert due.overdue(at("2027-03-01T12:00"), at("2027-03-01T12:00") + MICRO)


def test_what_has_no_due_date_is_never_overdue():
    now = at("2027-03-01T12:00")

    assert not due.overdue(None, now)
    assert due.days_late(None, now, calendar=PARIS) == 0
    assert due.group(None, now, calendar=PARIS, safety=True) is Group.NOT_DUE_YET


def test_a_task_may_be_done_all_day_on_its_due_date():
    due_at = due.due_at(due.parse("0 wd"), anchor=at("2027-03-01T09:00"), calendar=PARIS)

    assert not due.overdue(due_at, at("2027-03-01T23:59:59"))
    assert due.overdue(due_at, at("2027-03-02T00:00:01"))


@pytest.mark.parametrize(
    ("now", "group", "late"),
    [
        ("2027-03-01T09:00", Group.NOT_DUE_YET, 0),
        ("2027-03-08T09:00", Group.NOT_DUE_YET, 0),
        ("2027-03-09T09:00", Group.DUE_SOON, 0),
        ("2027-03-12T09:00", Group.DUE_SOON, 0),
        ("2027-03-13T09:00", Group.OVERDUE, 0),
        ("2027-03-15T09:00", Group.OVERDUE, 1),
        ("2027-03-19T09:00", Group.OVERDUE, 5),
        ("2027-03-21T09:00", Group.OVERDUE, 5),
        ("2027-03-22T09:00", Group.CRITICALLY_OVERDUE, 6),
    ],
)
def test_a_task_of_friday_goes_through_the_groups(now, group, late):
    due_at = at("2027-03-13T00:00")

    assert due.group(due_at, at(now), calendar=PARIS, safety=False) is group
    assert due.days_late(due_at, at(now), calendar=PARIS) == late


def test_a_safety_step_is_critical_as_soon_as_it_is_late():
    due_at = at("2027-03-13T00:00")

    for now, group in (("00:00:00", Group.DUE_SOON), ("00:00:01", Group.CRITICALLY_OVERDUE)):
        moment = at(f"2027-03-13T{now}")
        assert due.group(due_at, moment, calendar=PARIS, safety=True) is group


def test_an_instant_earlier_today_is_overdue_and_no_day_late():
    due_at, now = at("2027-03-10T10:00"), at("2027-03-10T14:00")

    assert due.group(due_at, now, calendar=PARIS, safety=False) is Group.OVERDUE
    assert due.days_late(due_at, now, calendar=PARIS) == 0


def test_a_query_counts_by_the_same_boundaries():
    edges = due.boundaries(at("2027-03-22T09:00"), PARIS)

    assert edges.critical == at("2027-03-15T00:00")
    assert edges.now == at("2027-03-22T09:00")
    assert edges.soon == at("2027-03-26T00:00")


@given(calendars(), moments, st.integers(-20_000, 20_000), st.booleans())
def test_the_group_follows_from_the_working_days(calendar, now, minutes, safety):
    due_at = now + datetime.timedelta(minutes=minutes)

    found = due.group(due_at, now, calendar=calendar, safety=safety)

    today, date = calendar.local_date(now), due.due_on(due_at, calendar)
    late = due.days_late(due_at, now, calendar=calendar)
    if due.overdue(due_at, now):
        expected = Group.CRITICALLY_OVERDUE if safety or late > 5 else Group.OVERDUE
    else:
        soon = calendar.working_days_between(today, date) <= 3
        expected = Group.DUE_SOON if soon else Group.NOT_DUE_YET
    assert found is expected


@given(calendars(), moments, moments, moments, st.booleans())
def test_what_is_due_earlier_is_never_less_urgent(calendar, now, one, two, safety):
    order = list(Group)
    first, second = (
        due.group(due_at, now, calendar=calendar, safety=safety) for due_at in sorted((one, two))
    )

    assert order.index(first) <= order.index(second)


def test_a_naive_moment_is_a_mistake_of_the_programmer():
    naive = datetime.datetime(2027, 1, 1)  # noqa: DTZ001 - that is the point

    with pytest.raises(TypeError, match="now has no time zone"):
        due.overdue(utc("2027-01-01T00:00"), naive)
    with pytest.raises(TypeError):
        due.overdue(naive, utc("2027-01-01T00:00"))
