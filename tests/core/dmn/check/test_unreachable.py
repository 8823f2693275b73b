"""Rules that never decide."""

import pytest

from tests.core.dmn.check.drawing import Drawing

SCORE = {"score": "number"}
LEVEL = {"level": "string"}


def test_a_rule_behind_one_that_holds_for_all_it_does_is_never_reached():
    drawing = Drawing(SCORE, [("> 5", "1"), ("> 10", "2"), ("-", "3")], policy="FIRST")

    assert drawing.check() == [
        "error r2: 'Risk class': rule 2 is never reached: rule 1 always decides before it"
    ]


def test_several_rules_together_may_stand_before_one():
    drawing = Drawing(
        SCORE, [("< 5", "1"), ("100", "9"), (">= 5", "2"), ("[0..10]", "3")], policy="FIRST"
    )

    assert drawing.check() == [
        "error r4: 'Risk class': rule 4 is never reached: rules 1 and 3 always decide before it"
    ]


def test_a_last_rule_for_anything_else_is_reached():
    drawing = Drawing(LEVEL, [('"low"', "1"), ('"high"', "2"), ("-", "3")], policy="FIRST")

    assert drawing.check() == []


def test_a_last_rule_is_never_reached_where_the_others_name_all_allowed_values():
    drawing = Drawing(
        LEVEL,
        [('"low"', "1"), ('"high"', "2"), ("-", "3")],
        policy="FIRST",
        allowed={"level": '"low", "high"'},
    )

    assert drawing.check() == [
        "error r3: 'Risk class': rule 3 is never reached: rules 1 and 2 always decide before it"
    ]


def test_a_rule_with_lower_priority_everywhere_is_never_reached():
    drawing = Drawing(
        SCORE,
        [("> 10", '"refuse"'), ("-", '"hold"'), ("> 0", '"go on"')],
        policy="PRIORITY",
        output_values='"refuse", "hold", "go on"',
    )

    assert drawing.check() == [
        "error r3: 'Risk class': rule 3 is never reached: rule 2 always decides before it"
    ]


def test_priority_of_outputs_that_are_formulas_is_not_guessed():
    drawing = Drawing(
        SCORE,
        [("-", "score"), ("> 0", '"go on"')],
        policy="PRIORITY",
        output_values='"refuse", "go on"',
    )

    assert drawing.check() == []


def test_the_order_of_rules_means_nothing_under_priority():
    drawing = Drawing(
        SCORE,
        [("-", '"go on"'), ("> 10", '"refuse"')],
        policy="PRIORITY",
        output_values='"refuse", "go on"',
    )

    assert drawing.check() == []


def test_a_value_that_is_not_allowed_never_occurs():
    drawing = Drawing(
        LEVEL,
        [('"hihg"', "1"), ("-", "2")],
        policy="FIRST",
        allowed={"level": '"low", "high"'},
    )

    assert drawing.check() == [
        "error r1: 'Risk class': rule 1 can never hold: no level is \"hihg\""
    ]


@pytest.mark.parametrize("cell", ["[10..5]", "? > 5 and ? < 5", "false"])
def test_a_cell_that_nothing_satisfies_is_named(cell):
    found = Drawing(SCORE, [(cell, "1"), ("-", "2")], policy="FIRST").check()

    assert found == [f"error r1: 'Risk class': rule 1 can never hold: no score is {cell}"]


def test_a_rule_behind_a_formula_may_be_reached():
    drawing = Drawing(LEVEL, [('contains(?, "h")', "1"), ('"high"', "2")], policy="FIRST")

    assert not [line for line in drawing.check() if "never reached" in line]


def test_an_output_whose_priority_is_not_listed_comes_last():
    drawing = Drawing(
        SCORE,
        [("-", '"other"'), ("-", '"hold"'), ("-", "")],
        policy="PRIORITY",
        output_values='"hold"',
    )

    found = [line.split(":")[0] for line in drawing.check()]

    assert found == ["error r1", "error r3"]
