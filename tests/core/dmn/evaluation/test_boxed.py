import datetime

import pytest

from engine.core import dmn
from tests.core.dmn.building import (
    boxed,
    context,
    decision,
    definitions,
    function,
    invocation,
    item,
    literal,
    problems,
    read,
    value_of,
    warning_of,
)


def items(*written: str) -> str:
    return f"<list>{''.join(map(literal, written))}</list>"


# Literal expressions


def test_a_text_in_another_language_has_no_value_and_says_so():
    logic = literal("1 + 1", expressionLanguage="urn:groovy", id="text")
    model = dmn.read(definitions(decision("d", logic)))

    result = model.evaluate("d")

    assert [str(one) for one in model.problems] == [
        "error: line 1, text: the expression language 'urn:groovy' is not FEEL"
    ]
    assert result.value is None
    assert [str(one) for one in result.warnings] == [
        "text: the expression language 'urn:groovy' is not FEEL"
    ]


def test_the_language_of_the_document_counts_where_a_text_names_none():
    xml = definitions(decision("d", literal("1 + 1")))

    feel = xml.replace(' id="model"', ' expressionLanguage="http://www.omg.org/spec/FEEL/" id="m"')
    other = xml.replace(' id="model"', ' expressionLanguage="urn:groovy" id="m"')

    assert dmn.read(feel).evaluate("d").value == 2
    assert len(dmn.read(other).problems) == 1


def test_imported_values_are_not_supported():
    logic = '<literalExpression id="text"><importedValues/></literalExpression>'

    assert problems(decision("d", logic)) == [("text", "imported values are not supported")]


def test_a_decision_without_logic_or_text_is_null_and_the_model_says_so():
    assert problems(decision("d", "")) == [("_d", "the decision 'd' decides nothing")]
    assert problems(decision("d", literal(" ", id="t"))) == [("t", "the expression is empty")]
    assert dmn.read(definitions(decision("d", ""))).evaluate("d").value is None
    assert dmn.read(definitions(decision("d", literal("")))).evaluate("d").value is None


def test_a_text_beyond_the_limits_is_a_problem_and_null():
    model = dmn.read(definitions(decision("d", literal("(" * 200 + "1" + ")" * 200))))

    assert len(model.problems) == 1
    assert len(model.evaluate("d").warnings) == 1


def test_the_line_of_a_fault_is_that_in_the_document():
    xml = definitions("\n", decision("d", literal("1 +\n\n+")))

    (problem,) = dmn.read(xml).problems

    assert problem.line == 4


# Contexts


def test_each_entry_sees_those_before_it():
    made = context({"a": literal("1"), "b": literal("a + x"), "c d": literal("a + b")})

    assert value_of(made, x=2) == {"a": 1, "b": 3, "c d": 4}


def test_an_entry_without_a_name_is_the_result():
    assert value_of(context({"a": literal("1")}, literal("a + 1"))) == 2
    assert value_of(context({}, literal("1"))) == 1


def test_an_entry_whose_variable_has_no_name_is_the_result_too():
    made = context({"a": literal("1"), "": literal("a + 1")})

    assert value_of(made) == 2


def test_an_entry_hides_what_the_decision_needs():
    assert value_of(context({"x": literal("1")}, literal("x")), x=2) == 1


def test_entries_are_converted_to_their_types():
    assert value_of(context({"a": literal("[1]")}, a="number")) == {"a": 1}
    assert value_of(
        context({"a": literal("1")}, a="tMany"), item("tMany", "number", collection=True)
    ) == {"a": [1]}


def test_an_entry_of_a_wrong_type_is_null_and_says_so():
    model = read(decision("d", context({"a": literal('"text"'), "b": literal("1")}, a="number")))

    result = model.evaluate("d")

    assert result.value == {"a": None, "b": 1}
    assert [str(one) for one in result.warnings] == ["_a_v: a string where a number is expected"]


def test_an_entry_may_be_any_expression():
    inner = context({"b": items("1", "2")})

    assert value_of(context({"a": inner}, literal("a.b[2]"))) == 2


def test_what_is_wrong_with_a_context_is_said():
    twice = context({"a": literal("1"), "b": literal("2")}).replace('name="b"', 'name="a"')

    assert problems(decision("d", twice)) == [("_d", "the context has two entries named 'a'")]
    assert problems(decision("d", context({"a": ""}))) == [("_d", "the entry has no expression")]


# Lists and relations


def test_a_list_holds_the_values_of_its_expressions():
    assert value_of(items("1", "x", '"a"'), x=2) == [1, 2, "a"]
    assert value_of("<list/>") == []


def relation(columns, *rows):
    head = "".join(
        f'<column id="c_{n}" name="{n}"{f" typeRef={chr(34)}{t}{chr(34)}" if t else ""}/>'
        for n, t in columns
    )
    return f"<relation>{head}{''.join(f'<row>{row}</row>' for row in rows)}</relation>"


def test_a_relation_is_a_list_of_contexts():
    made = relation(
        [("name", None), ("weeks", "number")],
        literal('"a"') + literal("1"),
        literal('"b"') + literal("[2]"),
    )

    assert value_of(made) == [{"name": "a", "weeks": 1}, {"name": "b", "weeks": 2}]


def test_a_cell_of_a_relation_of_a_wrong_type_is_null():
    made = relation([("weeks", "number")], literal('"b"', id="cell"))
    result = read(decision("d", made)).evaluate("d")

    assert result.value == [{"weeks": None}]
    assert result.warnings[0].element_id == "cell"


def test_a_row_with_too_few_or_too_many_cells_is_a_problem():
    columns = [("a", None), ("b", "number")]
    made = decision("d", relation(columns, literal("1"), literal("1") * 3))

    assert [message for _, message in problems(made)] == [
        "the row has 1 cells for 2 columns",
        "the row has 3 cells for 2 columns",
    ]
    assert dmn.read(definitions(made)).evaluate("d").value == [
        {"a": 1, "b": None},
        {"a": 1, "b": 1},
    ]


# Conditionals


@pytest.mark.parametrize(
    ("condition", "value"), [("true", 1), ("false", 2), ("null", 2), ("x > 1", 1)]
)
def test_a_conditional_goes_one_way_or_the_other(condition, value):
    made = boxed("conditional", **{"if": literal(condition)}, then=literal("1"), _else=literal("2"))

    assert value_of(made, x=2) == value


def test_a_condition_that_is_no_boolean_is_refused():
    made = boxed("conditional", **{"if": literal('"x"')}, then=literal("1"), _else=literal("2"))

    assert warning_of(made) == "box: the condition is a string, neither true nor false"


def test_only_the_way_that_is_taken_is_evaluated():
    made = boxed(
        "conditional", **{"if": literal("true")}, then=literal("1"), _else=literal("missing")
    )

    assert value_of(made) == 1


def test_a_part_that_is_missing_is_a_problem_and_null():
    made = decision("d", boxed("conditional", **{"if": literal("true")}, _else=literal("1")))

    assert problems(made) == [("box", "the expression has no 'then'")]
    assert dmn.read(definitions(made)).evaluate("d").value is None


# Filters


def filtered(source: str, match: str) -> str:
    return boxed("filter", **{"in": literal(source)}, match=literal(match))


@pytest.mark.parametrize(
    ("source", "match", "value"),
    [
        ("[1, 2, 3]", "item > 1", [2, 3]),
        ("[1, 2, 3]", "item > x", [3]),
        ("[{a: 1}, {a: 2}]", "a = 2", [{"a": 2}]),
        ("[{a: 1}, {a: 2}]", "item.a = 2", [{"a": 2}]),
        ("[1, null]", "item > 0", [1]),
        ("[1, 2]", '"text"', []),
        ("[1, 2]", "null", []),
        ("[]", "item > 1", []),
        ("[]", "1", None),
        ("3", "item > 2", [3]),
        ("3", "item > 3", []),
        ("null", "item > 2", None),
        ("[4, 5, 6]", "2", 5),
        ("[4, 5, 6]", "-1", 6),
        ("[{item: 1}, {item: 2}]", "item = 2", [{"item": 2}]),
    ],
)
def test_a_filter_keeps_what_matches_as_square_brackets_do(source, match, value):
    assert value_of(filtered(source, match), x=2) == value


def test_a_position_outside_of_the_list_is_null_and_says_so():
    assert warning_of(filtered("[1, 2]", "3")) == "box: position 3 is outside this list of 2"
    assert warning_of(filtered("[1, 2]", "0")) == "box: position 0 is outside this list of 2"
    assert warning_of(filtered("[1]", "1.5")) == "box: position 1.5 is outside this list of 1"


# For, some and every


def each(kind: str, source: str, result: str, variable: str = "i") -> str:
    last = "return" if kind == "for" else "satisfies"
    return boxed(kind, variable=variable, **{"in": literal(source), last: literal(result)})


@pytest.mark.parametrize(
    ("source", "result", "value"),
    [
        ("[1, 2, 3]", "i * x", [2, 4, 6]),
        ("[]", "i", []),
        ("5", "i + 1", [6]),
        ("[1..3]", "i", [1, 2, 3]),
        ("(1..3)", "i", [2]),
        ('[@"2027-01-30"..@"2027-01-31"]', "i", [datetime.date(2027, 1, d) for d in (30, 31)]),
        ("[1, 2, 3]", "i + count(partial)", [1, 3, 5]),
        ("{a: 1}", "i.a", [1]),
    ],
)
def test_for_gives_the_result_for_each_item(source, result, value):
    assert value_of(each("for", source, result), x=2) == value


def test_a_box_in_a_for_sees_the_results_so_far():
    inner = context({"before": literal("count(partial)")})
    made = boxed("for", variable="i", **{"in": literal("[7, 8]"), "return": inner})

    assert value_of(made) == [{"before": 0}, {"before": 1}]


def test_a_box_in_a_for_may_do_without_them():
    inner = context({"a": literal("i"), "b": items("a + 1")})
    made = boxed("for", variable="i", **{"in": literal("[7]"), "return": inner})

    assert value_of(made) == [{"a": 7, "b": [8]}]


def test_the_variable_of_an_iteration_may_have_a_name_with_spaces():
    assert value_of(each("for", "[1, 2]", "the  item + 1", "the\n item")) == [2, 3]


@pytest.mark.parametrize(
    ("kind", "source", "condition", "value"),
    [
        ("some", "[1, 2, 3]", "i > 2", True),
        ("some", "[1, 2, 3]", "i > 3", False),
        ("some", "[]", "i > 3", False),
        ("some", "[1, null]", "i > 3", None),
        ("some", "[null, 4]", "i > 3", True),
        ("every", "[1, 2, 3]", "i > 0", True),
        ("every", "[1, 2, 3]", "i > 1", False),
        ("every", "[]", "i > 1", True),
        ("every", "[null, 4]", "i > 1", None),
        ("every", "[null, 0]", "i > 1", False),
        ("every", "5", "i > 1", True),
        ("some", "[1..5]", "i = 5", True),
        ("every", "[1, 2]", '"text"', None),
    ],
)
def test_some_and_every_ask_a_condition_of_each_item(kind, source, condition, value):
    assert value_of(each(kind, source, condition)) is value


@pytest.mark.parametrize("kind", ["for", "some", "every"])
@pytest.mark.parametrize("source", ["null", '["a".."c"]', "[1..2.5]"])
def test_what_cannot_be_gone_through_is_null_and_says_so(kind, source):
    assert warning_of(each(kind, source, "true")).startswith("box: ")


def test_an_iteration_without_a_variable_is_a_problem():
    made = boxed("for", **{"in": literal("[1]"), "return": literal("1")})

    assert problems(decision("d", made)) == [("box", "the iteration has no iterator variable")]


@pytest.mark.parametrize(
    "logic",
    [
        each("for", "[1..200000]", "i"),
        each("every", "[1..200000]", "i > 0"),
        filtered("for i in 1..60000 return i", "item > 0"),
        each("for", "[1..1000000000000000000000]", "i"),
        each("for", "[1..2000]", "count(partial)"),
        boxed(
            "for",
            variable="i",
            **{"in": literal("[1..1000]"), "return": each("for", "[1..1000]", "i", "j")},
        ),
    ],
)
def test_an_iteration_without_end_is_an_error(logic):
    with pytest.raises(dmn.DmnError, match="the decision failed"):
        read(decision("d", logic)).evaluate("d")


# Functions and invocations


def test_a_boxed_function_sees_the_scope_that_it_stands_in():
    made = context(
        {"a": literal("10"), "f": function({"n": None}, literal("a + n + x"))}, literal("f(1)")
    )

    assert value_of(made, x=100) == 111


def test_a_boxed_function_converts_its_arguments_and_its_result():
    def result(call: str, **more: str) -> str:
        made = function({"n": "number"}, literal("n"), **more)
        return context({"f": made}, literal(call))

    assert value_of(result("f([1])")) == 1
    assert value_of(result("f(1)", type_ref="tMany"), item("tMany", "number", collection=True)) == [
        1
    ]
    assert "a string where a number is expected" in warning_of(result('f("a")'))
    assert "a number where a string is expected" in warning_of(result("f(1)", type_ref="string"))


def test_a_function_may_give_a_function():
    made = context(
        {"f": function({"a": None}, function({"b": None}, literal("a - b")))}, literal("f(5)(3)")
    )

    assert value_of(made) == 2


def test_a_function_outside_feel_is_null_and_says_so():
    made = function({}, literal('"x"'), kind="Java")

    assert warning_of(made) == "function: functions outside FEEL (Java, PMML) are not run"


def test_the_kind_of_a_function_must_be_known():
    assert problems(decision("d", function({}, literal("1"), kind="Lua"))) == [
        ("function", "the function kind 'Lua' is not FEEL, Java or PMML")
    ]


SUBTRACT = function({"a": "number", "b": "number"}, literal("a - b"))


def call(bindings, called="f", **types):
    return context({"f": SUBTRACT}, invocation(called, bindings, **types))


def test_an_invocation_binds_by_name_in_any_order():
    assert value_of(call({"a": literal("5"), "b": literal("3")})) == 2
    assert value_of(call({"b": literal("3"), "a": literal("5")})) == 2


def test_a_parameter_without_a_binding_is_null():
    nothing = context({"f": SUBTRACT}, invocation("f", {"a": literal("5"), "b": literal("null")}))

    without = read(decision("d", call({"a": literal("5")}))).evaluate("d")

    assert without == read(decision("d", nothing)).evaluate("d")


def test_a_binding_that_no_parameter_has_is_refused():
    assert warning_of(call({"a": literal("5"), "c": literal("3")})) == (
        "call: this function has no parameter 'c', only: a, b"
    )


def test_a_binding_is_converted_to_its_type():
    assert value_of(call({"a": literal("[5]"), "b": literal("3")}, a="number")) == 2


def test_a_binding_of_a_wrong_type_is_null_and_says_so():
    model = read(decision("d", call({"a": literal('"5"'), "b": literal("3")}, a="number")))

    assert model.evaluate("d").warnings[0].element_id == "_a_v"


def test_an_argument_of_a_wrong_type_makes_the_call_null():
    assert warning_of(call({"a": literal('"5"'), "b": literal("3")})) == (
        "call: a string where a number is expected"
    )


def test_a_built_in_function_may_be_invoked():
    made = invocation("substring", {"string": literal('"abc"'), "start position": literal("2")})

    assert value_of(made) == "bc"


def test_what_is_no_function_cannot_be_invoked():
    assert warning_of(invocation("x", {}), x=1) == (
        "call: a number is not a function, it cannot be called"
    )


def test_what_is_wrong_with_an_invocation_is_said():
    none = '<invocation id="call"><binding/></invocation>'

    assert problems(decision("d", none)) == [
        ("call", "the binding has no parameter"),
        ("call", "the invocation names no function"),
    ]
