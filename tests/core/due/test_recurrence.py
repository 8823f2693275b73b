import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import due
from tests.core.due.days import PARIS, PLAIN, at, calendars, dates, day, moments, utc


def every(text, date, time=None):
    clock = None if time is None else datetime.time.fromisoformat(time)
    return due.Recurrence(day(date), due.parse(text), clock)


def dates_of(recurrence, calendar, count):
    found = (due.occurrence(recurrence, k, calendar=calendar) for k in range(count))
    return [str(due.due_on(one, calendar)) for one in found]


def test_the_end_of_the_month_does_not_drift():
    always = due.Calendar("Europe/Paris", weekend=frozenset())

    assert dates_of(every("6 months", "2027-08-31"), always, 5) == [
        "2027-08-31",
        "2028-02-29",
        "2028-08-31",
        "2029-02-28",
        "2029-08-31",
    ]


def test_every_time_moves_on_to_a_working_day_by_itself():
    assert dates_of(every("1 month", "2027-01-08"), PARIS, 6) == [
        "2027-01-08",
        "2027-02-08",
        "2027-03-08",
        "2027-04-08",
        "2027-05-10",
        "2027-06-08",
    ]


def test_days_and_working_days_recur_too():
    assert dates_of(every("7 d", "2027-03-05"), PLAIN, 3) == [
        "2027-03-05",
        "2027-03-12",
        "2027-03-19",
    ]
    assert dates_of(every("5 wd", "2027-03-25"), PARIS, 3) == [
        "2027-03-25",
        "2027-04-02",
        "2027-04-09",
    ]


def test_the_wall_clock_stays_when_the_clocks_change():
    weekly = every("7 d", "2027-03-21", "02:30")

    assert [due.occurrence(weekly, k, calendar=PLAIN) for k in range(3)] == [
        at("2027-03-21T02:30"),
        at("2027-03-28T03:30"),
        at("2027-04-04T02:30"),
    ]
    autumn = every("7 d", "2027-10-24", "02:30")
    assert due.occurrence(autumn, 1, calendar=PLAIN) == utc("2027-10-31T00:30")


def test_the_next_time_is_strictly_after_now():
    weekly = every("7 d", "2027-03-01", "09:00")

    first = due.next_occurrence(weekly, after=at("2027-03-08T08:59"), calendar=PLAIN)
    second = due.next_occurrence(weekly, after=at("2027-03-08T09:00"), calendar=PLAIN)

    assert first == (1, at("2027-03-08T09:00"))
    assert second == (2, at("2027-03-15T09:00"))


def test_the_anchor_itself_is_no_next_time():
    weekly = every("7 d", "2027-03-01")

    assert due.next_occurrence(weekly, after=at("2020-01-01T00:00"), calendar=PLAIN)[0] == 1


def test_times_that_a_long_closure_puts_off_come_together():
    shut = {day("2027-01-15") + datetime.timedelta(days=n): "fire" for n in range(120)}
    burnt = due.Calendar("Europe/Paris", closures=shut)
    monthly = every("1 month", "2027-01-01")

    assert dates_of(monthly, burnt, 6)[1:] == ["2027-05-17"] * 4 + ["2027-06-01"]
    found = due.next_occurrence(monthly, after=at("2027-05-01T00:00"), calendar=burnt)
    assert found == (1, at("2027-05-18T00:00"))


@given(
    calendars(),
    dates,
    st.sampled_from(["1 d", "7 d", "90 d", "1 wd", "20 wd", "1 month", "6 months", "12 months"]),
    st.none() | st.times(),
    moments,
)
def test_the_next_time_is_the_first_after_now(calendar, date, text, time, now):
    duty = due.Recurrence(date, due.parse(text), time)
    try:
        k, found = due.next_occurrence(duty, after=now, calendar=calendar)
    except due.DueError as error:
        assert "working days" in str(error)  # noqa: PT017 - most examples raise nothing
        return

    assert found > now
    assert k >= 1
    assert k == 1 or due.occurrence(duty, k - 1, calendar=calendar) <= now


@pytest.mark.parametrize("text", ["4 h", "30 min", "0 d", "5 wd after x"])
def test_a_length_that_cannot_recur_is_refused(text):
    with pytest.raises(due.DueError, match=f"'{text}' cannot recur"):
        every(text, "2027-01-01")


def test_a_rule_in_hours_is_no_number_of_days():
    from engine.core.due.moment import moved

    with pytest.raises(due.DueError, match="no number of days"):
        moved(day("2027-01-01"), due.parse("4 h"), PLAIN)
