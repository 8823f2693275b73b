import datetime
import enum
import fractions
import types
import zoneinfo
from collections import OrderedDict
from decimal import Decimal

import pytest
from hypothesis import given

from engine.core import feel
from engine.core.feel.values.python import from_python, to_python
from tests.core.feel import strategies
from tests.core.feel.asking import value


class Level(enum.StrEnum):
    HIGH = "high"


class Odd(datetime.tzinfo):
    def utcoffset(self, _moment):
        return None


@given(strategies.values)
def test_what_goes_in_comes_out(given_value):
    found = to_python(from_python(given_value))

    assert found == given_value
    assert type(found) is type(given_value)


@pytest.mark.parametrize(
    ("given_value", "found"),
    [
        (3, Decimal(3)),
        (0.1, Decimal("0.1")),
        (True, True),
        ((1, 2), [Decimal(1), Decimal(2)]),
        (OrderedDict(a=(1,)), {"a": [Decimal(1)]}),
        (types.MappingProxyType({"a": 1}), {"a": Decimal(1)}),
        (10**40 + 1, Decimal("1e40")),
        (Decimal("1." + "1" * 40), Decimal("1." + "1" * 33)),
        (
            datetime.timedelta(days=1, microseconds=5),
            feel.DaysAndTimeDuration(Decimal("86400.000005")),
        ),
        (datetime.timedelta(seconds=-5), feel.DaysAndTimeDuration(Decimal(-5))),
        (datetime.date(2027, 1, 31), feel.Date(2027, 1, 31)),
        (datetime.time(1, 2, 3, 4), feel.Time(1, 2, Decimal("3.000004"))),
        (
            datetime.datetime(2027, 1, 31, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Paris")),
            feel.DateTime(
                feel.Date(2027, 1, 31), feel.Time(1, 0, Decimal(0), feel.Zone(name="Europe/Paris"))
            ),
        ),
        (
            datetime.time(1, tzinfo=datetime.timezone(datetime.timedelta(hours=-2))),
            feel.Time(1, 0, Decimal(0), feel.Zone(offset=-7200)),
        ),
        (datetime.time(1, tzinfo=datetime.UTC), feel.Time(1, 0, Decimal(0), feel.Zone(offset=0))),
    ],
)
def test_a_python_value_stands_for_a_value_of_the_domain(given_value, found):
    assert from_python(given_value) == found


def test_a_text_of_an_enumeration_is_a_text_like_any_other():
    assert value('level = "high"', {"level": Level.HIGH}) is True
    assert value('level + "er"', {"level": Level.HIGH}) == "higher"
    assert type(from_python(Level.HIGH)) is str


@pytest.mark.parametrize(
    ("given_value", "words"),
    [
        (float("nan"), "infinite or undefined"),
        (float("inf"), "infinite or undefined"),
        (Decimal("NaN"), "infinite or undefined"),
        (Decimal("1e7000"), "too large"),
        ({1, 2}, "a Python set has no place"),
        (b"bytes", "a Python bytes has no place"),
        (fractions.Fraction(1, 3), "a Python Fraction has no place"),
        (object(), "a Python object has no place"),
        ({1: 2}, "the key 1 of a context is not a string"),
        (datetime.time(1, tzinfo=Odd()), "has no offset"),
    ],
)
def test_what_has_no_place_is_refused_with_its_kind(given_value, words):
    with pytest.raises(feel.FeelError, match=words):
        from_python({"a": [given_value]})


def test_only_what_is_read_is_looked_at():
    assert value("a + 1", {"a": 1, "b": object()}) == 2


def test_a_value_that_holds_itself_is_refused():
    loop = {}
    loop["loop"] = loop

    with pytest.raises(feel.FeelLimitError, match="nested too deeply"):
        from_python(loop)


def test_a_result_of_shared_parts_is_not_unfolded_without_end():
    text = "{f: function(x, n) if n = 0 then x else f([x, x], n - 1), r: f([1], 40)}.r"

    with pytest.raises(feel.FeelLimitError, match="items in all"):
        feel.evaluate(text)
