import datetime
from collections import Counter
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import dmn, feel
from tests.core.dmn.building import (
    decide,
    decision,
    definitions,
    function,
    input_data,
    item,
    knowledge,
    literal,
    problems,
    read,
    read_anyway,
    refused,
    service,
    table,
)

# Input data


@pytest.mark.parametrize(
    ("value", "expression"),
    [
        (5, "5"),
        (5.5, "5.5"),
        ("a", '"a"'),
        (True, "true"),
        (None, "null"),
        (datetime.date(2027, 1, 31), '@"2027-01-31"'),
        (datetime.time(9, 30), '@"09:30:00"'),
        (datetime.datetime(2027, 1, 31, 9, 30, tzinfo=datetime.UTC), '@"2027-01-31T09:30:00Z"'),
        (datetime.timedelta(hours=36), '@"P1DT12H"'),
        (feel.YearsAndMonthsDuration(14), '@"P1Y2M"'),
        ((1, (2, 3)), "[1, [2, 3]]"),
        ({"a": {"b": [1]}}, "{a: {b: [1]}}"),
        (MappingProxyType({"a": (1,)}), "{a: [1]}"),
    ],
)
def test_inputs_are_python_values_of_all_kinds(value, expression):
    assert decide(
        input_data("x"),
        decision("d", literal(f"x = {expression}"), needs=["x"]),
        inputs={"x": value},
    )


@pytest.mark.parametrize("value", [{1, 2}, float("inf"), object(), {1: "a"}])
def test_a_python_value_without_a_place_in_feel_is_an_error(value):
    model = read(input_data("x"), decision("d", literal("1"), needs=["x"]))

    with pytest.raises(dmn.DmnError, match="_x: ") as caught:
        model.evaluate("d", {"x": value})

    assert caught.value.problems[0].element_id == "_x"


def test_a_list_that_holds_itself_is_an_error():
    endless: list[object] = []
    endless.append(endless)
    model = read(input_data("x"), decision("d", literal("1"), needs=["x"]))

    with pytest.raises(dmn.DmnError, match="too large or nested too deeply"):
        model.evaluate("d", {"x": endless})


def test_an_input_that_is_not_given_is_null_and_says_so():
    made = [input_data("x"), decision("d", literal("x"), needs=["x"])]

    assert refused(*made) == "_x: no value was given for 'x'"


def test_an_input_of_a_wrong_type_is_null_and_says_so():
    made = [input_data("x", "number"), decision("d", literal("x"), needs=["x"])]

    assert refused(*made, inputs={"x": "a"}) == ("_x: 'x': a string where a number is expected")


def test_inputs_that_nothing_needs_are_not_looked_at():
    made = [input_data("x"), decision("d", literal("x"), needs=["x"])]

    assert decide(*made, inputs={"x": 1, "y": object()}) == 1


def test_a_document_without_input_data_reads_what_it_is_given():
    assert decide(decision("d", literal("x + y")), inputs={"x": 1, "y": 2, 3: 4}) == 3


@pytest.mark.parametrize("name", ["follow-up", "a+b", "profit and loss", "x/y*z", "l'été", "if so"])
def test_names_may_hold_signs_and_words_of_the_language(name):
    assert (
        decide(
            input_data(name), decision("d", literal(f"{name} + 1"), needs=[name]), inputs={name: 1}
        )
        == 2
    )


def test_space_in_names_is_single_space():
    made = [
        input_data("a\n   b "),
        decision(" d\t e ", literal("a  b + 1"), needs=["a\n   b "]),
    ]

    assert decide(*made, name="d\n e", inputs={"a b": 1}) == 2


# Decisions


def test_a_decision_sees_the_values_of_what_it_needs():
    made = [
        input_data("x"),
        decision("a", literal("x + 1"), needs=["x"]),
        decision("b", literal("a * 2"), after=["a"]),
        decision("d", literal("a + b"), after=["a", "b"]),
    ]

    assert decide(*made, inputs={"x": 1}) == 6


def test_a_decision_sees_nothing_that_it_does_not_need():
    made = [
        input_data("x"),
        decision("a", literal("1")),
        knowledge("f", {}, literal("1")),
        decision("d", literal("[a, x, f()]")),
    ]

    result = read_anyway(*made).evaluate("d", {"x": 1})

    assert result.value == [None, None, None]
    assert "nothing here is called 'a'" in str(result.warnings[0])


def test_a_decision_of_a_wrong_type_is_null_and_says_so():
    made = decision("d", literal('"a"'), type_ref="number")

    assert refused(made) == "_d: a string where a number is expected"


@pytest.mark.parametrize(
    ("text", "type_ref", "value"),
    [
        ("[5]", "number", 5),
        ("5", "tMany", [5]),
        ('@"2027-01-31"', "date and time", datetime.datetime(2027, 1, 31, tzinfo=datetime.UTC)),
        ("5", "Any", 5),
        ("5", "feel:number", 5),
        ("5", "integer", 5),
        ("null", "number", None),
        ("{a: 1}", "context", {"a": 1}),
        ("1", "list", [1]),
    ],
)
def test_the_value_of_a_decision_is_converted_to_its_type(text, type_ref, value):
    many = item("tMany", "number", collection=True)

    assert decide(many, decision("d", literal(text), type_ref=type_ref)) == value


def test_the_name_of_the_variable_counts_beside_that_of_the_element():
    other = '<inputData id="_x" name="x"><variable name="the x"/></inputData>'

    assert decide(other, decision("d", literal("x + the x"), needs=["x"]), inputs={"x": 2}) == 4


def test_a_variable_may_be_missing_or_without_a_name():
    made = [
        '<inputData id="_x" name="x"/>',
        '<decision id="_a" name="a"><variable/><literalExpression><text>2</text>'
        "</literalExpression></decision>",
        decision("d", literal("x + a"), needs=["x"], after=["a"]),
    ]

    assert decide(*made, inputs={"x": 1}) == 3


@pytest.mark.parametrize("href", ["#_x", "urn:test#_x", " #_x ", "_x"])
def test_what_is_needed_may_be_named_in_several_ways(href):
    made = decision("d", literal("x"), needs=["x"]).replace('"#_x"', f'"{href}"')

    assert decide(input_data("x"), made, inputs={"x": 1}) == 1


def test_a_requirement_that_leads_nowhere_is_a_problem():
    made = decision("d", literal("1"), needs=["x"])

    assert problems(made) == [("_d", "'d' needs '#_x', which is not here")]
    assert dmn.read(definitions(made)).evaluate("d").value == 1


def test_a_requirement_without_href_is_a_problem():
    made = decision("d", literal("1"), needs=["x"]).replace(' href="#_x"', "")

    assert problems(made) == [("_d", "'d' needs '', which is not here")]


def test_decisions_in_a_circle_are_a_problem_and_null():
    made = [
        decision("a", literal("b"), after=["b"]),
        decision("b", literal("a"), after=["a"]),
        decision("c", literal("1"), after=["a"]),
        decision("d", literal("d"), after=["d"]),
    ]
    model = dmn.read(definitions(*made))

    assert [str(one) for one in model.problems] == [
        "error: line 1, _a: the decision 'a' needs itself",
        "error: line 1, _d: the decision 'd' needs itself",
    ]
    result = model.evaluate("a")
    assert result.value is None
    assert [str(one) for one in result.warnings] == ["_a: 'a' needs itself"]
    with pytest.raises(dmn.DmnError, match="'a' needs itself"):
        model.evaluate("a", strict=True)


def test_a_decision_that_several_need_is_no_circle():
    made = [
        decision("a", literal("1")),
        decision("b", literal("a"), after=["a"]),
        decision("c", literal("a"), after=["a"]),
        decision("d", literal("b + c"), after=["b", "c"]),
    ]

    assert decide(*made) == 2


@given(edges=st.lists(st.lists(st.integers(0, 100), max_size=4), min_size=1, max_size=12))
def test_each_decision_of_any_graph_is_worked_out_once(edges):
    needed = [sorted({at % i for at in ats}) if i else [] for i, ats in enumerate(edges)]
    made = [
        decision(
            f"n{i}",
            table([], ["o"], [[" + ".join(["1", *(f"n{at}" for at in ats)])]]),
            after=[f"n{at}" for at in ats],
        )
        for i, ats in enumerate(needed)
    ]
    expected: list[int] = []
    for ats in needed:
        expected.append(1 + sum(expected[at] for at in ats))

    result = read(*made).evaluate(f"n{len(edges) - 1}")

    counts = Counter(rule.decision for rule in result.matched_rules)
    assert result.value == expected[-1]
    assert set(counts.values()) == {1}


# Knowledge models


def test_a_knowledge_model_is_a_function():
    made = [
        knowledge("f", {"a": "number", "b": "number"}, literal("a - b")),
        decision("d", literal("[f(5, 3), f(b: 5, a: 3)]"), knows=["f"]),
    ]

    assert decide(*made) == [2, -2]


def test_knowledge_models_call_each_other_and_themselves():
    made = [
        knowledge("fact", {"n": None}, literal("if n < 2 then 1 else n * fact(n - 1)")),
        knowledge("is even", {"n": None}, literal("n = 0 or is odd(n - 1)"), knows=["is odd"]),
        knowledge("is odd", {"n": None}, literal("n > 0 and is even(n - 1)"), knows=["is even"]),
        decision(
            "d", literal("[fact(5), is even(6), is odd(6)]"), knows=["fact", "is even", "is odd"]
        ),
    ]

    assert decide(*made) == [120, True, False]


def test_a_knowledge_model_that_calls_itself_without_end_is_an_error():
    made = [
        knowledge("f", {"n": None}, literal("f(n + 1)")),
        decision("d", literal("f(1)"), knows=["f"]),
    ]

    with pytest.raises(dmn.DmnError, match=r"functions call each other more than \d+ deep"):
        read(*made).evaluate("d")


def test_knowledge_models_that_call_each_other_twice_each_run_out_of_steps():
    made = [knowledge("f0", {}, literal("1"))]
    made += [
        knowledge(f"f{i}", {}, literal(f"f{i - 1}() + f{i - 1}()"), knows=[f"f{i - 1}"])
        for i in range(1, 40)
    ]

    with pytest.raises(dmn.DmnError, match="steps"):
        read(*made, decision("d", literal("f39()"), knows=["f39"])).evaluate("d")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('f("a", 1)', "a string where a number is expected"),
        ("f(1)", "f takes 2 arguments, got 1"),
        ("f(a: 1, c: 2)", "f has no parameter 'c', only: a, b"),
    ],
)
def test_a_call_that_does_not_fit_is_null_and_says_so(call, message):
    made = [
        knowledge("f", {"a": "number", "b": "number"}, literal("1")),
        decision("d", literal(call), knows=["f"]),
    ]

    assert message in refused(*made)


def test_arguments_and_result_are_converted():
    made = [
        item("tMany", "number", collection=True),
        knowledge("f", {"a": "number"}, literal("a + 1"), type_ref="tMany"),
        decision("d", literal("f([1])"), knows=["f"]),
    ]

    assert decide(*made) == [2]


def test_the_type_of_a_knowledge_model_may_be_that_of_its_result_or_of_the_function():
    signature = (
        '<itemDefinition name="tFunction"><functionItem outputTypeRef="number">'
        '<parameters name="a" typeRef="number"/></functionItem></itemDefinition>'
    )

    def made(type_ref: str, body: str) -> list[str]:
        written = knowledge("f", {"a": "number"}, literal(body))
        written = written.replace('name="f"/>', f'name="f" typeRef="{type_ref}"/>')
        return [
            signature,
            item("tAlias", "tFunction"),
            written,
            decision("d", literal("f(1)"), knows=["f"]),
        ]

    for type_ref in ("number", "tFunction", "tAlias"):
        assert decide(*made(type_ref, "[a]")) == 1
        assert "a string where a number" in refused(*made(type_ref, '"text"'))


def test_a_knowledge_model_may_hold_a_table_and_its_rules_are_named():
    made = [
        knowledge("f", {"a": None}, table(["a"], ["o"], [["1", '"one"'], ["2", '"two"']])),
        decision("d", literal("[f(1), f(2)]"), knows=["f"]),
    ]

    result = read(*made).evaluate("d")

    assert result.value == ["one", "two"]
    assert [(rule.decision, rule.rule) for rule in result.matched_rules] == [("f", 1), ("f", 2)]


def test_a_knowledge_model_outside_feel_is_null_and_says_so():
    logic = function({}, literal('"x"'), tag="encapsulatedLogic", kind="PMML")
    made = [
        f'<businessKnowledgeModel id="_f" name="f">{logic}</businessKnowledgeModel>',
        decision("d", literal("f"), knows=["f"]),
    ]

    assert refused(*made) == "_f: functions outside FEEL (Java, PMML) are not run"
    assert refused(*made, name="f") == "_f: functions outside FEEL (Java, PMML) are not run"


def test_a_knowledge_model_without_logic_is_null():
    made = [
        '<businessKnowledgeModel id="_f" name="f"/>',
        decision("d", literal("f"), knows=["f"]),
    ]

    assert decide(*made) is None


def test_a_knowledge_model_is_asked_with_its_arguments_as_inputs():
    made = [knowledge("f", {"a": "number", "b": None}, literal("a"))]

    assert decide(*made, name="f", inputs={"a": [1], "c": 2}) == 1
    assert refused(*made, name="f", inputs={"a": "text"}) == (
        "_f: a string where a number is expected"
    )


def test_a_function_of_the_model_does_not_leave_it():
    function_of_model = decide(
        knowledge("f", {}, literal("1")), decision("d", literal("f"), knows=["f"])
    )
    warnings: list[feel.FeelWarning] = []

    value = feel.evaluate("f()", {"f": function_of_model}, warnings=warnings)

    assert value is None
    assert "can be called only where its model is evaluated" in str(warnings[0])


# Decision services

PARTS = [
    input_data("x", "number"),
    decision("a", literal("x + 1"), needs=["x"], type_ref="number"),
    decision("b", literal("a * 2"), after=["a"]),
    decision("c", literal("[a, b, x]"), after=["a", "b"], needs=["x"]),
]


def served(call: str, **lists) -> list[str]:
    return [*PARTS, service("s", **lists), decision("d", literal(call), knows=["s"])]


def test_a_service_is_a_function_of_its_input_data_then_its_input_decisions():
    lists = {"outputs": ["c"], "inside": ["b"], "decisions": ["a"], "data": ["x"]}

    assert decide(*served("s(1, 10)", **lists)) == [10, 20, 1]
    assert decide(*served("s(a: 10, x: 1)", **lists)) == [10, 20, 1]


def test_a_service_with_several_outputs_gives_a_context():
    made = served("s(1)", outputs=["a", "b"], data=["x"])

    assert decide(*made) == {"a": 2, "b": 4}


def test_a_service_sees_its_arguments_alone():
    made = served("[s(5), x]", outputs=["a"], data=["x"])
    made[-1] = decision("d", literal("[s(5), x, a]"), knows=["s"], needs=["x"], after=["a"])

    assert decide(*made, inputs={"x": 1}) == [6, 1, 2]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('s("text")', "a string where a number is expected"),
        ("s()", "s takes 1 argument"),
        ("s(y: 1)", "s has no parameter 'y', only: x"),
    ],
)
def test_a_call_of_a_service_that_does_not_fit_is_null_and_says_so(call, message):
    assert message in refused(*served(call, outputs=["a"], data=["x"]))


def test_arguments_of_a_service_are_converted_and_so_is_its_result():
    made = served("s([1])", outputs=["b"], data=["x"], type_ref="tMany")

    assert decide(item("tMany", "number", collection=True), *made) == [4]


def test_a_service_may_be_invoked_by_a_boxed_invocation():
    call = (
        "<invocation><literalExpression><text>s</text></literalExpression>"
        '<binding><parameter name="x"/><literalExpression><text>1</text></literalExpression>'
        "</binding></invocation>"
    )
    made = [*PARTS, service("s", outputs=["a"], data=["x"]), decision("d", call, knows=["s"])]

    assert decide(*made) == 2


def test_a_service_is_asked_with_what_it_needs_as_inputs():
    made = served("1", outputs=["c"], inside=["b"], decisions=["a"], data=["x"])

    assert decide(*made, name="s", inputs={"x": 1, "a": 10}) == [10, 20, 1]


def test_a_service_that_is_asked_with_too_little_takes_null_and_says_so():
    made = served("1", outputs=["c"], inside=["b"], decisions=["a"], data=["x"])

    result = read(*made).evaluate("s", {"x": "text"})

    assert result.value == [None, None, None]
    assert [str(one) for one in result.warnings[:2]] == [
        "_x: 'x': a string where a number is expected",
        "_a: no value was given for 'a'",
    ]


def test_a_service_whose_result_is_of_a_wrong_type_is_null_when_asked():
    made = served("1", outputs=["a"], data=["x"], type_ref="string")

    assert refused(*made, name="s", inputs={"x": 1}) == ("_s: a number where a string is expected")


def test_a_service_without_output_is_a_problem():
    assert problems(service("s")) == [("_s", "the decision service 's' has no output decision")]


def test_a_service_that_names_what_is_not_here_is_a_problem():
    made = service("s", outputs=["a"], data=["f"])

    found = problems(made, knowledge("f", {}, literal("1")))

    assert found == [("_s", "'s' needs '#_a', which is not here")]


def test_a_service_that_calls_itself_without_end_is_an_error():
    made = [
        decision("a", literal("s()"), knows=["s"]),
        service("s", outputs=["a"]),
    ]

    with pytest.raises(dmn.DmnError, match=r"the decision failed.*\n.*deep"):
        dmn.read(definitions(*made)).evaluate("a")
