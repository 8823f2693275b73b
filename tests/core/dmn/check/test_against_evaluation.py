"""What the check says of random tables is what evaluating them shows, point by point."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine.core import dmn
from tests.core.dmn.check.drawing import Drawing

POINTS = [Decimal(half) / 2 for half in range(-2, 21)]  # beyond every end of a range below
LEVELS = ["low", "high", "another"]
FLAGS = [True, False]

numbers = st.integers(0, 6)
number_cells = st.one_of(
    st.just("-"),
    st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">="]), numbers),
    st.builds(
        lambda low, size, opening, closing: f"{opening}{low}..{low + size}{closing}",
        numbers,
        st.integers(0, 3),
        st.sampled_from("[("),
        st.sampled_from("])"),
    ),
    st.builds("{}, {}".format, numbers, numbers),
    st.builds("not({})".format, numbers),
)
level_cells = st.sampled_from(["-", '"low"', '"high"', 'not("low")', '"low", "high"'])
flag_cells = st.sampled_from(["-", "true", "false"])
rows = st.lists(
    st.tuples(number_cells, level_cells, flag_cells, st.sampled_from(["1", "2"])),
    min_size=1,
    max_size=5,
)
INPUTS = {"score": "number", "level": "string", "threat": "boolean"}


def holding(drawing: Drawing) -> dict[tuple[object, ...], list[int]]:
    """Which rules hold at each point, by asking each rule alone."""
    alone = [Drawing(INPUTS, [row], policy="COLLECT").read() for row in drawing.rows]
    found = {}
    for point in itertools.product(POINTS, LEVELS, FLAGS):
        inputs = dict(zip(INPUTS, point, strict=True))
        found[point] = [
            number
            for number, model in enumerate(alone, 1)
            if model.evaluate("Risk class", inputs).matched_rules
        ]
    return found


@given(rows)
def test_a_gap_is_reported_exactly_where_no_rule_holds(table):
    drawing = Drawing(INPUTS, table, policy="FIRST")

    reported = any("no rule covers" in line for line in drawing.check())

    assert reported == (not all(holding(drawing).values()))


@given(rows)
def test_an_overlap_is_reported_exactly_where_two_rules_hold(table):
    drawing = Drawing(INPUTS, table, policy="UNIQUE")

    reported = any("both hold" in line for line in drawing.check())

    assert reported == any(len(rules) > 1 for rules in holding(drawing).values())


@given(rows)
def test_a_rule_is_reported_exactly_where_it_never_comes_first(table):
    drawing = Drawing(INPUTS, table, policy="FIRST")

    reported = {
        problem.element_id for problem in dmn.check(drawing.read()) if "never" in problem.message
    }

    first = {f"r{rules[0]}" for rules in holding(drawing).values() if rules}
    assert reported == {f"r{i + 1}" for i in range(len(table))} - first
