import pytest

from engine.core.feel.errors import Undefined
from engine.core.feel.run import Run
from tests.core.feel.builtins.calling import UNDEFINED, call, call_named, check, d


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("day of year", ("@2019-09-17",), 260),
        ("day of year", ("@2020-12-31T10:10:10",), 366),
        ("day of year", (None,), UNDEFINED),
        ("day of year", ("foo",), UNDEFINED),
        ("day of week", ("@2019-09-17",), "Tuesday"),
        ("day of week", ("@2019-09-22T10:00:00",), "Sunday"),
        ("day of week", ("@2019-09-16",), "Monday"),
        ("month of year", ("@2019-09-17",), "September"),
        ("month of year", ("@2019-01-17T10:00:00",), "January"),
        ("month of year", ("@2019-12-17",), "December"),
        ("week of year", ("@2019-09-17",), 38),
        ("week of year", ("@2003-12-29",), 1),
        ("week of year", ("@2004-01-04",), 1),
        ("week of year", ("@2005-01-01",), 53),
        ("week of year", ("@2005-01-03T09:00:00",), 1),
        ("week of year", ("@2005-01-09",), 1),
        ("now", (123,), UNDEFINED),
        ("today", (123,), UNDEFINED),
    ],
)
def test_the_calendar(name, arguments, expected):
    check(name, arguments, expected)


def test_the_date_may_be_named():
    assert call_named("day of year", date="@2019-09-17") == 260


def test_now_and_today_are_what_the_clock_of_the_evaluation_says():
    moment = d("@2027-01-31T09:30:00+01:00")

    assert call("now", run=Run(moment)) == moment
    assert call("today", run=Run(moment)) == d("@2027-01-31")


@pytest.mark.parametrize("name", ["now", "today"])
def test_without_a_clock_the_present_is_undefined(name):
    with pytest.raises(Undefined, match="no clock"):
        call(name)
