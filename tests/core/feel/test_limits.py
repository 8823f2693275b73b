import time

import pytest

from engine.core import feel
from engine.core.feel.values.comparison import equal

FAST_SECONDS = 10
"""Generous, since coverage or other programs may slow it; alone each takes less than one."""

LIST = list(range(100_000))
LINE = "x" * 1_000_000
SHARED = "{f: function(x, n) if n = 0 then x else f([x, x], n - 1), a: f([1], 50), b: f([1], 50)"


def nested(depth):
    text = "1"
    for _ in range(depth):
        text = f"({text})" + "+1" * 150
    return text


HOSTILE = [
    "for x in 1..10**30 return x",
    "for x in 1..10**12 return x",
    "every x in 1..1000000000 satisfies x > 0",
    "for a in 1..300 return for b in 1..300 return for c in 1..300 return c",
    "for i in 1..99999 return " + "+".join(["i"] * 250),
    "for i in 1..5000 return partial",
    "for i in 1..90000 return 2 ** 99.5",
    "for i in 1..90000 return exp(1.23)",
    "for i in 1..90000 return l = m",
    "for i in 1..90000 return is(l, m)",
    'for i in 1..90000 return "z" in l',
    "for i in 1..90000 return sublist(l, 1)",
    "for i in 1..90000 return all(l)",
    "for i in 1..90000 return string(l)",
    "for i in 1..90000 return l instance of list<number>",
    "for i in 1..90000 return (function(x: list<number>) 1)(l)",
    "for i in 1..90000 return count(l[item > 0])",
    "for i in 1..90000 return [l]",
    "for i in 1..90000 return upper case(s)",
    "for i in 1..90000 return substring(s, 2)",
    'for i in 1..90000 return matches(s, "y")',
    "for i in 1..90000 return number(s)",
    "for i in 1..90000 return s < t",
    "index of(for i in 1..50000 return l, l)",
    "distinct values(for i in 1..50000 return [i])",
    "sort(for i in 1..50000 return i, function(a, b) a < b)",
    '{f: function(x, n) if n = 0 then x else f(x + x, n - 1), r: f("aaaaaaaaaa", 40)}.r',
    "{f: function(x, n) if n = 0 then x else f(concatenate(x, x), n - 1), r: f([1, 2], 50)}.r",
    "(function(f) f(f))(function(f) f(f))",
    SHARED + ", r: a = b}.r",
    SHARED + ", r: is(a, b)}.r",
    SHARED + ", r: string(a)}.r",
    SHARED + ", r: count(flatten(a))}.r",
    SHARED + ", r: distinct values([a, b])}.r",
    SHARED + "}.a",
    "s + s",
    'replace(s, "x", "yyyyyyyy")',
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "(a|aa)+$b")',
    nested(20),
    "(" * 5000,
    "[" * 5000,
    "-" * 5000 + "1",
    "x" * 20_001,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:60])
def test_what_asks_for_too_much_is_refused_and_quickly(text):
    context = {"l": LIST, "m": list(LIST), "s": LINE, "t": "x" * 1_000_000}
    began = time.perf_counter()

    with pytest.raises(feel.FeelLimitError):
        feel.evaluate(text, context)

    assert time.perf_counter() - began < FAST_SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..20000 return i * 2 + 1",
        "for i in 1..300 return if i = 1 then 1 else partial[-1] + 1",
        "sum(for i in 1..20000 return i)",
        "sort(for i in 1..2000 return 2000 - i, function(a, b) a < b)",
        "count(half[item > 25000])",
        "distinct values(for i in 1..20000 return i)",
        'for i in 1..1000 return matches("EX-2027-0042", "^EX-[0-9]{4}-[0-9]{4}$")',
        'for i in 1..2000 return string(i) + " points"',
        "+".join(["1"] * 250),
    ],
)
def test_what_a_real_table_or_form_could_need_is_within_the_limits(text):
    assert feel.evaluate(text, {"half": LIST[:50_000]}) is not None


def test_limits_are_those_that_the_run_is_given():
    small = feel.Run(limits=feel.Limits(steps=10))

    with pytest.raises(feel.FeelLimitError, match="more than 10 steps"):
        feel.parse("for i in 1..20 return i").run({}, small)


def test_a_list_that_grows_too_long_is_refused():
    with pytest.raises(feel.FeelLimitError, match="a list of 200,000 is longer"):
        feel.evaluate("concatenate(l, l)", {"l": LIST})


def test_a_long_body_costs_more_than_a_short_one():
    run = feel.Run(limits=feel.Limits(steps=100))
    long = feel.Run(limits=feel.Limits(steps=100))

    feel.parse("for i in 1..40 return i").run({}, run)
    with pytest.raises(feel.FeelLimitError):
        feel.parse("for i in 1..40 return " + "+".join(["i"] * 100)).run({}, long)


def test_an_unknown_name_in_a_long_iteration_is_told_a_hundred_times_and_no_more():
    warnings = []

    feel.evaluate("for i in 1..20000 return nothing", {f"k{i}": 1 for i in range(5_000)},
                  warnings=warnings)  # fmt: skip

    assert len(warnings) == 100


def deeper(levels, call):
    return call() if not levels else deeper(levels - 1, call)


def test_a_stack_that_is_used_up_already_is_a_limit_too():
    expression = feel.parse(nested(2))
    tests = feel.parse_unary_tests("> " + nested(2))
    value = 1
    for _ in range(180):
        value = [value]

    assert expression.evaluate() == 301
    with pytest.raises(feel.FeelLimitError, match="nested too deeply"):
        deeper(700, expression.evaluate)
    with pytest.raises(feel.FeelLimitError, match="nested too deeply"):
        deeper(700, lambda: tests.test(1))
    with pytest.raises(feel.FeelLimitError, match="nested too deeply"):
        deeper(700, lambda: feel.to_json(value))


def test_an_unknown_type_in_a_long_iteration_is_told_a_hundred_times_and_no_more():
    warnings = []

    feel.evaluate("for i in 1..500 return i instance of nummer", warnings=warnings)

    assert len(warnings) == 100


def test_values_that_are_too_large_to_compare_are_a_limit_without_a_run():
    large = [[0] * 1_000] * 1_001

    with pytest.raises(feel.FeelLimitError, match="too large to compare"):
        equal(large, list(large))
