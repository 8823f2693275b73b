import json
import sys
from decimal import Decimal

import pytest
from hypothesis import given

from engine.core import feel
from tests.core.feel import strategies


@given(strategies.values)
def test_every_value_comes_back_from_json_as_it_went(value):
    text = feel.to_json(value)

    found = feel.from_json(text)

    assert found == value
    assert feel.to_json(found) == text


@given(strategies.values)
def test_what_is_written_is_json_for_everyone(value):
    json.loads(feel.to_json(value))


def test_a_number_keeps_its_digits():
    assert feel.to_json(Decimal("1.10")) == "1.10"
    assert str(feel.from_json("1.10")) == "1.10"
    assert feel.to_json(Decimal("1e200")) == "1E+200"
    assert feel.from_json("1e200") == Decimal("1e200")


def test_a_context_with_the_key_of_the_marks_is_wrapped():
    text = feel.to_json({"@type": "date", "value": 1})

    assert text == '{"@type": "context", "value": [["@type", "date"], ["value", 1]]}'
    assert feel.from_json(text) == {"@type": "date", "value": Decimal(1)}


def test_a_range_says_which_ends_belong_to_it():
    text = feel.to_json(feel.Range(Decimal(1), None, True, False))

    assert text == '{"@type": "range", "ends": "[)", "value": [1, null]}'


def test_a_function_is_refused():
    with pytest.raises(feel.FeelError, match="function"):
        feel.to_json(feel.evaluate("abs"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1,", "not JSON: .* line 1, column 4"),
        ("NaN", "NaN is not a number"),
        ("1e999999", "too large"),
        ('{"@type": "date"}', "@type object is not a value"),
        ('{"@type": "date", "value": 1}', "'date' is not a type"),
        ('{"@type": "date", "value": "2027-02-30"}', "no day"),
        ('{"@type": "colour", "value": "red"}', "'colour' is not a type"),
        ('{"@type": "range", "ends": "[", "value": [1, 2]}', "not a value"),
        ('{"@type": "range", "ends": "[]", "value": [1]}', "not a value"),
        ('{"@type": "context", "value": 5}', "not a value"),
    ],
)
def test_what_is_no_value_is_refused_with_the_reason(text, words):
    with pytest.raises(feel.FeelError, match=words):
        feel.from_json(text)


def test_json_nested_beyond_reason_is_refused():
    depth = sys.getrecursionlimit() * 20
    deep = {}
    for _ in range(150):
        deep = {"a": deep}

    with pytest.raises(feel.FeelLimitError):
        feel.from_json("[" * depth + "]" * depth)
    assert feel.from_json(feel.to_json(deep)) == deep


def test_half_a_surrogate_pair_is_written_so_that_it_can_be_stored():
    text = feel.to_json(["\ud83d", "\U0001f600"])

    assert text.encode() == '["\\ud83d", "\U0001f600"]'.encode()
    assert feel.from_json(text) == ["\ud83d", "\U0001f600"]
