import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.feel.errors import Undefined
from engine.core.feel.values.calendar import (
    add_months,
    date_from_day_number,
    day_number,
    day_of_year,
    days_in_month,
    is_leap,
    iso_week,
    make_date,
    weekday,
)
from engine.core.feel.values.temporal import Date

MONTHS = st.integers(1, 12)
YEARS = st.integers(-999_999_999, 999_999_999)
EPOCH = datetime.date(1970, 1, 1).toordinal()


def ours(date):
    return Date(date.year, date.month, date.day)


@given(st.dates())
def test_days_are_numbered_as_in_python(date):
    number = day_number(ours(date))

    assert number == date.toordinal() - EPOCH
    assert date_from_day_number(number) == ours(date)


@given(st.dates())
def test_week_and_year_are_counted_as_in_python(date):
    assert weekday(ours(date)) == date.isoweekday()
    assert day_of_year(ours(date)) == date.timetuple().tm_yday
    assert iso_week(ours(date)) == date.isocalendar().week


@given(st.integers(1, 9999), MONTHS)
def test_months_are_as_long_as_in_python(year, month):
    assert days_in_month(year, month) == calendar.monthrange(year, month)[1]
    assert is_leap(year) is calendar.isleap(year)


@given(YEARS, MONTHS, st.integers(1, 28))
def test_the_calendar_repeats_every_400_years_for_ever(year, month, day):
    date = Date(year, month, day)
    again = Date(year + 400 if year < 0 else year - 400, month, day)

    assert date_from_day_number(day_number(date)) == date
    assert weekday(date) == weekday(again)
    assert abs(day_number(date) - day_number(again)) == 146_097


@given(st.dates(), st.integers(-20_000, 20_000))
def test_adding_months_keeps_the_day_or_takes_the_last_one(date, months):
    found = add_months(ours(date), months)

    years, month = divmod(date.month - 1 + months, 12)
    assert (found.year, found.month) == (date.year + years, month + 1)
    assert found.day == min(date.day, days_in_month(found.year, found.month))


@pytest.mark.parametrize(
    ("year", "month", "day", "words"),
    [
        (2027, 2, 29, "there is no day 2027-02-29"),
        (2027, 13, 1, "there is no day 2027-13-01"),
        (2027, 0, 1, "there is no day"),
        (2027, 1, 0, "there is no day"),
        (1_000_000_000, 1, 1, "beyond 999,999,999"),
        (-1_000_000_000, 1, 1, "beyond 999,999,999"),
    ],
)
def test_there_are_days_that_there_are_not(year, month, day, words):
    with pytest.raises(Undefined, match=words):
        make_date(year, month, day)


def test_nothing_follows_the_last_day():
    last = make_date(999_999_999, 12, 31)

    with pytest.raises(Undefined, match="beyond"):
        date_from_day_number(day_number(last) + 1)
    with pytest.raises(Undefined, match="beyond"):
        add_months(last, 1)
