import pytest

from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.limits import Limits
from engine.core.feel.run import Run
from tests.core.feel.builtins.calling import UNDEFINED, call, call_named, check

HORSE = "\U0001f40e"


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("substring", ("foobar", 3), "obar"),
        ("substring", ("foobar", 3, 3), "oba"),
        ("substring", ("foobar", -2, 1), "a"),
        ("substring", ("foobar", -6), "foobar"),
        ("substring", ("foobar", 6), "r"),
        ("substring", (HORSE + "ab", 2), "ab"),
        ("substring", ("foobar", 3, 4), "obar"),
        ("substring", ("foobar", 0), UNDEFINED),
        ("substring", ("foobar", 7), UNDEFINED),
        ("substring", ("foobar", -7), UNDEFINED),
        ("substring", ("", 1), UNDEFINED),
        ("substring", ("foobar", 1.5), UNDEFINED),
        ("substring", ("foobar", 3, 0), UNDEFINED),
        ("substring", ("foobar", 3, -1), UNDEFINED),
        ("substring", ("foobar", 3, 5), UNDEFINED),
        ("substring", ("foobar", -2, 3), UNDEFINED),
        ("substring", ("foobar", 3, None), UNDEFINED),
        ("substring", (None, 3), UNDEFINED),
        ("substring", ("foobar",), UNDEFINED),
        ("substring", ("foobar", "3"), UNDEFINED),
        ("substring", (["foobar"], 3), "obar"),
        ("string length", ("foo",), 3),
        ("string length", (HORSE + "ab",), 3),
        ("string length", ("",), 0),
        ("string length", (None,), UNDEFINED),
        ("string length", (12,), UNDEFINED),
        ("upper case", ("aBc4",), "ABC4"),
        ("upper case", ("",), ""),
        ("upper case", (None,), UNDEFINED),
        ("lower case", ("aBc4",), "abc4"),
        ("lower case", (True,), UNDEFINED),
        ("substring before", ("foobar", "bar"), "foo"),
        ("substring before", ("foobar", "o"), "f"),
        ("substring before", ("foobar", "xyz"), ""),
        ("substring before", ("foobar", ""), ""),
        ("substring before", ("abc", "a"), ""),
        ("substring before", ("", ""), ""),
        ("substring after", ("foobar", "ob"), "ar"),
        ("substring after", ("", "a"), ""),
        ("substring after", ("foobar", "xyz"), ""),
        ("substring after", ("foobar", ""), "foobar"),
        ("substring after", ("foobar", "r"), ""),
        ("contains", ("foobar", "of"), False),
        ("contains", ("foobar", "ob"), True),
        ("contains", ("foobar", ""), True),
        ("contains", ("foobar", None), UNDEFINED),
        ("starts with", ("foobar", "fo"), True),
        ("starts with", ("foobar", "ob"), False),
        ("ends with", ("foobar", "r"), True),
        ("ends with", ("foobar", "a"), False),
        ("matches", ("foobar", "^fo*b"), True),
        ("matches", ("foobar", "^o"), False),
        ("matches", ("FOObar", "foo", "i"), True),
        ("matches", ("abracadabra", "bra", None), True),
        ("matches", ("abracadabra", "bra", "p"), UNDEFINED),
        ("matches", ("input", "(.)\\2"), UNDEFINED),
        ("matches", ("input", []), UNDEFINED),
        ("matches", (None, "pattern"), UNDEFINED),
        ("matches", ("input",), UNDEFINED),
        ("replace", ("banana", "a", "o"), "bonono"),
        ("replace", ("abcd", "(ab)|(a)", "[1=$1][2=$2]"), "[1=ab][2=]cd"),
        ("replace", ("abc", "[A-Z]", "#", "i"), "###"),
        ("replace", ("abc", "[A-Z]", "#", None), "abc"),
        ("replace", ("abc", "(", "#"), UNDEFINED),
        ("replace", ("abc", "b"), UNDEFINED),
        ("split", ("John Doe", "\\s"), ["John", "Doe"]),
        ("split", ("a;b;c;;", ";"), ["a", "b", "c", "", ""]),
        ("split", ("abc", "["), UNDEFINED),
        ("split", ("abc", None), UNDEFINED),
        ("string join", (["a", "b", "c"],), "abc"),
        ("string join", (["a", "b", "c"], "_and_"), "a_and_b_and_c"),
        ("string join", (["a", "b", "c"], ""), "abc"),
        ("string join", (["a", "b", "c"], None), "abc"),
        ("string join", (["a"], "X"), "a"),
        ("string join", (["a", None, "c"], "X"), "aXc"),
        ("string join", ([], "X"), ""),
        ("string join", ("a", "X"), "a"),
        ("string join", ([1, 2, 3], "X"), UNDEFINED),
        ("string join", (123, "X"), UNDEFINED),
        ("string join", (None,), UNDEFINED),
        ("string join", (["a", "c"], "X", "foo"), UNDEFINED),
    ],
)
def test_strings(name, arguments, expected):
    check(name, arguments, expected)


def test_arguments_may_be_named_in_any_order():
    joined = call_named("string join", delimiter="X", list=["a", "c"])
    part = call_named("substring", string="foobar", start_position=3)

    assert joined == "aXc"
    assert part == "obar"


@pytest.mark.parametrize(
    "named", [{"list": ["a"], "delimitr": "X"}, {"lst": ["a"]}, {"delimiter": "X"}]
)
def test_an_unknown_or_a_missing_name_is_undefined(named):
    with pytest.raises(Undefined):
        call_named("string join", **named)


def test_a_joined_string_beyond_the_limit_is_not_built():
    run = Run(limits=Limits(string_length=10))

    with pytest.raises(FeelLimitError):
        call("string join", ["abcde", "fghij"], "-", run=run)


def test_a_joined_string_at_the_limit_is_built():
    run = Run(limits=Limits(string_length=11))

    assert call("string join", ["abcde", "fghij"], "-", run=run) == "abcde-fghij"


def test_a_replaced_string_beyond_the_limit_is_refused():
    run = Run(limits=Limits(string_length=10))

    with pytest.raises(FeelLimitError):
        call("replace", "aaaa", "a", "1234", run=run)


def test_a_text_too_long_for_a_pattern_is_refused():
    with pytest.raises(FeelLimitError):
        call("matches", "a" * 1_000_001, "b")


def test_a_split_into_too_many_pieces_is_refused():
    run = Run(limits=Limits(list_items=3))

    with pytest.raises(FeelLimitError):
        call("split", "a;b;c;d", ";", run=run)
