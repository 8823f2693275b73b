import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.feel import strategies
from tests.core.feel.asking import same, value


@given(st.datetimes(timezones=strategies.zones))
def test_the_parts_of_a_moment_are_those_of_python(moment):
    context = {"m": moment}

    assert value("m.year", context) == moment.year
    assert value("m.month", context) == moment.month
    assert value("m.day", context) == moment.day
    assert value("m.weekday", context) == moment.isoweekday()
    assert value("m.hour", context) == moment.hour
    assert value("m.minute", context) == moment.minute
    assert value("m.second * 1000000", context) == moment.second * 10**6 + moment.microsecond


@given(st.datetimes(datetime.datetime(1971, 1, 1), timezones=strategies.zones))  # noqa: DTZ001
def test_the_offset_of_a_moment_is_that_of_python(moment):
    moment = moment.replace(fold=0)
    offset = moment.utcoffset()

    found = value("m.time offset", {"m": moment})

    assert (found.seconds if found else None) == (
        offset.total_seconds() if offset else (None if offset is None else 0)
    )


@given(strategies.days_and_time)
def test_the_parts_of_a_duration_add_up_and_share_its_sign(duration):
    context = {"d": duration}
    days, hours, minutes, seconds = (
        value(f"d.{part}", context) for part in ("days", "hours", "minutes", "seconds")
    )

    assert ((days * 24 + hours) * 60 + minutes) * 60 + seconds == duration.seconds
    assert (abs(hours) < 24, abs(minutes) < 60, abs(seconds) < 60) == (True, True, True)


@given(strategies.years_and_months)
def test_years_and_months_add_up(duration):
    years, months = value("d.years", {"d": duration}), value("d.months", {"d": duration})

    assert years * 12 + months == duration.months
    assert abs(months) < 12


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('@"10:11:12.5+02:00".second', "12.5"),
        ('@"10:11:12.5+02:00".time offset', '@"PT2H"'),
        ('@"10:11:12Z".time offset', '@"PT0S"'),
        ('@"10:11:12".time offset', "null"),
        ('@"10:11:12".timezone', "null"),
        ('@"10:11:12@Europe/Paris".timezone', '"Europe/Paris"'),
        ('@"10:11:12@Europe/Paris".time offset', "null"),
        ('@"2027-01-01T10:00:00@Europe/Paris".time offset', '@"PT1H"'),
        ('@"2027-07-01T10:00:00@Europe/Paris".time offset', '@"PT2H"'),
        ('@"2027-07-01T10:00:00@Europe/Paris".timezone', '"Europe/Paris"'),
        ('@"12027-07-01T10:00:00@Europe/Paris".time offset', '@"PT2H"'),
        ('@"12028-02-29T10:00:00@Europe/Paris".time offset', '@"PT1H"'),
        ('@"-2027-07-01".year', "-2027"),
        ('@"P1DT2H3M4.5S".minutes', "3"),
        ('@"-P14M".months', "-2"),
    ],
)
def test_a_value_of_time_has_parts(text, found):
    assert same(text, found)


def test_of_an_hour_that_the_clocks_repeat_the_first_is_meant():
    assert same('@"2027-10-31T02:30:00@Europe/Paris".time offset', '@"PT2H"')
