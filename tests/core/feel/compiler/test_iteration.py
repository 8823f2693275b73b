import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.feel.asking import lenient, same, value, why_null


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("for i in [1, 2] return i * 10", "[10, 20]"),
        ("for i in 1..3 return i", "[1, 2, 3]"),
        ("for i in 3..1 return i", "[3, 2, 1]"),
        ("for i in -1..1 return i", "[-1, 0, 1]"),
        ("for i in 2..2 return i", "[2]"),
        ("for i in [1..3] return i", "[1, 2, 3]"),
        ("for i in (1..3) return i", "[2]"),
        ("for i in (1..3] return i", "[2, 3]"),
        ('for i in @"2027-01-31"..@"2027-02-01" return i.day', "[31, 1]"),
        ('for i in @"2027-02-01"..@"2027-01-31" return i.day', "[1, 31]"),
        ('for i in [@"2027-01-31"..@"2027-02-01") return i.day', "[31]"),
        ("for i in [] return i", "[]"),
        ("for i in 5 return i", "[5]"),
        ('for i in "ab" return i', '["ab"]'),
        ("for i in {a: 1} return i.a", "[1]"),
        ("for i in [[1, 2], [3]] return count(i)", "[2, 1]"),
        ("for i in [1, 2], j in [3, 4] return i * j", "[3, 4, 6, 8]"),
        ("for i in 1..2, j in 1..i return j", "[1, 1, 2]"),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
        ("for i in 1..3 return count(partial)", "[0, 1, 2]"),
        ("for i in 1..2, j in 1..2 return count(partial)", "[0, 1, 2, 3]"),
        ("for i in 1..2, j in [count(partial)] return j", "[0, 1]"),
        ("for item in [1] return item", "[1]"),
        ("for i in 1..2 return for j in 1..2 return i + j", "[[2, 3], [3, 4]]"),
        ("for risk score in [1, 2] return risk score + 1", "[2, 3]"),
    ],
)
def test_for_gives_a_result_for_every_item(text, found):
    assert same(text, found)


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_for_counts_from_one_end_to_the_other_in_either_direction(first, last):
    step = 1 if first <= last else -1

    found = value("for i in a..b return i", {"a": first, "b": last})

    assert found == [Decimal(i) for i in range(first, last + step, step)]


@given(st.dates(), st.integers(0, 40))
def test_for_goes_through_the_days_between_two_dates(first, days):
    wanted = [first + datetime.timedelta(n) for n in range(days) if first.toordinal() + n < 3652060]

    assert value("for d in a..b return d", {"a": first, "b": wanted[-1] if wanted else first}) == (
        wanted or [first]
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("for i in null return i", "there is nothing to go through"),
        ("for i in 1..null return i", "'..' goes from one whole number or date to another"),
        ("for i in 1.5..3 return i", "'..' goes from one whole number to another"),
        ('for i in "a".."c" return i', "'..' goes from one whole number or date to another"),
        ('for i in ["a".."c"] return i', "'..' goes from one whole number or date to another"),
        ("for i in > 5 return i", "'..' goes from one whole number or date to another"),
        ('for i in 1..@"2027-01-01" return i', "'..' goes from one whole number or date"),
        ("some i in null satisfies true", "there is nothing to go through"),
        ("every i in null satisfies true", "there is nothing to go through"),
    ],
)
def test_what_cannot_be_gone_through_is_null_and_says_why(text, words):
    assert words in why_null(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("some x in [1, 2] satisfies x > 1", True),
        ("some x in [1, 2] satisfies x > 2", False),
        ("some x in [] satisfies true", False),
        ("some x in [null, 2] satisfies x > 1", True),
        ("some x in [null, 0] satisfies x > 1", None),
        ("every x in [1, 2] satisfies x > 0", True),
        ("every x in [1, 2] satisfies x > 1", False),
        ("every x in [] satisfies false", True),
        ("every x in [null, 2] satisfies x > 1", None),
        ("every x in [null, 0] satisfies x > 1", False),
        ("some x in [1, 2], y in [2, 3] satisfies x = y", True),
        ("every x in 1..3, y in 1..x satisfies y <= x", True),
        ("some x in 5 satisfies x = 5", True),
        ("every x in [1..3] satisfies x < 4", True),
    ],
)
def test_some_and_every_are_or_and_and_over_all_items(text, found):
    assert value(text) is found


def test_a_quantifier_without_a_condition_says_so():
    assert why_null("some x in [1] satisfies x + 1") == (
        "line 1, column 25: some needs a condition, and a number is none"
    )


def test_a_quantifier_stops_where_it_is_decided():
    assert value("some x in 1..1000000000000 satisfies x > 10") is True
    assert value("every x in 1..1000000000000 satisfies x < 10") is False


@pytest.mark.parametrize(
    ("condition", "found"), [("true", 1), ("false", 2), ("null", 2), ('"x"', 2), ("1", 2)]
)
def test_if_takes_the_way_of_then_for_true_alone(condition, found):
    assert value(f"if {condition} then 1 else 2") == found


def test_if_looks_at_one_way_only():
    assert lenient("if true then 1 else unknown thing") == (1, [])
