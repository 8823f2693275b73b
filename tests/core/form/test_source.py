import json
from decimal import Decimal

import pytest

from engine.core import form
from tests.core.form.building import component, read

ONE = {"id": "f", "components": [component("textfield", "a")]}


@pytest.mark.parametrize("source", [ONE, json.dumps(ONE), json.dumps(ONE).encode()])
def test_a_form_is_read_from_text_bytes_and_objects(source):
    made = form.read(source)

    assert made.id == "f"
    assert [one.key for one in made.fields] == ["a"]
    assert made.problems == ()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "not JSON: Expecting value at line 1, column 1"),
        ("[]", "a form is a JSON object"),
        ("null", "a form is a JSON object"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": 1, "a": 2}', "'a' stands twice in one object"),
        ('{"a": 1' + "0" * 60 + "}", "more than 40 characters"),
        ('{"a": 1e9999999999999999999999}', "too large"),
        ('{"a":' * 100 + "1" + "}" * 100, "more than 30 levels"),
        ("[" * 200_000, "more than 30 levels"),
        ('{"a": "' + "x" * 1_000_000 + '"}', "more than the 1,000,000 characters"),
        ('{"a": [' + "1," * 20_000 + "1]}", "more than 20,000 values"),
        (b"\xff\xfe", "not text in UTF-8"),
        ({"a": {1, 2}}, "a Python set has no place"),
        ({"a": float("inf")}, "too large, or none"),
        ({"a": float("nan")}, "too large, or none"),
        ({"a": 10**50}, "too large, or none"),
    ],
)
def test_what_no_form_needs_is_refused(source, message):
    with pytest.raises(form.FormRefused, match=message):
        form.read(source)


def test_an_object_that_holds_itself_is_refused():
    endless: dict[str, object] = {}
    endless["components"] = [endless]

    with pytest.raises(form.FormRefused, match="levels"):
        form.read(endless)


def test_numbers_are_exact():
    (number,) = read(component("number", "n", increment=0.01, validate={"min": 0.1})).fields

    assert (number.step, number.minimum) == (Decimal("0.01"), Decimal("0.1"))


def test_a_form_without_an_id_has_none():
    assert form.read({"id": 5}).id == ""
    assert form.read({"id": "\ud800"}).id == "\ufffd"
