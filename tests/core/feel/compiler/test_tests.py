import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import feel
from tests.core.feel.asking import NOW, lenient, value, why_null


def holds(tests, subject, context=None):
    warnings = []
    found = feel.test(tests, subject, context, now=NOW, warnings=warnings)
    assert [str(warning) for warning in warnings] == []
    return found


@pytest.mark.parametrize(
    ("tests", "subject", "found"),
    [
        ("-", None, True),
        ("-", "anything", True),
        ('"high"', "high", True),
        ('"high"', "low", False),
        ('"low", "high"', "high", True),
        ('not("low", "high")', "high", False),
        ('not("low", "high")', "medium", True),
        ("not(null)", 1, True),
        ("not(null)", None, False),
        ("null", None, True),
        ("null", 1, False),
        ("null, 1", None, True),
        ("> 5", 6, True),
        (">= 5", 5, True),
        ("< 5", 5, False),
        ("<= 5", 5, True),
        ("= 5", 5, True),
        ("!= 5", 5, False),
        ("!= 5", 6, True),
        ("> 5", None, None),
        ("not(> 5)", None, None),
        ("> limit", 6, True),
        ("> limit + 1", 6, False),
        ("[1..5]", 5, True),
        ("(1..5)", 5, False),
        ("]1..5[", 1, False),
        ("[1..5)", 1, True),
        ("[1..limit]", 5, True),
        ("[1..5]", None, None),
        ("[1..5], > 9", 10, True),
        ("1, 2, 3", 3, True),
        ("true", True, True),
        ("false", True, False),
        ("listed", 2, True),
        ("listed", 9, False),
        ("[1, 2]", 2, True),
        ("[[1..3], 9]", 2, True),
        ("nested", [1], True),
        ("span", 4, True),
        ("? > 5", 6, True),
        ("? > 5", 5, False),
        ("? * 2 > limit", 3, True),
        ('contains(?, "work")', "social work", True),
        ("? in [1, 2]", 2, True),
        ("> ? - 1", 5, True),
        ("? + 0", 5, True),
        ("not(? > 5)", 6, False),
        ('@"2027-01-01"', None, False),
        ("limit", 5, True),
        ("if ? > 3 then true else false", 4, True),
    ],
)
def test_a_cell_is_a_test_of_the_value(tests, subject, found):
    context = {"limit": 5, "listed": [1, 2], "nested": [[1], [2]]}
    context["span"] = feel.evaluate("[3..4]")

    assert holds(tests, subject, context) is found


@given(st.integers(-5, 5), st.integers(-5, 5), st.integers(-5, 5), st.booleans(), st.booleans())
def test_a_range_holds_what_its_comparisons_hold(low, high, number, low_in, high_in):
    low, high = min(low, high), max(low, high)
    text = f"{'[' if low_in else '('}a..b{']' if high_in else ')'}"
    wanted = (low < number or (low_in and low == number)) and (
        number < high or (high_in and number == high)
    )

    assert holds(text, number, {"a": low, "b": high}) is wanted
    assert value(f"x in {text}", {"a": low, "b": high, "x": number}) is wanted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 in [1..10]", True),
        ("5 in (1..5)", False),
        ("5 in > 4", True),
        ("5 in (> 5, < 5)", False),
        ("5 in (1, 5)", True),
        ("5 in [1, 5]", True),
        ("5 in [[1..10]]", True),
        ("5 in [< 3, > 4]", True),
        ("5 in ([1..3], [4..6])", True),
        ("5 in []", False),
        ("5 in 5", True),
        ("5 in (? > 3)", True),
        ("[1, 2] in [[1, 2], [3]]", True),
        ("[1, 2] in [1, 2]", True),
        ("[1] in [[1, 2]]", False),
        ("null in null", True),
        ("null in [1, null]", True),
        ("null in [1]", False),
        ("5 in null", False),
        ("null in > 5", None),
        ("null in [1..5]", None),
        ('"b" in ["a".."c"]', True),
        ('@"2027-02-01" in [@"2027-01-01"..@"2027-03-01"]', True),
        ('@"P3M" in (> @"P2M")', True),
        ("true in (false, true)", True),
        ("{r: [1..3], x: 2 in r}.x", True),
        ("1 + 1 in [2]", True),
    ],
)
def test_in_puts_one_test_or_many(text, found):
    assert value(text) is found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"a" in > 5', "line 1, column 8: string > number has no answer: they cannot be compared"),
        (
            '"a" in [1..5]',
            "line 1, column 8: string in range has no answer",
        ),
        ('5 in "a"', "line 1, column 6: number in string has no answer: they cannot be compared"),
        ("5 in [1..null]", "line 1, column 6: an end of the range is null"),
        ("5 in [9..1]", "line 1, column 6: the start of the range is above its end"),
    ],
)
def test_a_test_that_cannot_be_put_is_null_and_says_why(text, message):
    assert why_null(text).startswith(message)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[1..5].start", 1),
        ("[1..5].end", 5),
        ("[1..5].start included", True),
        ("(1..5].start included", False),
        ("[1..5).end included", False),
        ("(< 5).start", None),
        ("(< 5).end", 5),
        ("(<= 5).end included", True),
        ("(> 5).start", 5),
        ("(> 5).start included", False),
        ("(>= 5).start included", True),
        ("(= 5).end", 5),
        ('["a".."c"].end', "c"),
    ],
)
def test_a_range_is_a_value_with_properties(text, found):
    assert value(text) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[5..1]", "the start of the range is above its end"),
        ('[1.."a"]', "a range cannot go from number to string"),
        ("[true..false]", "a boolean cannot be the end of a range"),
        ("[null..1]", "an end of the range is null"),
        ("[a..1]", "a list cannot be the end of a range"),
        ("(> null)", "an end of the range is null"),
        ("(< [1])", "a list cannot be the end of a range"),
        ("(!= 5)", "'!=' is a test, it has no value of its own"),
        ("[1..5].middle", "a range has no 'middle', it has: start, end, start included, end"),
    ],
)
def test_what_is_no_range_is_null_and_says_why(text, words):
    assert words in why_null(text, {"a": [1]})


def test_a_cell_that_is_no_expression_is_null_and_says_so():
    warnings = []

    assert feel.test("1,", 1, warnings=warnings) is None
    assert str(warnings[0]) == "line 1, column 3: the expression ends too early"
    with pytest.raises(feel.FeelSyntaxError):
        feel.parse_unary_tests("1,", strict=True)


def test_a_cell_is_parsed_once_and_put_to_many_values():
    tests = feel.parse_unary_tests("> a-b", names=["a-b"])

    assert [tests.test(n, {"a-b": 3}) for n in (2, 3, 4)] == [False, False, True]
    assert tests.names == ("a-b",)


def test_an_unknown_name_in_a_cell_is_told():
    warnings = []
    expression = feel.parse_unary_tests("> limt")

    assert expression.test(1, {"limit": 5}, warnings=warnings) is None
    assert str(warnings[0]) == (
        "line 1, column 3: nothing here is called 'limt' (did you mean 'limit'?)"
    )


def test_null_compared_with_null_needs_no_word():
    assert lenient("null in (> null)") == (None, [])


@pytest.mark.parametrize("subject", [1, "text", None, [1]])
def test_a_cell_may_be_a_condition_on_something_else(subject):
    assert holds("y > 5", subject, {"y": 7}) is True
    assert feel.test("y > 9", subject, {"y": 7}) is not True


@pytest.mark.parametrize(("subject", "found"), [(True, True), (False, False)])
def test_beside_true_and_false_a_condition_is_a_value_to_equal(subject, found):
    assert holds("y > 5", subject, {"y": 7}) is found


def test_the_constant_true_is_a_value_to_equal():
    assert holds("true", None) is False
