from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import feel
from tests.core.feel import strategies
from tests.core.feel.asking import lenient, same, value, why_null

TRUTHS = st.sampled_from([True, False, None])
NOT = {True: False, False: True, None: None}


def both(a, b):
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


@given(TRUTHS, TRUTHS)
def test_and_and_or_follow_the_table_of_three_values(a, b):
    context = {"a": a, "b": b}

    assert value("a and b", context) is both(a, b)
    assert value("a or b", context) is NOT[both(NOT[a], NOT[b])]
    assert value("not(a)", context) is NOT[a]


@given(TRUTHS, TRUTHS, TRUTHS)
def test_the_laws_of_logic_hold_with_the_unknown(a, b, c):
    context = {"a": a, "b": b, "c": c}

    assert same("a and b", "b and a", context)
    assert same("a or (b or c)", "(a or b) or c", context)
    assert same("a and (b or c)", "(a and b) or (a and c)", context)
    assert same("not(a and b)", "not(a) or not(b)", context)
    assert same("a or a and b", "a", context)
    assert same("not(not(a))", "a", context)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('false and "x"', False),
        ('"x" and false', False),
        ('true or "x"', True),
        ('"x" or true', True),
        ('true and "x"', None),
        ("1 or false", None),
    ],
)
def test_what_is_no_condition_counts_as_unknown(text, found):
    assert lenient(text)[0] is found


def test_what_is_no_condition_is_told_with_its_place():
    assert why_null("true and 18") == (
        "line 1, column 10: 'and' joins conditions, and a number is none"
    )
    assert lenient("false and 18") == (False, [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 = 1.0", True),
        ('"a" = "a"', True),
        ("null = null", True),
        ("null = 1", False),
        ("[1, 2] = [1, 2]", True),
        ("[1, 2] = [2, 1]", False),
        ("[1, null] = [1, null]", True),
        ("[1] = [1, 2]", False),
        ("{a: 1, b: 2} = {b: 2, a: 1}", True),
        ("{a: 1} = {b: 1}", False),
        ("[1..2] = [1..2]", True),
        ("[1..2] = [1..2)", False),
        ("(> 1) = (> 1)", True),
        ("(> 1) = (< 1)", False),
        ('@"P1Y" = @"P12M"', True),
        ('@"PT24H" = @"P1D"', True),
        ('@"2027-01-01T00:00:00Z" = @"2027-01-01T01:00:00+01:00"', True),
        ('@"10:00:00Z" = @"11:00:00+01:00"', True),
        ("abs = abs", True),
        ("abs = floor", False),
        ("(function(x) x + 1) = (function(x) x + 1)", True),
        ("(function(x) x + 1) = (function(x) x + 2)", False),
        ("(function(x) x + 1) = (function(y) y + 1)", False),
        ("(function(x) x) = abs", False),
        ("true = true", True),
    ],
)
def test_equality_is_that_of_the_standard(text, found):
    assert value(text) is found
    assert value(text.replace(" = ", " != ", 1)) is (not found)


def test_functions_of_different_scopes_are_not_equal():
    assert value("{f: function(n) function(x) x + n, r: f(1) = f(1)}.r") is False


@pytest.mark.parametrize("operator", ["=", "!=", "<", "<=", ">", ">="])
def test_values_of_different_kinds_cannot_be_compared(operator):
    assert why_null(f'1 {operator} "a"') == (
        f"line 1, column 1: number {operator} string has no answer: they cannot be compared"
    )


@pytest.mark.parametrize("text", ["true < false", "[1] < [2]", "{a: 1} > {a: 2}", "abs < abs"])
def test_what_has_no_order_cannot_be_less(text):
    assert "cannot be compared" in why_null(text)


@pytest.mark.parametrize("text", ["null < 1", "1 >= null", "null < null", "null between 1 and 2"])
def test_null_has_no_order_and_needs_no_warning(text):
    assert value(text) is None


@given(strategies.numbers, strategies.numbers)
def test_numbers_are_ordered_as_decimals_are(a, b):
    context = {"a": a, "b": b}

    assert value("a < b", context) is (a < b)
    assert value("a <= b", context) is (a <= b)
    assert value("a > b", context) is (a > b)
    assert value("a >= b", context) is (a >= b)
    assert value("a = b", context) is (a == b)


@given(strategies.texts, strategies.texts)
def test_texts_are_ordered_by_their_characters(a, b):
    assert value("a < b", {"a": a, "b": b}) is (a < b)


@given(strategies.date_times, strategies.date_times)
def test_exactly_one_of_less_equal_and_greater_holds_for_moments(a, b):
    context = {"a": a, "b": b}
    answers = [value(f"a {operator} b", context) for operator in ("<", "=", ">")]

    assert sorted(answers) == [False, False, True]
    assert value("a <= b", context) is (answers[0] or answers[1])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 between 1 and 10", True),
        ("5 between 5 and 5", True),
        ("5 between 6 and 10", False),
        ("5 between 6 and null", False),
        ("5 between null and 4", False),
        ('"b" between "a" and "c"', True),
        ('@"2027-02-01" between @"2027-01-01" and @"2027-03-01"', True),
    ],
)
def test_between_includes_both_ends(text, found):
    assert value(text) is found


def test_between_the_wrong_kinds_is_told():
    assert why_null('5 between 1 and "x"').endswith(
        "number between number and string has no answer: they cannot be compared"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('1 + "a"', "line 1, column 1: number + string has no answer"),
        ("null + 1", "line 1, column 1: null + number has no answer"),
        ("true * 2", "line 1, column 1: boolean * number has no answer"),
        ('"a" - "b"', "line 1, column 1: string - string has no answer"),
        ("[1] / 2", "line 1, column 1: list / number has no answer"),
        ('2 ** "a"', "line 1, column 1: number ** string has no answer"),
        ("1 / 0", "line 1, column 1: division by zero"),
        ("0 / 0", "line 1, column 1: division by zero"),
        ("0 ** -1", "line 1, column 1: division by zero"),
        ("(-8) ** 0.5", "line 1, column 2: this calculation has no result"),
        ("9e6144 * 10", "line 1, column 1: the result is too large for a number"),
        ("2 ** 1000000000", "line 1, column 1: the exponent 1000000000 is beyond 999,999,999"),
        ('-"a"', "line 1, column 1: there is no -(string)"),
        ("-null", "line 1, column 1: there is no -(null)"),
    ],
)
def test_a_calculation_without_answer_is_null_and_says_why(text, message):
    assert why_null(text) == message


def test_numbers_are_exact_to_34_digits():
    assert value("0.1 + 0.2") == Decimal("0.3")
    assert str(value("1 / 3")) == "0." + "3" * 34
    assert str(value("2 ** 0.5")) == "1.414213562373095048801688724209698"
    assert value("10 ** 33 + 1") == 10**33 + 1
    assert value("0 ** 0") == 1


def test_texts_are_joined_by_plus():
    assert value('"risk " + "score"') == "risk score"


def test_an_over_long_text_is_refused_before_it_is_built():
    with pytest.raises(feel.FeelLimitError, match="1,000,000"):
        feel.evaluate("s + s", {"s": "x" * 600_000})
