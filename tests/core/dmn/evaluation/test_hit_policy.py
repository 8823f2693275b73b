import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import dmn, feel
from tests.core.dmn.building import (
    decision,
    definitions,
    input_data,
    item,
    output,
    read,
    table,
    value_of,
    warning_of,
)

AGE = [["< 10", '"child"'], ["< 20", '"young"'], [">= 5", '"grown"']]


def of(policy: str, x: object, **more: str) -> object:
    return value_of(table(["x"], ["o"], AGE, hit=policy, **more), x=x)


@pytest.mark.parametrize(
    ("policy", "none", "one", "several"),
    [
        ("FIRST", None, "grown", "child"),
        ("COLLECT", None, ["grown"], ["child", "young", "grown"]),
        ("RULE ORDER", None, ["grown"], ["child", "young", "grown"]),
        ("OUTPUT ORDER", None, ["grown"], ["child", "young", "grown"]),
        ("PRIORITY", None, "grown", "child"),
    ],
)
def test_no_rule_one_rule_and_several_rules_match(policy, none, one, several):
    assert of(policy, None) == none
    assert of(policy, 30) == one
    assert of(policy, 7) == several


def test_a_table_is_unique_where_it_says_nothing():
    made = table(["x"], ["o"], AGE)

    assert value_of(made, x=30) == "grown"
    assert value_of(made, x=None) is None
    assert warning_of(made, x=7) == "table: rules 1, 2 and 3 match, but only one rule may"
    assert warning_of(made, x=15) == "table: rules 2 and 3 match, but only one rule may"


def test_any_takes_rules_that_agree():
    made = table(["x"], ["o"], [["< 9", "1"], ["> 3", "1.0"], ["> 7", "2"]], hit="ANY")

    assert value_of(made, x=1) == 1
    assert value_of(made, x=5) == 1
    assert warning_of(made, x=8) == (
        "table: rules 1, 2 and 3 match with different results, but they must agree"
    )


def test_any_with_several_outputs_compares_all_of_them():
    rules = [["-", "1", '"a"'], ["> 3", "1", '"b"']]
    made = table(["x"], ["a", "b"], rules, hit="ANY")

    assert value_of(made, x=1) == {"a": 1, "b": "a"}
    assert "must agree" in warning_of(made, x=5)


def test_any_takes_null_as_a_result_like_others():
    made = table(["x"], ["o"], [["-", "null"], ["-", "null"], ["> 3", "1"]], hit="ANY")

    assert value_of(made, x=1) is None
    assert "must agree" in warning_of(made, x=5)


PRIORITIES = '"high", "medium", "low"'


def test_priority_takes_the_output_that_comes_first_in_its_values():
    rules = [["> 0", '"low"'], ["> 5", '"high"'], ["> 3", '"medium"']]
    first = table(["x"], [output("o", values=PRIORITIES)], rules, hit="PRIORITY")
    every = table(["x"], [output("o", values=PRIORITIES)], rules, hit="OUTPUT ORDER")

    assert [value_of(first, x=x) for x in (1, 4, 9)] == ["low", "medium", "high"]
    assert value_of(every, x=9) == ["high", "medium", "low"]


def test_priority_may_come_from_the_allowed_values_of_the_type():
    rules = [["> 0", '"low"'], ["> 5", '"high"']]
    types = [item("tLevel", "string", allowed=PRIORITIES), item("tNamed", "tLevel")]

    of_output = table(["x"], [output("o", "tNamed")], rules, hit="PRIORITY")
    of_table = table(["x"], ["o"], rules, hit="PRIORITY", type_ref="tNamed")

    assert value_of(of_output, *types, x=9) == "high"
    assert value_of(of_table, *types, x=9) == "high"


def test_with_several_outputs_the_left_one_decides_then_the_next():
    outputs = [output("a", values='"x", "y"'), output("n"), output("b", values="2, 1")]
    rules = [["-", '"y"', "1", "2"], ["-", '"x"', "2", "1"], ["-", '"x"', "3", "2"]]
    made = table(["x"], outputs, rules, hit="OUTPUT ORDER")

    assert value_of(made, x=0) == [
        {"a": "x", "n": 3, "b": 2},
        {"a": "x", "n": 2, "b": 1},
        {"a": "y", "n": 1, "b": 2},
    ]


def test_rules_of_one_priority_keep_their_order_and_unlisted_outputs_come_last():
    rules = [["-", '"other"'], ["-", '"low"'], ["-", '"high"'], ["-", '"low"']]
    model = read(
        input_data("x"),
        decision(
            "d",
            table(["x"], [output("o", values=PRIORITIES)], rules, hit="OUTPUT ORDER"),
            needs=["x"],
        ),
    )

    result = model.evaluate("d", {"x": 1})

    assert result.value == ["high", "low", "low", "other"]
    assert [rule.rule for rule in result.matched_rules] == [3, 2, 4, 1]


def test_output_values_that_cannot_be_read_give_no_order():
    model = dmn.read(
        definitions(
            decision(
                "d",
                table([], [output("o", values='"a" +')], [["1"], ["2"]], hit="OUTPUT ORDER"),
            )
        )
    )

    assert len(model.problems) == 1
    assert model.evaluate("d").value == [1, 2]


@pytest.mark.parametrize(
    ("aggregation", "outputs", "value"),
    [
        ("SUM", ["1", "2", "2"], 5),
        ("COUNT", ["1", "2", "2"], 3),
        ("MIN", ["1", "2", "2"], 1),
        ("MAX", ["1", "2", "2"], 2),
        ("SUM", ["7"], 7),
        ("COUNT", ['"a"', "null"], 2),
        ("MIN", ['"b"', '"a"'], "a"),
        ("MAX", ['"b"', '"a"'], "b"),
        ("MIN", ['@"2027-01-31"', '@"2026-01-31"'], datetime.date(2026, 1, 31)),
        ("MAX", ['@"P1D"', '@"PT12H"'], feel.evaluate('@"P1D"')),
    ],
)
def test_collect_sums_counts_and_finds_the_least_and_the_greatest(aggregation, outputs, value):
    rules = [["-", cell] for cell in outputs]

    made = table(["x"], ["o"], rules, hit="COLLECT", aggregation=aggregation)

    assert value_of(made, x=1) == value


@pytest.mark.parametrize(
    ("aggregation", "outputs"),
    [
        ("SUM", ['"a"', '"b"']),
        ("SUM", ["1", '"b"']),
        ("SUM", ["1", "null"]),
        ("SUM", ['@"P1D"', '@"PT12H"']),
        ("MIN", ["1", '"b"']),
        ("MAX", ["true", "1"]),
    ],
)
def test_collect_of_what_cannot_be_aggregated_is_null_with_a_warning(aggregation, outputs):
    rules = [["-", cell] for cell in outputs]

    made = table(["x"], ["o"], rules, hit="COLLECT", aggregation=aggregation)

    assert warning_of(made, x=1).startswith("table: ")


@pytest.mark.parametrize("aggregation", ["SUM", "COUNT", "MIN", "MAX"])
def test_collect_of_nothing_is_null(aggregation):
    made = table(["x"], ["o"], [["1", "1"]], hit="COLLECT", aggregation=aggregation)

    assert value_of(made, x=2) is None


def test_an_aggregation_counts_for_collect_only():
    assert of("FIRST", 7, aggregation="COUNT") == "child"


def test_spaces_in_the_name_of_a_policy_do_not_matter():
    assert of("RULE\n ORDER", 7) == ["child", "young", "grown"]


RANKS = ["gold", "silver", "bronze"]
Rules = Sequence[tuple[int, int, str]]


def naive(policy: str, rules: Rules, x: int) -> Any:
    """The standard's words in plain Python: what a table gives and which rules decided."""
    hits = [(i, value) for i, (low, high, value) in enumerate(rules, 1) if low <= x <= high]
    values = [value for _, value in hits]
    ranked = sorted(hits, key=lambda hit: RANKS.index(hit[1]))
    if not hits:
        return None, []
    if policy in ("COLLECT", "RULE ORDER"):
        return values, [i for i, _ in hits]
    if policy == "OUTPUT ORDER":
        return [value for _, value in ranked], [i for i, _ in ranked]
    if policy == "PRIORITY":
        return ranked[0][1], [ranked[0][0]]
    if policy == "ANY" and len(set(values)) > 1:
        return None, []
    if policy == "UNIQUE" and len(hits) > 1:
        return None, []
    return values[0], [hits[0][0]]


@given(
    policy=st.sampled_from(
        ["UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"]
    ),
    rules=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 9), st.sampled_from(RANKS)), max_size=6
    ),
    x=st.integers(-1, 10),
)
def test_any_table_decides_as_the_standard_says(policy, rules, x):
    rows = [[f"? >= {low} and ? <= {high}", f'"{value}"'] for low, high, value in rules]
    ranks = ", ".join(f'"{rank}"' for rank in RANKS)
    made = table(["x"], [output("o", values=ranks)], rows, hit=policy)

    result = read(input_data("x"), decision("d", made, needs=["x"])).evaluate("d", {"x": x})

    value, numbers = naive(policy, rules, x)
    assert result.value == value
    assert [rule.rule for rule in result.matched_rules] == numbers
