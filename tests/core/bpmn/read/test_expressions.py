import pytest

from engine.core import bpmn
from engine.core.bpmn.model import Formula
from tests.core.bpmn.drawing import (
    definitions,
    exclusive,
    flow,
    flows,
    node_of,
    problems,
    process,
    process_of,
    script_task,
    start,
    task,
    text,
    user_task,
)


def conditional(condition: str) -> list[str]:
    """A gateway with two ways, the first under a condition."""
    return [
        start("s"), exclusive("x", default="x_b"), task("a"), task("b"), flows("s", "x", "b"),
        condition,
    ]  # fmt: skip


def test_a_text_stands_for_itself_and_feel_behind_an_equals_sign_is_computed():
    task = node_of(user_task("u", assignee=" ada ", groups='= ["a", "b"]'))

    assert task.assignment.assignee == Formula("ada")
    assert task.assignment.assignee.expression is None
    assert task.assignment.candidate_groups.text == '["a", "b"]'
    assert task.assignment.candidate_groups.expression.evaluate() == ["a", "b"]
    assert task.assignment.candidate_users is None


def test_the_functions_of_camunda_are_known():
    task = node_of(user_task("u", priority="=if is defined(x) then 1 else 2"))

    assert task.priority.expression.evaluate({}) == 2


def test_one_text_is_parsed_once():
    nodes = process_of(user_task("u", assignee="=a"), user_task("v", users="=a")).scope.nodes

    expression = nodes["u"].assignment.assignee.expression
    assert nodes["v"].assignment.candidate_users.expression is expression


@pytest.mark.parametrize("condition", ["=age >= 18", "age >= 18", "\n = age >= 18\n "])
def test_a_condition_is_feel_with_or_without_an_equals_sign(condition):
    scope = process_of(*conditional(flow("x", "a", condition))).scope

    (way,) = [one for one in scope.flows if one.id == "x_a"]
    assert way.condition.evaluate({"age": 18}) is True


@pytest.mark.parametrize(
    "language", ["feel", "FEEL", "http://www.omg.org/spec/FEEL/20140401", "", None]
)
def test_a_condition_may_say_that_it_is_feel(language):
    condition = text("conditionExpression", "age >= 18", language=language)
    way = f'<sequenceFlow id="x_a" sourceRef="x" targetRef="a">{condition}</sequenceFlow>'

    assert problems(*conditional(way)) == []


def test_a_condition_in_another_language_is_a_problem():
    condition = text("conditionExpression", "age > 18", language="groovy")
    way = f'<sequenceFlow id="x_a" sourceRef="x" targetRef="a">{condition}</sequenceFlow>'

    assert problems(*conditional(way)) == [
        ("x_a", "the conditionExpression is in the language 'groovy'; write FEEL")
    ]


def test_an_empty_condition_is_a_problem():
    assert problems(*conditional(flow("x", "a", " "))) == [
        ("x_a", "the conditionExpression is empty; write one such as =age >= 18")
    ]


def test_a_wrong_expression_is_a_problem_with_its_place():
    assert problems(user_task("u", assignee="=a +")) == [
        ("u", "'a +' is no FEEL: line 1, column 4: the expression ends too early; correct it")
    ]


def test_an_equals_sign_alone_is_a_wrong_expression():
    ((_, message),) = problems(user_task("u", assignee="="))

    assert "the expression ends too early" in message


def test_the_line_of_a_wrong_text_is_that_in_the_document():
    xml = definitions(
        process(
            "p",
            '<scriptTask id="t">',
            "<script>",
            "",
            "1 +",
            "2 + + 3 )",
            "</script>",
            "</scriptTask>",
        )
    )

    (problem,) = bpmn.read(xml).problems

    assert problem.line == 7
    assert "line 2, column" in problem.message


def test_lines_inside_an_attribute_are_one_line_of_the_document():
    xml = definitions(process("p", user_task("u", assignee="=1 +&#10;2 )").replace("&amp;", "&")))

    (problem,) = bpmn.read(xml).problems

    assert problem.line == 3
    assert "line 2, column" in problem.message


def test_the_expressions_of_other_engines_are_pointed_out():
    ((_, message),) = problems(*conditional(flow("x", "a", "${age >= 18}")))

    assert message.endswith("write FEEL without ${ }")


def test_a_long_expression_is_quoted_in_part():
    ((_, message),) = problems(script_task("t", script=f"={'a + ' * 50}"))

    assert message.startswith(f"'{('a + ' * 15)[:57]}...' is no FEEL")


def test_an_expression_beyond_all_limits_is_a_problem():
    ((element_id, message),) = problems(script_task("t", script="=" + "(" * 5000))

    assert element_id == "t"
    assert message.startswith("the expression cannot be read: ")
