import datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.core import feel
from tests.core.feel import strategies
from tests.core.feel.asking import same, value, why_null

EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144)
SPANS = st.timedeltas(datetime.timedelta(-10_000), datetime.timedelta(10_000))
FIXED = st.datetimes(
    datetime.datetime(1000, 1, 1),  # noqa: DTZ001 - the strategy puts the zone on
    datetime.datetime(3000, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([datetime.UTC, datetime.timezone(datetime.timedelta(hours=5))]),
)


@given(strategies.numbers, strategies.numbers)
def test_numbers_are_calculated_as_decimal128(a, b):
    context = {"a": a, "b": b}

    assert value("a + b", context) == EXACT.add(a, b)
    assert value("a - b", context) == EXACT.subtract(a, b)
    assert value("a * b", context) == EXACT.multiply(a, b)
    assert value("-a", context) == EXACT.minus(a)
    assume(b)
    assert value("a / b", context) == EXACT.divide(a, b)


@given(strategies.numbers, st.integers(0, 20))
def test_powers_of_whole_exponents_are_repeated_products(a, n):
    wanted = EXACT.power(a, n) if a or n else Decimal(1)

    assert value("a ** n", {"a": a, "n": n}) == wanted


@given(FIXED, SPANS)
def test_a_moment_and_a_duration_are_added_as_in_python(moment, span):
    context = {"m": moment, "s": span}

    assert value("m + s", context) == moment + span
    assert value("s + m", context) == moment + span
    assert value("m - s", context) == moment - span
    assert value("(m + s) - m = s", context) is True


@given(FIXED, FIXED)
def test_between_two_moments_is_what_python_says(a, b):
    assert value("a - b = d", {"a": a, "b": b, "d": a - b}) is True


@given(st.dates(datetime.date(2, 1, 1), datetime.date(9998, 12, 31)), st.integers(-300, 300))
def test_a_date_and_whole_days_are_added_as_in_python(date, days):
    span = datetime.timedelta(days)

    assert value("d + s", {"d": date, "s": span}) == date + span
    assert value("d - s", {"d": date, "s": span}) == date - span
    assert value("(d + s) - d = s", {"d": date, "s": span}) is True


@given(strategies.years_and_months, strategies.years_and_months, st.integers(-100, 100))
def test_years_and_months_are_calculated_in_months(a, b, n):
    context = {"a": a, "b": b, "n": n}

    assert value("a + b", context).months == a.months + b.months
    assert value("a - b", context).months == a.months - b.months
    assert value("a * n", context).months == a.months * n
    assert value("-a", context).months == -a.months
    assert value("a < b", context) is (a.months < b.months)


@given(strategies.days_and_time, strategies.days_and_time)
def test_days_and_time_are_calculated_in_seconds(a, b):
    context = {"a": a, "b": b}

    assert value("a + b", context).seconds == a.seconds + b.seconds
    assert value("a - b", context).seconds == a.seconds - b.seconds
    assert value("a < b", context) is (a.seconds < b.seconds)
    assume(b.seconds)
    assert value("a / b", context) == EXACT.divide(a.seconds, b.seconds)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('@"2027-01-31" + @"P1M"', '@"2027-02-28"'),
        ('@"P1M" + @"2027-01-31"', '@"2027-02-28"'),
        ('@"2027-03-31" - @"P1M"', '@"2027-02-28"'),
        ('@"2024-02-29" + @"P1Y"', '@"2025-02-28"'),
        ('@"2027-01-31" + @"P1D"', '@"2027-02-01"'),
        ('@"2027-01-31" + @"PT36H"', '@"2027-02-01"'),
        ('@"2027-01-31" + @"PT1H"', '@"2027-01-31"'),
        ('@"2027-01-31" - @"PT1H"', '@"2027-01-30"'),
        ('@"2027-01-31T12:00:00" + @"P1M"', '@"2027-02-28T12:00:00"'),
        ('@"2027-01-31T12:00:00" + @"P1DT13H"', '@"2027-02-02T01:00:00"'),
        ('@"2027-03-28T01:30:00@Europe/Paris" + @"PT1H"', '@"2027-03-28T03:30:00@Europe/Paris"'),
        ('@"10:00:00" + @"PT15H"', '@"01:00:00"'),
        ('@"10:00:00" - @"PT15H"', '@"19:00:00"'),
        ('@"10:00:00+02:00" + @"P3D"', '@"10:00:00+02:00"'),
        ('@"2027-03-01" - @"2027-02-01"', '@"P28D"'),
        ('@"2027-01-31T00:00:00Z" - @"2027-01-01"', '@"P30D"'),
        ('@"2027-01-31" - @"2027-01-01T00:00:00Z"', '@"P30D"'),
        ('@"2027-01-31T00:00:00Z" - @"2027-01-01T00:00:00+05:00"', '@"P30DT5H"'),
        ('@"10:00:00Z" - @"09:00:00+01:00"', '@"PT2H"'),
        ('@"P1Y" * 1.5', '@"P1Y6M"'),
        ('@"P1Y" / 5', '@"P2M"'),
        ('@"P1D" * 1.5', '@"P1DT12H"'),
        ('2 * @"P1D"', '@"P2D"'),
        ('2 * @"P1M"', '@"P2M"'),
        ('@"P1D" / 2', '@"PT12H"'),
        ('@"P1D" / @"PT1H"', "24"),
        ('@"P1Y" / @"P1M"', "12"),
        ('-@"P1D"', '@"-P1D"'),
        ('-@"P1Y"', '@"-P1Y"'),
        ('@"10:00:00" + @"PT1S" / 10**6000', '@"10:00:00"'),
        ('@"2027-01-01T10:00:00" - @"PT1S" / 10**6000', '@"2027-01-01T10:00:00"'),
        ('@"9999-12-31" + @"P1D"', '@"10000-01-01"'),
        ('@"10:00:00.000000001" + @"PT0.000000001S"', '@"10:00:00.000000002"'),
    ],
)
def test_times_are_calculated_as_the_tables_say(text, found):
    assert same(text, found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('@"P1D" - @"2027-01-01"', "days and time duration - date has no answer"),
        ('@"2027-01-01" + @"2027-01-01"', "date + date has no answer"),
        ('@"2027-01-01" + 1', "date + number has no answer"),
        ('@"10:00:00" + @"P1M"', "time + years and months duration has no answer"),
        ('@"10:00:00" - @"2027-01-01"', "time - date has no answer"),
        ('@"P1D" + @"P1M"', "days and time duration + years and months duration has no answer"),
        ('@"P1D" * @"P1D"', "has no answer"),
        ('1 / @"P1D"', "number / days and time duration has no answer"),
        ('@"P1D" / 0', "division by zero"),
        ('@"P1Y" / 0', "division by zero"),
        ('@"P1D" / @"P0D"', "division by zero"),
        ('@"P1D" / @"P1M"', "has no answer"),
        ('@"2027-01-31T00:00:00" - @"2027-01-01"', "only one of the two has a time zone"),
        ('@"2027-01-31T00:00:00Z" - @"2027-01-01T00:00:00"', "only one of the two has a time"),
        ('@"999999999-12-31" + @"P1D"', "beyond 999,999,999"),
        ('@"2027-01-01" + @"P999999999Y"', "beyond 999,999,999"),
        ('@"P999999999Y" * 10 ** 20', "too long"),
        ('@"P1D" * 10 ** 30', "too long"),
        ('-@"2027-01-01"', "there is no -(date)"),
    ],
)
def test_a_calculation_with_times_that_has_no_answer_says_why(text, words):
    assert words in why_null(text)


def test_nothing_is_cut_off_beyond_what_python_can_hold():
    assert value('@"12027-01-01"') == feel.Date(12027, 1, 1)
    assert value('@"12027-01-01T10:00:00Z"').date.year == 12027
    assert value('@"10:00:00.123456789"').second == Decimal("0.123456789")
    assert value('@"10:00:00.123456789"') == feel.Time(10, 0, Decimal("0.123456789"))
    assert value('[@"12027-01-01"..@"12027-02-01"]').end == feel.Date(12027, 2, 1)
