import datetime
from decimal import Decimal

import pytest

from engine.core import form
from engine.core.form.answer.reading import read_out
from tests.core.form.building import NOW, component, group, hidden_if, load, read, rows

PARTS = [
    component("textfield", "name"),
    component("radio", "agreed", values=["yes", "no", "could_not"], label="Agreed?"),
    component("textarea", "why", conditional=hidden_if('agreed = "yes"')),
    component("checklist", "needs", values=["housing", "work"]),
    component("number", "income", appearance={"prefixAdorner": "€", "suffixAdorner": "a month"}),
    component("datetime", "visited"),
    component("datetime", "at", subtype="time"),
    component("datetime", "seen", subtype="datetime"),
    group(component("checkbox", "confirmed")),
    component("expression", "yearly", expression="=income * 12"),
    component("expression", "quiet", expression="=1", label=""),
    rows("people", component("textfield", "first"), label="Person"),
    rows("pets", component("textfield", "kind")),
]
RAW = {
    "name": "Ann",
    "agreed": "could_not",
    "why": "Asleep",
    "needs": ["work", "housing"],
    "income": "10.50",
    "visited": "2027-03-04",
    "at": "9:05",
    "seen": "2027-03-04T09:05",
    "confirmed": "on",
    "people.0.first": "Bo",
}


def test_answers_are_read_out_to_be_checked():
    made = read(*PARTS)

    found = made.describe(load(PARTS, RAW).values, now=NOW)

    assert [(line.label, line.text, line.name) for line in found] == [
        ("Name", "Ann", "name"),
        ("Agreed?", "Could_not", "agreed"),
        ("Why", "Asleep", "why"),
        ("Needs", "Work, Housing", "needs"),
        ("Income", "€10.50 a month", "income"),
        ("Visited", "4 March 2027", "visited"),
        ("At", "09:05", "at"),
        ("Seen", "4 March 2027, 09:05", "seen"),
        ("Confirmed", "Yes", "confirmed"),
        ("Yearly", "126.00", "yearly"),
        ("Person 1: First", "Bo", "people.0.first"),
        ("Pets", "", "pets"),
    ]


def test_what_is_not_answered_reads_as_nothing():
    made = read(*PARTS)

    found = {line.name: line.text for line in made.describe({"agreed": "yes"}, now=NOW)}

    assert "why" not in found
    assert set(found.values()) == {"", "Yes", "No"}


def test_a_choice_that_is_gone_reads_as_its_value():
    made = read(component("select", "worker", valuesKey="users"))

    (line,) = made.describe({"worker": "u1"}, now=NOW)

    assert line.text == "u1"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (False, "No"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E+99"), "1E+99"),
        (5, "5"),
        (["a", Decimal(1)], "a, 1"),
        (datetime.timedelta(days=2), "P2D"),
        ({"a": 1}, "{a: 1}"),
        (object(), ""),
    ],
)
def test_any_value_can_be_read_out(value, text):
    assert read_out(value) == text


def test_a_text_is_filled_in_and_harmless():
    made = read(
        component("textfield", "name"),
        {"type": "text", "id": "T", "text": "# Hello\n{{name}}, {{= income }}{{x}}!"},
        {"type": "text", "id": "U", "text": '="Hello " + name'},
    )
    first, second = made.components[1:]
    values = {"name": "[Ann](http://x)\n# Boo"}

    filled = made.fill(first, values, context={"income": 5}, now=NOW)

    assert filled == "# Hello\n\\[Ann\\]\\(http\\://x\\) \\# Boo, 5!"
    assert made.fill(second, {"name": "Ann"}, now=NOW) == "Hello Ann"


def test_values_are_shown_as_one_would_type_them():
    made = read(*PARTS)
    values = load(PARTS, RAW).values

    typed = made.typed(values)

    assert typed == {
        "name": ["Ann"],
        "agreed": ["could_not"],
        "why": ["Asleep"],
        "needs": ["work", "housing"],
        "income": ["10.50"],
        "visited-day": ["4"],
        "visited-month": ["3"],
        "visited-year": ["2027"],
        "at": ["09:05"],
        "seen-day": ["4"],
        "seen-month": ["3"],
        "seen-year": ["2027"],
        "seen-time": ["09:05"],
        "confirmed": ["true"],
        "people.0.first": ["Bo"],
    }
    assert made.load(typed, now=NOW).values == values


def test_values_that_nobody_can_type_are_not_shown():
    made = read(component("textfield", "a"), rows("r", component("textfield", "b")))

    assert made.typed({"a": {1: 2}, "r": [5, {"b": "x"}]}) == {"r.1.b": ["x"]}
    assert made.typed({"r": "x"}) == {}


def test_a_form_begins_with_its_defaults():
    made = read(
        component("number", "n", defaultValue=5),
        component("checklist", "c", defaultValue=["yes"]),
        component("datetime", "d", defaultValue="2027-03-04"),
        component("checkbox", "t", defaultValue=True),
        component("textfield", "x", defaultValue=""),
    )

    assert made.defaults() == {
        "n": 5,
        "c": ["yes"],
        "d": datetime.date(2027, 3, 4),
        "t": True,
    }


def test_only_fields_that_route_become_variables():
    made = read(
        component("select", "custody", properties={"route": "true"}),
        component("textfield", "name"),
        component("select", "later", properties={"route": True}),
    )

    assert made.route_values({"custody": "yes", "name": "Ann"}) == {"custody": "yes"}


def test_a_form_of_the_programme_says_more_than_it_must():
    made = read(
        group(component("textfield", "a", label=""), label=""),
        component("textarea", "b", properties={"dataClass": "B", "route": "true"}),
        component("expression", "c", expression="=1", label="", properties={"dataClass": "A"}),
        rows("r", component("number", "d", properties={"dataClass": "A"}), label=""),
        component("textarea", "e", properties={"dataClass": "B", "kind": "fact"}),
        {"type": "separator", "id": "S"},
        group(id="H"),
    )

    assert [str(one) for one in made.check()] == [
        "error: G: the group has no label",
        "error: F_a: 'a' has no label; write the question that it asks",
        "error: F_a: 'a' has no data class; set the property dataClass, A to J",
        "error: F_b: 'b' is free text; set the property kind to fact or assessment",
        "warning: F_b: 'b' is free text, which should not route a process",
        "error: L_r: 'r' has no label; write the question that it asks",
    ]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Date of referral", "Enter the date of referral"),
        ("The reason", "Enter the reason"),
        ("Your name:", "Enter your name"),
        ("VERA-2R result", "Enter the VERA-2R result"),
        ("iPhone", "Enter the iPhone"),
        ("E-mail", "Enter the e-mail"),
        ("Name *", "Enter the name"),
        ("Why was it stopped", "Enter an answer to “Why was it stopped”"),
        ("I was told.", "Enter an answer to “I was told.”"),
        ("{0}", "Enter the {0}"),
        ("::", "Enter this question"),
        ("A", "Enter A"),
    ],
)
def test_a_sentence_names_the_field_as_one_would(label, said):
    loaded = load([component("textfield", "a", label=label, validate={"required": True})], {})

    assert loaded.errors["a"] == said


def test_the_schema_is_one_of_marshmallow():
    made = read(
        component("number", "n", validate={"required": True}, properties={"dataClass": "C"}),
        component("expression", "x", expression="=1"),
        rows("people", component("textfield", "name")),
    )

    schema = made.schema()

    assert schema.load({"n": 5, "people": [{"name": "Ann"}]}) == {
        "n": 5,
        "people": [{"name": "Ann"}],
    }
    assert schema.validate({"other": 1, "n": "x", "people": [{"no": 1}] * 101}) != {}
    assert schema.validate({}) == {"n": ["Enter the N"]}
    assert schema.validate({"n": 1, "y": 1}) == {
        "y": ["There is no such question on this form; reload the page"]
    }
    assert schema.fields["n"].metadata == {"description": "N", "data_class": "C"}
    assert isinstance(made, form.Form)
