import datetime

import pytest

from engine.core import dmn
from tests.core.dmn.building import (
    column,
    decision,
    input_data,
    item,
    knowledge,
    literal,
    output,
    problems,
    read,
    read_anyway,
    table,
    value_of,
    warning_of,
)

LEVELS = [['"high"', '"weekly"'], ['"low"', '"monthly"']]


@pytest.mark.parametrize(
    ("cell", "matching", "others"),
    [
        ("-", [1, "a", None, [], {"a": 1}], []),
        ("", [1, "a", None], []),
        ("5", [5, 5.0], [4, "5", None, [4]]),
        ("< 5", [4], [5, None, "a"]),
        (">= 5, 1", [5, 6, 1], [2, None]),
        ("[1..5)", [1, 4.9], [5, None, "x"]),
        ("not(1, 2)", [3], [1, 2, "a"]),
        ("not(< 5)", [5, 6], [4, None]),
        ('"a", "b"', ["a", "b"], ["c", None]),
        ("null", [None], [0, "", False]),
        ("? * 2 > 10", [6], [5, None]),
        ("? = y", [7], [8]),
        ("y", [7], [8]),
        ("> y", [8], [7]),
        ("even(?)", [2], [3, None]),
        ("[y, 9]", [7, 9, [7, 9]], [8, [7]]),
        ("list contains(?, 1)", [[1, 2]], [[2], None]),
        ("count(?) > 1", [[1, 2]], [[1]]),
        ("true", [True], [False, None, "true"]),
        ("? instance of string", ["a"], [1, None]),
        ("no such name", [None], [1, "a"]),
        ("1/0", [], [1]),
    ],
)
def test_a_cell_holds_for_the_values_that_satisfy_it(cell, matching, others):
    model = read_anyway(
        input_data("x"),
        input_data("y"),
        decision("d", table(["x"], ["o"], [[cell, '"yes"']]), needs=["x", "y"]),
    )

    answers = [model.evaluate("d", {"x": x, "y": 7}).value for x in matching]
    refusals = [model.evaluate("d", {"x": x, "y": 7}).value for x in others]

    assert answers == ["yes"] * len(matching)
    assert refusals == [None] * len(others)


def test_every_cell_of_a_rule_must_hold():
    rules = [["1", "2", '"both"'], ["1", "-", '"first"']]

    def of(x, y):
        return value_of(table(["x", "y"], ["o"], rules, hit="FIRST"), x=x, y=y)

    assert of(1, 2) == "both"
    assert of(1, 3) == "first"
    assert of(2, 2) is None


def test_a_table_without_inputs_always_matches():
    assert value_of(table([], ["o"], [["1"]])) == 1


def test_a_table_without_rules_gives_its_default():
    assert value_of(table(["x"], ["o"], []), x=1) is None
    assert value_of(table(["x"], [output("o", default="0")], []), x=1) == 0


def test_outputs_are_expressions_that_see_what_the_decision_needs():
    assert value_of(table(["x"], ["o"], [["> 1", "x * y"]]), x=2, y=3) == 6


def test_several_outputs_make_a_context_by_their_names():
    made = table(["x"], ["class", "next review"], [["1", '"high"', "30"]])

    assert value_of(made, x=1) == {"class": "high", "next review": 30}


def test_the_name_of_a_single_output_does_not_count():
    assert value_of(table(["x"], ["class"], [["1", '"high"']]), x=1) == "high"


def test_an_output_without_a_name_takes_its_label():
    made = table(["x"], ["<output label='a'/>", "<output name='b'/>"], [["-", "1", "2"]])

    assert value_of(made, x=1) == {"a": 1, "b": 2}


def test_an_output_of_a_wrong_type_is_null_and_says_so():
    made = table(["x"], [output("o", "number")], [["-", '"text"']])

    warning = warning_of(made, x=1)

    assert warning == "r1c2: a string where a number is expected"


def test_an_input_of_a_wrong_type_is_null_and_says_so():
    model = read(
        input_data("x"),
        decision("d", table([column("x", "number")], ["o"], [["null", '"none"']]), needs=["x"]),
    )

    result = model.evaluate("d", {"x": "text"})

    assert result.value == "none"
    assert [warning.element_id for warning in result.warnings] == ["in_x"]


def test_an_input_is_converted_to_its_type():
    made = table([column("x", "date and time")], ["o"], [["-", "x"], ["-", "1"]], hit="FIRST")
    listed = table([column("x", "number")], ["o"], [["5", '"five"']])

    assert value_of(made, x=datetime.date(2027, 1, 31)) == datetime.date(2027, 1, 31)
    assert value_of(listed, x=[5]) == "five"


@pytest.mark.parametrize("given", ["low", ["low", "high"], ["low"]])
def test_an_input_may_take_the_values_listed(given):
    made = table([column("x", values='"low", "high"')], ["o"], [["-", '"yes"']])

    assert value_of(made, x=given) == "yes"


@pytest.mark.parametrize("given", ["other", None, ["low", "other"], 1])
def test_an_input_may_take_no_other_values(given):
    made = table([column("x", values='"low", "high"', label="level")], ["o"], [["-", '"yes"']])

    warning = warning_of(made, x=given)

    assert warning.startswith("in_x: 'level' is ")
    assert warning.endswith('allowed are: "low", "high"')


def test_input_values_that_are_a_hyphen_allow_everything():
    assert value_of(table([column("x", values="-")], ["o"], [["-", "1"]]), x=None) == 1


def test_an_output_outside_its_values_is_given_with_a_warning():
    model = read(
        input_data("x"),
        decision("d", table(["x"], [output("o", values='"a", "b"')], [["-", "x"]]), needs=["x"]),
    )

    fine, other, nothing = (model.evaluate("d", {"x": x}) for x in ("a", "c", None))

    assert (fine.value, fine.warnings) == ("a", ())
    assert other.value == "c"
    assert [str(one) for one in other.warnings] == ['out_o: the output is c, allowed are: "a", "b"']
    assert (nothing.value, nothing.warnings) == (None, ())
    with pytest.raises(dmn.DmnError, match="the output is c"):
        model.evaluate("d", {"x": "c"}, strict=True)


def test_default_outputs_stand_in_where_no_rule_matches():
    one = table(["x"], [output("o", default='"none"')], [["1", '"a"']])
    two = table(["x"], [output("a", default="0"), output("b")], [["1", "1", "1"]])

    assert value_of(one, x=2) == "none"
    assert value_of(two, x=2) == {"a": 0, "b": None}


def test_a_default_is_converted_to_the_type_of_its_output():
    made = table(["x"], [output("o", "number", default='"none"')], [["1", "1"]])

    assert warning_of(made, x=2) == "out_o: a string where a number is expected"


@pytest.mark.parametrize(
    ("policy", "aggregation", "value"),
    [
        ("UNIQUE", None, 7),
        ("COLLECT", None, [7]),
        ("COLLECT", "SUM", 7),
        ("RULE ORDER", None, [7]),
        ("OUTPUT ORDER", None, [7]),
    ],
)
def test_a_default_has_the_form_of_other_results(policy, aggregation, value):
    more = {} if aggregation is None else {"aggregation": aggregation}
    made = table(["x"], [output("o", default="7")], [["1", "1"]], hit=policy, **more)

    assert value_of(made, x=2) == value


def test_a_default_that_is_a_list_already_stays_one():
    made = table(["x"], [output("o", default="[7, 8]")], [["1", "1"]], hit="COLLECT")

    assert value_of(made, x=2) == [7, 8]


def test_the_rules_that_decided_are_named_with_their_annotations():
    rules = [["1", '"a"', "because", ""], ["< 5", '"b"'], ["> 5", '"c"', "never"]]
    model = read(
        input_data("x"),
        decision("d", table(["x"], ["o"], rules, hit="COLLECT", outputLabel="out"), needs=["x"]),
    )

    matched = model.evaluate("d", {"x": 1}).matched_rules

    assert matched == (
        dmn.MatchedRule("d", "out", 1, "r1", ("because", "")),
        dmn.MatchedRule("d", "out", 2, "r2", ()),
    )


def test_the_description_of_a_rule_is_its_annotation_where_there_is_no_other():
    made = table(["x"], ["o"], [["-", "1"]]).replace(
        '<rule id="r1">', '<rule id="r1"><description>because</description>'
    )

    model = read(input_data("x"), decision("d", made, needs=["x"]))

    assert model.evaluate("d", {"x": 1}).matched_rules[0].annotations == ("because",)


def test_a_default_names_no_rule():
    made = table(["x"], [output("o", default="7")], [["1", "1"]])
    model = read(input_data("x"), decision("d", made, needs=["x"]))

    assert model.evaluate("d", {"x": 2}).matched_rules == ()


def test_what_goes_wrong_in_a_cell_names_the_cell_and_the_place():
    made = table(["x"], ["o"], [["1 + zzz", "1"]])
    model = read_anyway(input_data("x"), decision("d", made, needs=["x"]))

    warning = model.evaluate("d", {"x": 1}).warnings[0]

    assert warning.element_id == "r1c1"
    assert (warning.position.line, warning.position.column) == (1, 5)
    assert str(warning) == "r1c1: line 1, column 5: nothing here is called 'zzz'"


def test_a_table_may_test_types_of_the_model():
    made = table([column("x", "tLevel")], ["o"], LEVELS)

    assert value_of(made, item("tLevel", "string", allowed='"high", "low"'), x="high") == "weekly"
    assert "not allowed by tLevel" in warning_of(
        made, item("tLevel", "string", allowed='"high", "low"'), x="other"
    )


def test_orientation_changes_nothing():
    for orientation in ("Rule-as-Row", "Rule-as-Column", "CrossTable"):
        made = table(["x"], ["o"], LEVELS, preferredOrientation=orientation)

        assert value_of(made, x="low") == "monthly"


def test_what_is_wrong_with_a_table_is_said_of_its_parts():
    def found(made):
        return problems(input_data("x"), decision("d", made, needs=["x"]))

    assert found(table(["x"], [], [])) == [("table", "the table has no output")]
    assert found(table(["x"], ["o"], [], hit="BEST")) == [
        (
            "table",
            "the hitPolicy 'BEST' is none of UNIQUE, FIRST, PRIORITY, ANY, COLLECT, RULE ORDER,"
            " OUTPUT ORDER",
        )
    ]
    assert found(table(["x"], ["a", "b"], [], hit="COLLECT", aggregation="SUM")) == [
        ("table", "SUM needs a single output, the table has several")
    ]
    assert found(table(["<input id='i'/>"], ["o"], [])) == [("i", "the input has no expression")]
    assert found(table(["x"], ["a", "<output id='b'/>"], [])) == [
        ("b", "an output of a table with several outputs needs a name")
    ]
    assert found(table(["x"], ["o"], [["1"]])) == [("r1", "the rule has 0 output cells for 1")]
    assert found(table(["x"], [output("o", "tNone")], [])) == [
        ("out_o", "there is no type 'tNone'")
    ]
    (one,) = found(table(["x"], ["o"], [["1 +", "1"]]))
    assert one[0] == "r1c1"


def test_a_table_with_something_wrong_is_evaluated_as_far_as_it_goes():
    model = dmn.read(
        """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n">
        <decision name="d"><decisionTable hitPolicy="FIRST"><input/><output/>
        <rule><inputEntry><text>"a" +</text></inputEntry>
          <outputEntry><text>1</text></outputEntry></rule>
        <rule><inputEntry><text>-</text></inputEntry></rule>
        </decisionTable></decision></definitions>"""
    )

    assert model.evaluate("d").value is None
    assert len(model.problems) == 3


def test_a_cell_in_another_language_holds_for_nothing():
    made = table(["x"], ["o"], [["1", "1"]]).replace(
        '<inputEntry id="r1c1">', '<inputEntry id="r1c1" expressionLanguage="urn:groovy">'
    )

    found = problems(input_data("x"), decision("d", made, needs=["x"]))

    assert found == [("r1c1", "the expression language 'urn:groovy' is not FEEL")]


def test_a_large_table_costs_more_steps_than_a_small_one():
    rules = [[f"{number}", '"a"'] for number in range(2000)]
    model = read(
        knowledge("f", {"x": None}, table(["x"], ["o"], rules)),
        decision("d", literal("for i in 1..1000 return f(i)"), knows=["f"]),
    )

    with pytest.raises(dmn.DmnError, match="steps"):
        model.evaluate("d")
