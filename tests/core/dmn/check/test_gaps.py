"""An input that no rule covers is found, and named with an example."""

import random

import pytest

from engine.core import dmn
from tests.core.dmn.check.drawing import Drawing

SCORE = {"score": "number"}
LEVELS = '"low", "medium", "high"'


def test_a_number_between_two_rules_is_a_gap_with_an_example():
    drawing = Drawing(SCORE, [("< 10", '"low"'), ("> 15", '"high"')])

    found = drawing.check()

    assert found == [
        "error table: 'Risk class': no rule covers this:"
        " score is at least 10 but at most 15; for example score = 10"
    ]


def test_a_single_number_left_out_is_a_gap():
    drawing = Drawing(SCORE, [("< 10", '"low"'), ("> 10", '"high"')])

    assert "score is 10; for example score = 10" in drawing.check()[0]


@pytest.mark.parametrize("rows", [[("<= 10", "1"), ("> 10", "2")], [("-", "1")]])
def test_a_table_that_covers_everything_has_no_gap(rows):
    assert Drawing(SCORE, rows).check() == []


def test_fractions_between_whole_numbers_count():
    drawing = Drawing(SCORE, [("<= 5", "1"), (">= 6", "2")])

    assert "score is more than 5 but less than 6; for example score = 5.5" in drawing.check()[0]


def test_allowed_values_bound_what_must_be_covered():
    rows = [("[0..10]", "1"), ("(10..40]", "2")]

    assert Drawing(SCORE, rows, allowed={"score": "[0..40]"}).check() == []
    assert "score is less than 0 or more than 40" in Drawing(SCORE, rows).check()[0]


def test_allowed_values_of_the_type_bound_it_too():
    types = (
        '<itemDefinition id="level" name="tLevel"><typeRef>string</typeRef>'
        '<allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>'
    )
    rows = [('"low"', "1"), ('"high"', "2")]

    assert Drawing({"level": "tLevel"}, rows, types=types).check() == []


def test_a_text_that_no_rule_names_is_a_gap():
    drawing = Drawing({"level": "string"}, [('"low"', "1"), ('"high"', "2")])

    found = drawing.check()

    assert 'level is none of "low", "high"' in found[0]
    assert 'for example level = "something else"' in found[0]


def test_the_value_missing_from_a_list_of_allowed_values_is_named():
    drawing = Drawing(
        {"level": "string"}, [('"low"', "1"), ('"high"', "2")], allowed={"level": LEVELS}
    )

    assert drawing.check() == [
        "error table: 'Risk class': no rule covers this:"
        ' level is "medium"; for example level = "medium"'
    ]


def test_a_gap_of_two_inputs_names_both():
    drawing = Drawing(
        {"level": "string", "months": "number"},
        [('"low"', "-", "1"), ('"medium","high"', ">= 6", "2")],
        allowed={"level": LEVELS},
    )

    assert drawing.check() == [
        'error table: \'Risk class\': no rule covers this: level is "medium" or "high" and'
        ' months is less than 6; for example level = "medium", months = 5'
    ]


def test_a_text_may_be_anything_but_the_one_that_is_named():
    drawing = Drawing({"level": "string"}, [('"low"', "1")])

    assert 'level is not "low"; for example level = "something else"' in drawing.check()[0]


def test_any_text_at_all_may_be_missing():
    drawing = Drawing(
        {"level": "string", "threat": "boolean"}, [('"low", null', "true", "1"), ("null", "-", "2")]
    )

    assert "level is any text and threat is false" in drawing.check()[0]


def test_a_boolean_without_its_other_half_is_a_gap():
    drawing = Drawing({"threat": "boolean"}, [("true", "1")])

    assert "threat is false; for example threat = false" in drawing.check()[0]


def test_dates_have_gaps_of_days():
    drawing = Drawing(
        {"release": "date"},
        [('< date("2027-01-31")', "1"), ('> @"2027-02-01"', "2")],
    )

    assert "release is on or after 2027-01-31 but on or before 2027-02-01" in drawing.check()[0]


def test_there_is_no_gap_between_two_neighbouring_days():
    drawing = Drawing({"release": "date"}, [('<= @"2027-01-31"', "1"), ('>= @"2027-02-01"', "2")])

    assert drawing.check() == []


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [
        ("time", '@"08:00:00"', '@"18:00:00"'),
        ("date and time", '@"2027-01-01T08:00:00Z"', '@"2027-01-01T18:00:00Z"'),
        ("days and time duration", '@"P10D"', '@"P20D"'),
        ("years and months duration", '@"P3M"', '@"P1Y"'),
    ],
)
def test_every_ordered_type_has_its_gaps(kind, low, high):
    drawing = Drawing({"moment": kind}, [(f"< {low}", "1"), (f"> {high}", "2")])

    found = drawing.check()

    assert len(found) == 1
    assert "no rule covers this: moment is" in found[0]
    assert "for example moment = " in found[0]


def test_a_time_of_day_ends_at_midnight():
    drawing = Drawing({"hour": "time"}, [('>= @"00:00:00"', "1")])

    assert drawing.check() == []


def test_a_missing_value_is_a_gap_only_where_the_table_speaks_of_missing_values():
    spoken = Drawing(
        {"threat": "boolean", "score": "number"},
        [("null", "> 5", "1"), ("true, false", "-", "2")],
    )

    assert "threat is unknown and score is at most 5" in spoken.check()[0]
    assert Drawing({"threat": "boolean"}, [("true", "1"), ("false", "2")]).check() == []


def test_a_default_output_covers_what_no_rule_does():
    assert Drawing(SCORE, [("< 10", "1")], default="0").check() == []


def test_a_table_without_rules_covers_nothing():
    found = Drawing(SCORE, []).check()

    assert found == [
        "error table: 'Risk class': no rule covers this:"
        " whatever the inputs are; for example any inputs"
    ]


def test_where_several_rules_may_hold_a_gap_is_a_warning():
    drawing = Drawing(SCORE, [("< 10", "1")], policy="COLLECT")

    assert drawing.check()[0].startswith("warning table:")


def test_conditions_on_the_value_are_understood():
    drawing = Drawing(
        SCORE,
        [("? < 10 or ? in [10..12]", "1"), ("not(? <= 15)", "2"), ("? between 13 and 15", "3")],
    )

    assert "score is more than 12 but less than 13" in drawing.check()[0]


def test_inputs_with_the_same_expression_are_one():
    drawing = Drawing(SCORE, [("< 10", "1"), (">= 10", "2")])
    twice = drawing.xml().replace(
        "</input><output",
        '</input><input id="again"><inputExpression><text>score</text></inputExpression></input>'
        "<output",
    )
    twice = twice.replace("<outputEntry>", "<inputEntry><text>-</text></inputEntry><outputEntry>")
    assert dmn.check(dmn.read(twice)) == ()


def test_at_most_five_gaps_are_told_at_once():
    names = [f"answer {i}" for i in range(7)]
    rows = [("true",) * 7 + ("1",), ("false",) * 7 + ("2",)]

    found = Drawing(dict.fromkeys(names, "boolean"), rows).check()

    assert len(found) == 6
    assert all("no rule covers this" in line for line in found[:5])
    assert found[5] == "warning table: 'Risk class': there are more gaps; mend these first"


def test_a_table_with_too_many_combinations_says_so():
    # Every rule looks at three of thirty inputs: which inputs no rule covers is a hard question.
    rng = random.Random(7)
    rows = []
    for _ in range(120):
        cells = ["-"] * 30
        for column in rng.sample(range(30), 3):
            cells[column] = rng.choice(["true", "false"])
        rows.append((*cells, "1"))

    found = Drawing({f"a{i}": "boolean" for i in range(30)}, rows, policy="FIRST").check()

    assert any("too many combinations" in line for line in found)


def test_a_list_of_constants_in_a_cell_is_understood():
    drawing = Drawing(SCORE, [("[1, [5..9]]", "1"), ("not(1, [5..9])", "2")])

    assert drawing.check() == []


def test_a_condition_of_something_else_than_a_comparison_is_a_formula():
    drawing = Drawing(SCORE, [("? < 5 or odd(?)", "1"), ("score", "2")], default="0")

    assert "rules 1 and 2 hold formulas" in drawing.check()[0]


def test_texts_in_their_order_are_a_formula():
    drawing = Drawing({"name": "string"}, [('< "m"', "1"), ('? >= "m"', "2")])

    assert "rules 1 and 2 hold formulas" in drawing.check()[-1]


def test_numbers_near_the_end_of_precision_have_no_false_gaps():
    rows = [("<= 1e6000", "1"), ("> 1e6000", "2"), ("1e100", "3")]

    assert Drawing(SCORE, rows, policy="COLLECT").check() == []


def test_a_list_as_input_is_not_looked_into():
    types = (
        '<itemDefinition id="needs" name="tNeeds" isCollection="true"><typeRef>string</typeRef>'
        '<allowedValues><text>"housing", "work"</text></allowedValues></itemDefinition>'
    )
    rows = [('list contains(?, "work")', "1"), ("-", "2")]

    found = Drawing({"needs": "tNeeds"}, rows, types=types, policy="FIRST").check()

    assert len(found) == 1
    assert "rule 1 holds formulas" in found[0]


def test_allowed_values_that_cannot_be_computed_bound_nothing():
    endless = "every x in 1..1000000000 satisfies ? > x"
    drawing = Drawing(SCORE, [("< 5", "1"), (">= 5", "2")], allowed={"score": endless})

    assert drawing.check() == []


def test_more_than_six_texts_are_not_all_listed():
    rows = [(f'"{name}"', "1") for name in "abcdefgh"]

    found = Drawing({"module": "string"}, rows).check()

    assert 'module is none of "a", "b", "c", "d", "e", "f", ...;' in found[0]


def test_a_rule_that_could_not_be_read_is_left_out():
    model = Drawing(SCORE, [("< 5", "1"), (">= 5", "2"), ("((", "3")]).read()

    assert [problem.element_id for problem in model.problems] == ["r3"]
    assert dmn.check(model) == ()
