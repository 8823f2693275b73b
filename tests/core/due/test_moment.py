import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import due
from tests.core.due.days import PARIS, at, calendars, dates, day, moments, times, utc, zones


def due_at(text, anchor, values=None, calendar=PARIS):
    return due.due_at(due.parse(text), anchor=anchor, calendar=calendar, values=values)


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("10 wd", "2027-03-01T09:00", "2027-03-16T00:00"),
        ("10 wd", "2027-03-01T23:59", "2027-03-16T00:00"),
        ("0 wd", "2027-03-01T09:00", "2027-03-02T00:00"),
        ("0 wd", "2027-03-06T09:00", "2027-03-09T00:00"),
        ("1 wd", "2027-03-26T09:00", "2027-03-31T00:00"),
        ("15 d", "2027-03-20T09:00", "2027-04-05T00:00"),
        ("1 month", "2027-01-31T09:00", "2027-03-02T00:00"),
        ("6 months", "2027-08-31T09:00", "2028-03-01T00:00"),
        ("4 h", "2027-03-27T23:00", "2027-03-28T04:00"),
        ("30 min", "2027-03-01T09:00", "2027-03-01T09:30"),
    ],
)
def test_a_due_date_is_counted_from_the_making_of_the_task(text, anchor, expected):
    assert due_at(text, at(anchor)) == at(expected)


def test_a_due_date_is_in_utc():
    found = due_at("10 wd", at("2027-03-01T09:00"))

    assert (found, found.tzinfo) == (utc("2027-03-15T23:00"), datetime.UTC)


def test_what_is_due_until_the_end_of_a_date_shows_that_date():
    assert due.due_on(due_at("10 wd", at("2027-03-01T09:00")), PARIS) == day("2027-03-15")
    assert due.due_on(due_at("4 h", at("2027-03-01T09:00")), PARIS) == day("2027-03-01")


def test_four_hours_are_four_hours_when_the_clocks_change():
    assert due_at("4 h", at("2027-03-28T00:00")) == utc("2027-03-28T03:00")
    assert due_at("4 h", at("2027-10-31T00:00")) == utc("2027-10-31T02:00")


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("-10 wd before x", "2027-03-15", "2027-03-02T00:00"),
        ("-1 wd before x", "2027-03-06", "2027-03-06T00:00"),
        ("-0 wd before x", "2027-03-06", "2027-03-06T00:00"),
        ("5 wd after x", "2027-03-06", "2027-03-13T00:00"),
        ("-6 months before x", "2027-09-07", "2027-03-06T00:00"),
        ("-14 d before x", "2027-03-15", "2027-03-02T00:00"),
        ("-4 h before x", "2027-03-15", "2027-03-14T20:00"),
    ],
)
def test_a_due_date_is_counted_from_a_date(text, value, expected):
    assert due_at(text, at("2026-01-01T09:00"), {"x": day(value)}) == at(expected)


def test_a_date_and_time_is_read_on_the_wall_clock_of_the_site():
    anchor = at("2026-01-01T09:00")
    naive = datetime.datetime(2027, 3, 15, 0, 30)  # noqa: DTZ001 - as a form gives it

    assert due_at("4 h after x", anchor, {"x": naive}) == at("2027-03-15T04:30")
    assert due_at("1 d after x", anchor, {"x": naive}) == at("2027-03-17T00:00")
    assert due_at("1 d after x", anchor, {"x": utc("2027-03-14T23:30")}) == at("2027-03-17T00:00")
    assert due_at("4 h after x", anchor, {"x": utc("2027-03-14T23:30")}) == at("2027-03-15T04:30")


def test_a_due_date_moves_with_the_date_that_it_is_counted_from():
    before = due_at("-10 wd before x", at("2027-01-01T09:00"), {"x": day("2027-03-15")})
    after = due_at("-10 wd before x", at("2027-01-01T09:00"), {"x": day("2027-03-16")})

    assert (before, after) == (at("2027-03-02T00:00"), at("2027-03-03T00:00"))


def test_a_name_with_dots_is_looked_up_whole_and_level_by_level():
    anchor = at("2027-01-01T09:00")
    date = day("2027-03-15")

    for values in ({"release.date": date}, {"release": {"date": date}}):
        assert due_at("1 d after release.date", anchor, values) == at("2027-03-17T00:00")


@pytest.mark.parametrize(
    "values", [None, {}, {"x": None}, {"x": {"y": None}}, {"x": 5}, {"x.y": None, "x": {"y": 1}}]
)
def test_there_is_no_due_date_while_the_date_is_missing(values):
    assert due_at("-10 wd before x.y", at("2027-01-01T09:00"), values) is None


@pytest.mark.parametrize("value", ["2027-03-15", 5, True, {}])
def test_a_value_that_is_no_date_is_refused(value):
    with pytest.raises(due.DueError, match="'x' is no date"):
        due_at("1 d after x", at("2027-01-01T09:00"), {"x": value})


@pytest.mark.parametrize("text", ["1 month", "1 d", "0 d", "1 wd", "48 h"])
def test_time_has_an_end(text):
    with pytest.raises(due.DueError, match="1 to 9999"):
        due_at(text, utc("9999-12-31T12:00"))


def test_time_has_a_beginning():
    for text in ("-1 d before x", "-1 month before x", "-1 wd before x", "-1 h before x"):
        with pytest.raises(due.DueError, match="1 to 9999"):
            due_at(text, at("2027-01-01T09:00"), {"x": day("0001-01-01")})


def test_a_naive_anchor_is_a_mistake_of_the_programmer():
    with pytest.raises(TypeError, match="no time zone"):
        due_at("1 d", datetime.datetime(2027, 1, 1))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("date", "time", "zone", "expected"),
    [
        ("2027-03-28", "02:30", "Europe/Paris", "2027-03-28T01:30"),
        ("2027-10-31", "02:30", "Europe/Paris", "2027-10-31T00:30"),
        ("2018-11-04", "00:00", "America/Sao_Paulo", "2018-11-04T03:00"),
        ("2011-12-30", "00:00", "Pacific/Apia", "2011-12-30T10:00"),
        ("2027-04-04", "01:45", "Australia/Lord_Howe", "2027-04-03T14:45"),
    ],
)
def test_a_wall_clock_that_jumps_still_has_a_moment(date, time, zone, expected):
    calendar = due.Calendar(zone)

    assert due.moment(day(date), datetime.time.fromisoformat(time), calendar) == utc(expected)


@given(dates, times, zones)
def test_a_moment_shows_its_wall_clock_or_a_later_one_where_the_clock_jumps(date, time, zone):
    calendar = due.Calendar(zone)

    shown = due.moment(date, time, calendar).astimezone(calendar.tz)

    local = datetime.datetime.combine(date, time)
    late = shown.replace(tzinfo=None) - local
    assert datetime.timedelta(0) <= late <= datetime.timedelta(days=1)
    if late:
        assert local.replace(tzinfo=calendar.tz).utcoffset() != shown.utcoffset()


@given(calendars(), moments, st.integers(0, 200))
def test_a_rule_in_working_days_is_due_at_the_end_of_that_working_day(calendar, anchor, n):
    found = due_at(f"{n} wd", anchor, calendar=calendar)

    date = calendar.add_working_days(calendar.local_date(anchor), n)
    assert found == due.moment(date + datetime.timedelta(days=1), datetime.time(), calendar)
    # The thirtieth of December 2011 never was in Samoa.
    assert due.due_on(found, calendar) in (date, date - datetime.timedelta(days=1))


@given(calendars(), moments, st.sampled_from(["wd", "d", "h", "min", "months"]), st.integers(0, 99))
def test_nothing_is_due_before_it_is_made(calendar, anchor, unit, n):
    assert due_at(f"{n} {unit}", anchor, calendar=calendar) >= anchor


@given(calendars(), dates, st.integers(0, 24))
def test_months_before_a_date_end_on_a_working_day_no_later(calendar, date, n):
    found = due_at(f"-{n} months before x", utc("2027-01-01T00:00"), {"x": date}, calendar)

    assert found <= due.moment(date + datetime.timedelta(days=1), datetime.time(), calendar)
