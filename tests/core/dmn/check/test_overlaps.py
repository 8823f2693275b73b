"""Rules that hold together where only one may, with an example."""

import pytest

from tests.core.dmn.check.drawing import Drawing

SCORE = {"score": "number"}
ALL = {"score": "[0..40]"}


def test_two_rules_for_one_number_overlap_under_unique():
    drawing = Drawing(SCORE, [("<= 10", "1"), (">= 10", "2")])

    assert drawing.check() == [
        "error r2: 'Risk class': rules 1 and 2 both hold, but only one may:"
        " score is 10; for example score = 10"
    ]


def test_every_pair_is_told():
    drawing = Drawing(SCORE, [("-", "1"), ("< 10", "2"), (">= 5", "3")], policy="UNIQUE")

    found = drawing.check()

    assert [line.split(" both")[0].split(": ")[-1] for line in found] == [
        "rules 1 and 2",
        "rules 1 and 3",
        "rules 2 and 3",
    ]


def test_at_most_five_overlaps_are_told_at_once():
    found = Drawing(SCORE, [("-", "1")] * 5).check()

    assert len(found) == 6
    assert found[5] == "warning table: 'Risk class': there are more overlaps; mend these first"


def test_rules_that_differ_in_one_input_do_not_overlap():
    drawing = Drawing(
        {"level": "string", "months": "number"},
        [('"low"', "-", "1"), ('not("low")', "< 6", "2"), ('not("low")', ">= 6", "3")],
    )

    assert drawing.check() == []


@pytest.mark.parametrize("policy", ["FIRST", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"])
def test_other_policies_allow_overlaps(policy):
    drawing = Drawing(
        SCORE, [("< 20", "1"), ("> 10", "2")], policy=policy, output_values="1, 2", allowed=ALL
    )

    assert drawing.check() == []


def test_under_any_rules_may_overlap_where_they_agree():
    drawing = Drawing(SCORE, [("<= 10", '"low"'), (">= 10", '"low" ')], policy="ANY")

    assert drawing.check() == []


def test_under_any_equal_results_may_be_written_differently():
    drawing = Drawing(SCORE, [("<= 10", "2"), (">= 10", "1 + 1")], policy="ANY")

    assert drawing.check() == []


def test_under_any_rules_that_disagree_are_an_error():
    drawing = Drawing(SCORE, [("<= 10", '"low"'), (">= 5", '"high"')], policy="ANY")

    assert drawing.check() == [
        "error r2: 'Risk class': rules 1 and 2 both hold with different results:"
        " score is at least 5 but at most 10; for example score = 5"
    ]


def test_under_any_results_that_depend_on_the_inputs_are_a_warning():
    drawing = Drawing(SCORE, [("<= 10", "score"), (">= 10", "score * 2")], policy="ANY")

    found = drawing.check()

    assert len(found) == 1
    assert found[0].startswith("warning r2: 'Risk class': rules 1 and 2 both hold, perhaps with")


def test_inputs_that_read_the_same_variable_make_it_a_warning():
    drawing = Drawing({"score": "number", "score * 2": "number"}, [("< 1", "-", "1")] * 2)
    drawing = Drawing(
        drawing.inputs,
        drawing.rows,
        default="0",
        data='<inputData id="data_0" name="score"><variable name="score"/></inputData>'
        '<inputData id="data_1" name="other"><variable name="other"/></inputData>',
    )

    found = drawing.check()

    assert found[0].startswith("warning r2: 'Risk class': rules 1 and 2 both hold")


def test_cells_with_formulas_are_said_not_to_be_looked_into():
    drawing = Drawing(
        {"place": "string", "score": "number"},
        [
            ('contains(?, "wing")', "-", "1"),
            ('starts with(?, "cell")', "-", "2"),
            ("string(score)", "-", "3"),
        ],
        default="0",
    )

    assert drawing.check() == [
        "warning table: 'Risk class': rules 1, 2 and 3 hold formulas, which are not looked into:"
        " gaps and overlaps that depend on them are not found"
    ]
