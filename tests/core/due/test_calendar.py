import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import due
from tests.core.due.days import PARIS, PLAIN, at, calendars, dates, day

counts = st.integers(-300, 300)


@pytest.mark.parametrize(
    ("date", "reason"),
    [("2027-05-06", "Ascension"), ("2027-05-08", "Victory"), ("2027-05-09", "weekend")],
)
def test_nobody_works_on_holidays_and_weekends(date, reason):
    assert not PARIS.is_working_day(day(date))
    assert reason.lower() in str(PARIS.why_closed(day(date))).lower() or reason != "weekend"


def test_a_closure_says_its_own_reason():
    closed = due.Calendar("Europe/Paris", closures={day("2027-03-04"): "staff training"})

    assert closed.why_closed(day("2027-03-04")) == "staff training"
    assert closed.why_closed(day("2027-03-05")) is None


def test_a_subdivision_has_holidays_of_its_own():
    bavaria = due.Calendar("Europe/Berlin", country="DE", subdivision="BY")
    germany = due.Calendar("Europe/Berlin", country="DE")

    assert not bavaria.is_working_day(day("2027-01-06"))
    assert germany.is_working_day(day("2027-01-06"))


def test_a_weekend_is_what_the_site_says():
    cairo = due.Calendar("Africa/Cairo", weekend=frozenset({4, 5}))

    assert not cairo.is_working_day(day("2027-01-01"))
    assert cairo.is_working_day(day("2027-01-03"))


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2027-03-01", 10, "2027-03-15"),
        ("2027-03-06", 1, "2027-03-08"),
        ("2027-03-06", 0, "2027-03-08"),
        ("2027-03-08", 0, "2027-03-08"),
        ("2027-03-06", -1, "2027-03-05"),
        ("2027-05-05", 1, "2027-05-07"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2027-03-15", -10, "2027-03-01"),
    ],
)
def test_working_days_are_counted_from_a_date_that_is_day_0(start, n, end):
    assert PARIS.add_working_days(day(start), n) == day(end)


@pytest.mark.parametrize(
    ("start", "end", "n"),
    [
        ("2027-03-05", "2027-03-06", 0),
        ("2027-03-05", "2027-03-08", 1),
        ("2027-03-08", "2027-03-05", -1),
        ("2027-03-06", "2027-03-05", -1),
        ("2027-03-06", "2027-03-06", 0),
        ("2027-05-03", "2027-05-10", 4),
    ],
)
def test_working_days_between_two_dates(start, end, n):
    assert PARIS.working_days_between(day(start), day(end)) == n


def test_the_nearest_working_day_may_be_the_day_itself():
    assert PLAIN.next_working_day(day("2027-03-05")) == day("2027-03-05")
    assert PLAIN.previous_working_day(day("2027-03-05")) == day("2027-03-05")
    assert PLAIN.next_working_day(day("2027-03-06")) == day("2027-03-08")
    assert PLAIN.previous_working_day(day("2027-03-07")) == day("2027-03-05")


def test_the_date_at_the_site_is_not_that_of_london():
    assert PLAIN.local_date(at("2027-03-01T00:30")) == day("2027-03-01")
    assert PLAIN.local_date(at("2027-02-28T23:30", "UTC")) == day("2027-03-01")


@given(calendars(), dates, counts.filter(bool))
def test_counting_undoes_adding(calendar, date, n):
    assert calendar.working_days_between(date, calendar.add_working_days(date, n)) == n


@given(calendars(), dates, counts)
def test_going_back_undoes_going_forward(calendar, date, n):
    start = calendar.next_working_day(date)

    assert calendar.add_working_days(calendar.add_working_days(start, n), -n) == start


@given(calendars(), dates, counts)
def test_what_is_added_ends_on_a_working_day(calendar, date, n):
    assert calendar.is_working_day(calendar.add_working_days(date, n))


@given(calendars(), dates, st.integers(0, 40), counts, st.integers(0, 40))
def test_a_later_start_or_a_longer_way_never_ends_earlier(calendar, date, days, n, more):
    later = date + datetime.timedelta(days=days)

    assert calendar.add_working_days(date, n) <= calendar.add_working_days(later, n)
    assert calendar.add_working_days(date, n) <= calendar.add_working_days(date, n + more)


@given(calendars(), dates, st.integers(-1500, 1500))
def test_counting_by_weeks_is_counting_by_days(calendar, start, days):
    end = start + datetime.timedelta(days=days)
    first = min(start, end)
    span = [first + datetime.timedelta(days=n) for n in range(abs(days) + 1)]
    one_by_one = sum(map(calendar.is_working_day, span[1:] if days >= 0 else span[:-1]))

    assert calendar.working_days_between(start, end) == (one_by_one if days >= 0 else -one_by_one)


@given(st.dates(), st.dates())
def test_any_two_dates_can_be_counted(start, end):
    assert abs(PLAIN.working_days_between(start, end)) <= abs((end - start).days)


def test_the_ends_of_time_can_be_counted():
    first, last = datetime.date.min, datetime.date.max

    assert PLAIN.working_days_between(last, last) == 0
    assert PLAIN.working_days_between(first, first) == 0
    assert PLAIN.working_days_between(first, last) == -PLAIN.working_days_between(last, first)


def test_there_is_no_day_after_the_last():
    with pytest.raises(due.DueError, match="1 to 9999"):
        PLAIN.add_working_days(day("9999-12-30"), 5)
    with pytest.raises(due.DueError, match="1 to 9999"):
        PLAIN.add_working_days(day("0001-01-01"), -1)
    with pytest.raises(due.DueError, match="1 to 9999"):
        due.Calendar("Asia/Tokyo").local_date(datetime.datetime.max.replace(tzinfo=datetime.UTC))


def test_a_site_that_is_always_closed_has_no_due_dates():
    always = {day("2027-01-01") + datetime.timedelta(days=n): "shut" for n in range(110_000)}
    shut = due.Calendar("Europe/Paris", closures=always)

    with pytest.raises(due.DueError, match="not enough working days"):
        shut.next_working_day(day("2027-01-01"))


def test_too_many_working_days_are_refused():
    with pytest.raises(due.DueError, match="10,001 working days are more than the 10,000 allowed"):
        PLAIN.add_working_days(day("2027-01-01"), 10_001)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"zone": "Europe/Pari"}, "no time zone 'Europe/Pari'"),
        ({"zone": "../etc"}, "no time zone"),
        ({"zone": ""}, "no time zone"),
        ({"zone": "UTC", "country": "XX"}, "no public holidays are known of 'XX'"),
        ({"zone": "UTC", "country": "FR", "subdivision": "??"}, "of '[?]{2}' in 'FR'"),
        ({"zone": "UTC", "subdivision": "BY"}, "say which"),
        ({"zone": "UTC", "weekend": frozenset(range(7))}, "not all seven"),
        ({"zone": "UTC", "weekend": frozenset({7})}, "Monday 0 to Sunday 6"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(arguments, message):
    with pytest.raises(due.DueError, match=message):
        due.Calendar(**arguments)


def test_a_naive_moment_is_a_mistake_of_the_programmer():
    with pytest.raises(TypeError, match="no time zone"):
        PLAIN.local_date(datetime.datetime(2027, 1, 1))  # noqa: DTZ001 - that is the point
