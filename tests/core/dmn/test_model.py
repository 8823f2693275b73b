import datetime

import pytest

from engine.core import dmn
from tests.core.dmn.building import (
    decision,
    definitions,
    function,
    input_data,
    knowledge,
    literal,
    problems,
    read,
    read_anyway,
    service,
    table,
)


def test_a_model_lists_what_the_document_holds():
    model = read(
        input_data("x"),
        decision("d", literal("x"), needs=["x"]),
        knowledge("f", {"a": None}, literal("a")),
        service("s", outputs=["d"], data=["x"]),
    )

    assert [one.name for one in model.inputs] == ["x"]
    assert [one.name for one in model.decisions] == ["d"]
    assert [one.name for one in model.knowledge_models] == ["f"]
    assert [one.name for one in model.services] == ["s"]
    assert model.definitions.name == "model"
    assert model.definitions.namespace == "urn:test"
    assert model.types.find("number") is not None


def test_a_decision_tells_its_question_and_its_answers():
    made = decision("d", literal("1")).replace(
        "<variable",
        "<question>How often?</question><allowedAnswers>1 to 4</allowedAnswers><variable",
    )

    (found,) = read(made).decisions

    assert (found.question, found.allowed_answers) == ("How often?", "1 to 4")


def test_a_decision_is_found_by_its_name_and_by_its_id():
    model = read(decision("risk class", literal("1")), decision("other", literal("2")))

    assert model.evaluate("risk class").value == 1
    assert model.evaluate("_risk_class").value == 1


def test_a_name_goes_before_an_id():
    model = read(decision("a", literal("1")), decision("_a", literal("2")))

    assert model.evaluate("_a").value == 2


def test_a_decision_without_an_id_is_found_by_its_name():
    xml = definitions(decision("x", literal("1")), decision("model", literal("2")))

    model = dmn.read(xml.replace(' id="_x"', "").replace(' id="_model"', ""))

    assert model.evaluate("model").value == 2


def test_a_decision_that_is_not_there_is_an_error_with_the_nearest_name():
    model = read(input_data("risk"), decision("risk class", literal("1")))

    with pytest.raises(dmn.DmnError, match="no decision 'risk clas'; did you mean 'risk class'"):
        model.evaluate("risk clas")
    with pytest.raises(dmn.DmnError, match="no decision 'risk'"):
        model.evaluate("risk")


def test_the_clock_is_that_which_is_passed_in():
    now = datetime.datetime(2027, 1, 31, 9, 30, tzinfo=datetime.UTC)
    model = read(decision("d", literal("now()")))

    assert model.evaluate("d", now=now).value == now
    assert model.evaluate("d").value is None


def test_in_strict_mode_what_would_be_null_is_an_error():
    model = read_anyway(
        input_data("x", "number"),
        decision("missing", literal("x"), needs=["x"]),
        decision("name", literal("unknown thing")),
        decision("type", literal("1"), type_ref="string"),
        decision("operation", literal("1 + 2", id="text")),
        decision("fault", literal('1 + "a"', id="fault")),
    )

    assert model.evaluate("operation", strict=True).value == 3
    for name, message in (
        ("missing", "_x: no value was given for 'x'"),
        ("name", "nothing here is called 'unknown thing'"),
        ("type", "_type: a number where a string is expected"),
        ("fault", "fault: line 1"),
    ):
        with pytest.raises(dmn.DmnError, match=message) as caught:
            model.evaluate(name, strict=True)
        assert len(caught.value.problems) == 1


def test_in_strict_mode_a_text_that_is_no_expression_is_an_error():
    model = dmn.read(definitions(decision("d", literal("1 +"))))

    assert model.evaluate("d").value is None
    with pytest.raises(dmn.DmnError):
        model.evaluate("d", strict=True)


def test_warnings_tell_their_element_and_place():
    model = read(decision("d", literal('1 +\n  "a"', id="text")))

    (warning,) = model.evaluate("d").warnings

    assert warning.element_id == "text"
    assert warning.position.line == 1
    assert str(warning).startswith("text: line 1, column 1: ")


def test_a_hundred_warnings_are_kept():
    model = read(decision("d", literal('for i in 1..500 return i + "a"')))

    assert len(model.evaluate("d").warnings) == 100


def test_the_dialect_holds_for_all_texts():
    made = decision("d", literal("get or else(null, 1)"))

    assert dmn.read(definitions(made), dialect="camunda").evaluate("d").value == 1
    assert dmn.read(definitions(made)).evaluate("d").value is None


def test_a_value_too_large_to_be_given_back_is_an_error():
    doubling = "".join(f"a{i}: [a{i - 1}, a{i - 1}], " for i in range(1, 40))
    model = read(decision("d", literal("{a0: 1, " + doubling + "last: 1}")))

    with pytest.raises(dmn.DmnError, match=r"the decision failed.*\n.*_d"):
        model.evaluate("d")


def test_decisions_in_an_endless_row_are_an_error():
    made = [decision("n0", literal("1"))]
    made += [decision(f"n{i}", literal(f"n{i - 1}"), after=[f"n{i - 1}"]) for i in range(1, 3000)]
    model = read(*made)

    with pytest.raises(dmn.DmnError, match="nested too deeply"):
        model.evaluate("n2999")


def test_boxes_in_boxes_are_read_as_deep_as_a_document_may_be():
    logic = literal("1")
    for _ in range(60):
        logic = f"<list>{logic}</list>"

    model = read(decision("d", logic))

    assert len(model.evaluate("d").value) == 1


def test_elements_without_a_name_or_with_a_name_of_others_are_problems():
    made = [
        decision("d", literal("1")),
        knowledge("d", {}, literal("1")).replace('id="_d"', 'id="_e"'),
        decision("", literal("1")).replace('id="_"', 'id="_f"'),
    ]

    assert problems(*made) == [
        ("_e", "another element is called 'd' too"),
        ("_f", "the decision has no name"),
    ]


def test_two_elements_of_one_id_are_a_problem():
    made = [decision("a", literal("1")), decision("b", literal("2")).replace('"_b"', '"_a"')]

    assert problems(*made) == [("_a", "two elements have the id '_a'")]


def test_a_problem_is_a_sentence_with_its_place():
    model = dmn.read(definitions("\n", decision("d", function({}, ""), needs=["x"])))

    assert [str(problem) for problem in model.problems] == [
        "error: line 2, _d: 'd' needs '#_x', which is not here"
    ]
    assert str(dmn.Problem("x", "wrong", severity="warning")) == "warning: x: wrong"


def test_the_protected_characteristic_of_an_input_is_read():
    ours = 'xmlns:programme="https://passerelle.example/schema/programme/1.0"'
    ways = [
        f'<inputData {ours} programme:protected="religion" name="a"/>',
        f'<inputData {ours} name="a"><extensionElements programme:protected="religion"/>'
        "</inputData>",
        f'<inputData {ours} name="a"><extensionElements><programme:protected value="religion"/>'
        "</extensionElements></inputData>",
        f'<inputData {ours} name="a"><extensionElements><programme:protected> religion '
        "</programme:protected></extensionElements></inputData>",
        '<inputData xmlns:programme="urn:own" programme:protected="religion" name="a"/>',
        '<inputData name="a"><extensionElements><x:properties xmlns:x="urn:x"><x:property'
        ' name="programme:protected" value="religion"/></x:properties></extensionElements>'
        "</inputData>",
        f'<inputData {ours} programme:protected=" " name="a"/>',
        f'<inputData {ours} programme:protected="false" name="a"/>',
        '<inputData name="a"><extensionElements><a/></extensionElements></inputData>',
    ]

    found = [dmn.read(definitions(way)).inputs[0].protected for way in ways]

    assert found == ["religion"] * 6 + ["protected", None, None]


def test_the_protected_characteristic_of_a_column_is_read():
    made = table(["x"], ["o"], []).replace(
        "<input ", '<input xmlns:programme="urn:own" programme:protected="religion" '
    )

    (found,) = read(input_data("x"), decision("d", made, needs=["x"])).decisions

    assert found.logic.inputs[0].protected == "religion"
