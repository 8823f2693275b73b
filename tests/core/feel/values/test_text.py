import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import feel
from tests.core.feel import strategies
from tests.core.feel.asking import value, why_null


@given(
    st.one_of(
        st.dates(), strategies.far_dates, strategies.times, strategies.fine_times,
        strategies.date_times, strategies.days_and_time, strategies.years_and_months,
    )
)  # fmt: skip
def test_a_value_of_time_is_read_back_from_its_text(given_value):
    text = value("string(v)", {"v": given_value})

    assert value(f'@"{text}"') == given_value


@given(st.datetimes(), st.dates())
def test_dates_and_times_are_written_as_iso_8601(moment, date):
    assert value("string(d)", {"d": date}) == date.isoformat()
    written = value("string(m)", {"m": moment})
    assert datetime.datetime.fromisoformat(written) == moment


@given(strategies.numbers)
def test_a_number_is_written_without_an_exponent_and_read_back(number):
    text = value("string(n)", {"n": number})

    assert "E" not in text
    assert value("number(t)", {"t": text}) == number


@given(strategies.texts)
def test_a_text_is_itself_and_inside_a_list_a_literal(text):
    assert value("string(t)", {"t": text}) == text
    assert value(value("string([t])", {"t": text})) == [text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.10", "1.10"),
        ("-0", "0"),
        ("true", "true"),
        ("false", "false"),
        ("[1, null, [true]]", "[1, null, [true]]"),
        ('{a: 1, "b c": "x", "d-e": []}', '{a: 1, b c: "x", "d-e": []}'),
        ("[1..5)", "[1..5)"),
        ("(1..5]", "(1..5]"),
        ("(<= 5)", "<= 5"),
        ("(> 5)", "> 5"),
        ("[]", "[]"),
        ("{}", "{}"),
        ("abs", "function abs"),
        ('@"P0Y"', "P0M"),
        ('@"P0D"', "PT0S"),
        ('@"P1DT0H1M"', "P1DT1M"),
        ('@"PT1S" / 10**6000', "PT0S"),
        ('@"-P1Y2M"', "-P1Y2M"),
        ('@"10:00:00.500"', "10:00:00.5"),
        ('@"10:00:00-05:30"', "10:00:00-05:30"),
        ('@"10:00:00+00:00"', "10:00:00Z"),
        ('@"10:00:00+01:00:30"', "10:00:00+01:00:30"),
        ('@"0001-01-01"', "0001-01-01"),
        ('@"-0044-03-15"', "-0044-03-15"),
    ],
)
def test_string_writes_what_an_expression_would(text, found):
    assert value(f"string({text})") == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2027-1-1", "is no date, time or duration"),
        ("2027-02-30", "there is no day 2027-02-30"),
        ("02027-01-01", "is no date, time or duration"),
        ("25:00:00", "there is no time 25:00:00"),
        ("10:60:00", "there is no time 10:60:00"),
        ("10:00:60", "there is no time 10:00:60"),
        ("10:00", "is no date, time or duration"),
        ("10:00:00+19:00", "beyond 18 hours"),
        ("10:00:00+01:60", "beyond 18 hours"),
        ("10:00:00@Mars/Base", "there is no time zone 'Mars/Base'"),
        ("10:00:00." + "1" * 40, "is not a time"),
        ("2027-01-01T25:00:00", "there is no time"),
        ("P", "is not a duration"),
        ("PT", "is not a duration"),
        ("P1Y1D", "is not a duration"),
        ("P1W", "is not a duration"),
        ("P" + "9" * 90 + "D", "is not a duration"),
        ("P" + "9" * 70 + "Y", "too long"),
        ("P" + "9" * 70 + "D", "too long"),
        ("soon", "'soon' is no date, time or duration"),
    ],
)
def test_a_text_that_is_no_time_is_null_and_says_why(text, words):
    assert words in why_null(f'@"{text}"')


def test_a_shared_value_that_would_be_written_without_end_is_a_limit():
    text = "{f: function(x, n) if n = 0 then x else f([x, x], n - 1), r: string(f([1], 40))}.r"

    with pytest.raises(feel.FeelLimitError):
        feel.evaluate(text)
