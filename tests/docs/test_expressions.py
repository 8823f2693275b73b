"""Every example on the page Expressions is run."""

import datetime

import pytest

from engine.core import feel
from engine.core.feel.builtins import BUILTINS, CAMUNDA
from tests.docs.examples import DOCS, examples

NOW = datetime.datetime(2027, 3, 10, 9, 30, tzinfo=datetime.UTC)
VALUES = examples("expressions.md", "feel")
TESTS = examples("expressions.md", "feel tests")
CAMUNDAS = examples("expressions.md", "feel camunda")
ERRORS = examples("expressions.md", "feel errors")


@pytest.mark.parametrize("example", VALUES, ids=str)
def test_an_expression_has_the_value_behind_its_arrow(example):
    expected = feel.evaluate(example.result, strict=True)

    warnings: list[feel.FeelWarning] = []
    found = feel.evaluate(example.text, example.given, now=NOW, warnings=warnings)

    assert (found, type(found)) == (expected, type(expected)), warnings


@pytest.mark.parametrize("example", CAMUNDAS, ids=str)
def test_an_expression_of_the_dialect_has_the_value_behind_its_arrow(example):
    expected = feel.evaluate(example.result, strict=True)

    found = feel.evaluate(example.text, example.given, dialect="camunda")

    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize("example", TESTS, ids=str)
def test_a_cell_holds_for_the_value_beside_it(example):
    cell, _, value = example.text.partition(" | ")

    found = feel.test(cell, feel.evaluate(value, strict=True), example.given)

    assert found is feel.evaluate(example.result, strict=True)


@pytest.mark.parametrize("example", ERRORS, ids=str)
def test_a_mistake_is_answered_as_the_page_says(example):
    with pytest.raises(feel.FeelError) as raised:
        feel.evaluate(example.text, example.given, strict=True)

    assert str(raised.value) == example.result


def test_the_page_has_examples_of_every_kind():
    assert len(VALUES) > 100
    assert len(TESTS) > 5
    assert len(ERRORS) > 2


def test_the_page_names_every_function():
    page = (DOCS / "expressions.md").read_text("utf-8")

    assert not [name for name in (*BUILTINS, *CAMUNDA) if f"{name}(" not in page]


def test_the_page_tells_the_limits_that_are_in_force():
    page = (DOCS / "expressions.md").read_text("utf-8")
    limits = feel.Limits()

    assert f"{limits.text_length:,} characters" in page
    assert f"{limits.nesting} levels" in page
    assert f"{limits.steps:,} steps" in page
