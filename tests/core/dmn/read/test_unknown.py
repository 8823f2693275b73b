"""Names that nothing defines are found when a document is read, not when a case needs it."""

import pytest

from tests.core.dmn.building import decision, input_data, literal, problems, table


def test_a_text_without_quotes_is_found():
    made = table(["level"], ["o"], [["low", '"yes"']])

    found = problems(input_data("level"), decision("d", made, needs=["level"]))

    assert found == [("r1c1", "nothing here is called 'low'; a text stands in quotes: \"low\"")]


def test_a_slip_of_the_pen_is_found_with_the_nearest_name():
    made = decision("d", literal("risk scor > 15"), needs=["risk score"])

    found = problems(input_data("risk score"), made)

    assert found == [("_d", "nothing here is called 'risk scor'; did you mean 'risk score'?")]


def test_an_arrow_that_was_not_drawn_is_found():
    found = problems(input_data("score"), decision("d", literal("score > 15")))

    assert found == [("_d", "'score' is not required here; draw the arrow from it")]


def test_a_document_without_input_data_may_name_what_it_is_given():
    assert problems(decision("d", literal("score > 15"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "[{a: 1}][a = 1]",
        "for x in [1] return x + score",
        "some x in [1] satisfies x = score",
        "{a: 1, b: a}.b",
        "(function(a) a + score)(1)",
        "count([score])",
    ],
)
def test_what_a_text_defines_itself_is_known(text):
    assert problems(input_data("score"), decision("d", literal(text), needs=["score"])) == []


def test_a_boxed_filter_may_name_members_of_its_items():
    made = (
        '<filter id="f"><in><literalExpression><text>rows</text></literalExpression></in>'
        "<match><literalExpression><text>done = true</text></literalExpression></match></filter>"
    )

    assert problems(input_data("rows"), decision("d", made, needs=["rows"])) == []
