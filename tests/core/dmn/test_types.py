import time

import pytest

from engine.core import dmn
from tests.core.dmn.building import (
    component,
    decide,
    decision,
    definitions,
    input_data,
    item,
    knowledge,
    literal,
    problems,
    read,
    refused,
)


def accepted(*types: str, kind: str = "t", value: object) -> bool:
    """Whether an input of a type takes a value unchanged."""
    made = [*types, input_data("x", kind), decision("d", literal("x"), needs=["x"])]
    result = read(*made).evaluate("d", {"x": value})
    assert (result.value == value) is not bool(result.warnings)
    return result.value == value


LOW = component("low", "number")
LEVEL = item("t", "string", allowed='"high", "low"')


@pytest.mark.parametrize(
    ("definition", "good", "bad"),
    [
        (LEVEL, ["high", None], ["other", 1, ["high", "low"]]),
        (item("t", "number", allowed="[0..10], 99"), [0, 10, 99], [11, "5"]),
        (item("t", "number", allowed="? > 5 and even(?)"), [6], [5, 7]),
        (item("t", "string", allowed="string length(?) > 2"), ["abc"], ["ab"]),
        (item("t", "number", constraint="< 5"), [4, None], [5]),
        (item("t", "number", allowed="-"), [1], ["a"]),
        (
            item("t", "string", allowed='"a", "b"', collection=True),
            [["a", "b"], [], ["a", None]],
            [["a", "c"], "text"],
        ),
        (item("t", "number", constraint="count(?) < 3", collection=True), [[9, 9]], [[1, 2, 3]]),
        (
            item("t", "number", allowed="> 0", constraint="sum(?) < 9", collection=True),
            [[4, 4]],
            [[9], [-1, 2]],
        ),
        (
            item("t", None, component("a", "number"), component("b", "string")),
            [{"a": 1, "b": "x"}, {"a": None, "b": None}, {"a": 1, "b": "x", "c": 2}],
            [{"a": "x", "b": "x"}, {"a": 1}, 5],
        ),
        (
            item("t", None, component("a", "number", allowed="< 5"), component("b")),
            [{"a": 1, "b": []}, {"a": None, "b": 1}],
            [{"a": 9, "b": 1}],
        ),
        (
            item("t", None, LOW, component("high", "number", allowed="> low")),
            [{"low": 1, "high": 2}],
            [{"low": 2, "high": 1}],
        ),
        (
            item("t", None, LOW, component("high", "number"), constraint="?.low < ?.high"),
            [{"low": 1, "high": 2}],
            [{"low": 2, "high": 1}],
        ),
        (
            item("t", None, component("a", "number"), constraint="?.a < 5"),
            [{"a": 1}],
            [{"a": 9}],
        ),
        (
            item("t", None, component("in", None, component("deep", "number"))),
            [{"in": {"deep": 1}}],
            [{"in": {"deep": "x"}}, {"in": 1}],
        ),
        (
            item("t", None, component("a", "number", collection=True), collection=True),
            [[{"a": [1, 2]}], []],
            [[{"a": 1}], [1]],
        ),
    ],
)
def test_a_type_takes_what_it_allows(definition, good, bad):
    assert [value for value in good if not accepted(definition, value=value)] == []
    assert [value for value in bad if accepted(definition, value=value)] == []


def test_the_reason_names_the_value_the_type_and_what_it_allows():
    made = [LEVEL, input_data("x", "t"), decision("d", literal("x"), needs=["x"])]

    assert refused(*made, inputs={"x": "other"}) == (
        '_x: \'x\': other is not allowed by t: "high", "low"'
    )


def test_a_type_may_restrict_another():
    narrow = item("t", "tWide", allowed="> 5")
    wide = item("tWide", "number", allowed="< 10")

    assert [x for x in (4, 7, 12) if accepted(wide, narrow, value=x)] == [7]


def test_allowed_values_of_a_type_of_a_list_hold_for_its_items():
    many = item("tMany", "number", collection=True)
    narrow = item("t", "tMany", allowed="< 5")

    assert accepted(many, narrow, value=[1, 2])
    assert not accepted(many, narrow, value=[1, 7])


def test_a_list_of_a_type_checks_each_item():
    many = item("t", "tLevel", collection=True)
    level = item("tLevel", "string", allowed='"high", "low"')

    assert accepted(many, level, value=["high"])
    assert not accepted(many, level, value=["high", "other"])


def test_a_list_of_lists_is_one():
    rows = item("t", "tRow", collection=True)
    row = item("tRow", "number", collection=True)

    assert accepted(rows, row, value=[[1], [2, 3]])
    assert not accepted(rows, row, value=[[1], ["a"]])


PERSON = item("t", None, component("name", "string"), component("children", "t", collection=True))


def person(name: object, *children: object) -> dict[str, object]:
    return {"name": name, "children": list(children)}


def test_a_type_that_contains_itself_is_checked_at_every_level():
    assert accepted(PERSON, value=person("a", person("b"), person("c", person("d"))))
    assert not accepted(PERSON, value=person("a", person("b", person(5))))
    assert not accepted(PERSON, value=person("a", person("b", "c")))
    assert not accepted(PERSON, value={"name": "a", "children": 5})
    assert not accepted(PERSON, value=7)


def test_a_type_with_a_member_that_contains_itself_is_checked_too():
    home = item("tHome", None, component("head", "t"), component("rooms", "number"))

    assert accepted(PERSON, home, kind="tHome", value={"head": person("a"), "rooms": 2})
    assert not accepted(PERSON, home, kind="tHome", value={"head": person(1), "rooms": 2})


def test_a_type_that_is_defined_by_itself_is_a_problem_and_takes_everything():
    made = [
        item("a", "b"),
        item("b", "a", allowed="1"),
        item("c", "a"),
        input_data("x", "c"),
        decision("d", literal("x"), needs=["x"]),
    ]

    assert sorted(message for _, message in problems(*made)) == [
        "the type 'a' is defined by itself",
    ]
    assert dmn.read(definitions(*made)).evaluate("d", {"x": "?"}).value == "?"


def test_types_doubled_again_and_again_are_read_at_once():
    made = [item("t0", "number")]
    made += [
        item(f"t{i}", None, component("a", f"t{i - 1}"), component("b", f"t{i - 1}"))
        for i in range(1, 60)
    ]
    started = time.perf_counter()

    model = read(*made, input_data("x", "t59"), decision("d", literal("x"), needs=["x"]))
    result = model.evaluate("d", {"x": 5})

    assert result.value is None
    assert time.perf_counter() - started < 5


def test_types_in_an_endless_row_are_refused():
    made = [item(f"t{i}", f"t{i + 1}") for i in range(5000)]

    with pytest.raises(dmn.DmnError, match="nested too deeply"):
        dmn.read(definitions(*made))


def test_a_long_list_that_is_checked_again_and_again_is_an_error():
    model = read(
        item("t", "number", collection=True),
        input_data("x", "t"),
        knowledge("f", {"a": "t"}, literal("1")),
        decision("d", literal("for i in 1..1000 return f(x)"), needs=["x"], knows=["f"]),
    )

    assert model.evaluate("d", {"x": [1] * 10}).value == [1] * 1000
    with pytest.raises(dmn.DmnError, match="steps"):
        model.evaluate("d", {"x": [1] * 10_000})


@pytest.mark.parametrize(
    "made",
    [
        [input_data("x", "tNone")],
        [decision("d", literal("1"), type_ref="tNone")],
        [knowledge("f", {"a": "tNone"}, literal("1"))],
        [knowledge("f", {}, literal("1"), type_ref="tNone")],
        [item("t", "tNone")],
        [item("t", None, component("a", "tNone"))],
        ['<itemDefinition id="t" name="t"><functionItem outputTypeRef="tNone"/></itemDefinition>'],
        [decision("d", literal("1", type_ref="tNone"))],
    ],
)
def test_a_type_that_nothing_defines_is_a_problem(made):
    assert [message for _, message in problems(*made)] == ["there is no type 'tNone'"]


def test_a_value_of_a_type_that_nothing_defines_is_not_checked():
    model = dmn.read(definitions(decision("d", literal("1"), type_ref="tNone")))

    assert model.evaluate("d").value == 1


def test_a_type_of_the_model_may_have_a_name_in_other_use():
    assert accepted(item("integer", "string"), kind="integer", value="a")


@pytest.mark.parametrize("written", ["feel:string", " string ", "st:string", "string\n"])
def test_a_prefix_and_space_around_a_type_do_not_count(written):
    made = decision("d", literal("1"), type_ref="string").replace(
        'typeRef="string"', f'typeRef="{written}"'
    )

    assert "where a string is expected" in refused(made)


def test_a_type_without_a_name_is_any():
    assert decide(decision("d", literal("1"), type_ref="<Undefined>")) == 1


FUNCTION = (
    '<itemDefinition name="tFunction"><functionItem outputTypeRef="number">'
    '<parameters name="a" typeRef="number"/></functionItem></itemDefinition>'
)


def test_a_type_may_be_the_signature_of_functions():
    def of(text: str) -> list[str]:
        return [FUNCTION, decision("d", literal(text), type_ref="tFunction")]

    assert decide(*of("function(a: number) a")).parameters == ("a",)
    assert decide(*of("function(a) a")).parameters == ("a",)
    assert "where a function<number> -> number is expected" in refused(*of("function(a, b) a"))
    assert "where a function<number> -> number is expected" in refused(*of("function(a: string) a"))
    assert "where a function<number> -> number is expected" in refused(*of("1"))


def test_expressions_may_name_the_types_of_the_model():
    made = [LEVEL, PERSON.replace('"t"', '"tPerson"')]

    assert decide(*made, decision("d", literal('"a" instance of t'))) is True
    assert decide(*made, decision("d", literal("1 instance of t"))) is False
    assert decide(*made, decision("d", literal('(function(a: t) a)("a")'))) == "a"


def test_allowed_values_that_are_no_tests_are_a_problem_and_allow_nothing():
    made = [item("t", "string", allowed='"a" +'), input_data("x", "t")]
    made.append(decision("d", literal("x"), needs=["x"]))

    assert [element for element, _ in problems(*made)] == ["_t_t"]
    assert dmn.read(definitions(*made)).evaluate("d", {"x": "a"}).value is None


def test_empty_allowed_values_allow_everything():
    assert accepted(item("t", "string", allowed=" "), value="a")


def test_allowed_values_in_another_language_are_a_problem_and_allow_everything():
    written = item("t", "string", allowed="a").replace(
        "<allowedValues", '<allowedValues expressionLanguage="urn:x"'
    )
    made = [written, input_data("x", "t"), decision("d", literal("x"), needs=["x"])]

    assert [element for element, _ in problems(*made)] == ["_t_t"]
    assert dmn.read(definitions(*made)).evaluate("d", {"x": "a"}).value == "a"
