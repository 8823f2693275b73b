from decimal import Decimal

import pytest

from engine.core import form
from tests.core.form.building import NOW, component, hidden_if, load, read, rows

PEOPLE = rows(
    "people",
    component("textfield", "name", validate={"required": True}),
    component("number", "age", validate={"max": 120}),
    component("datetime", "born"),
    component("textarea", "note", conditional=hidden_if("age < 18")),
)


def test_rows_become_a_list():
    loaded = load([PEOPLE], {"people.0.name": "Ann", "people.0.age": "30", "people.1.name": "Bo"})

    assert loaded.errors == {}
    assert loaded.values == {
        "people": [
            {"name": "Ann", "age": Decimal(30), "born": None, "note": None},
            {"name": "Bo", "age": None, "born": None, "note": None},
        ]
    }


def test_an_error_names_the_row():
    loaded = load([PEOPLE], {"people.0.name": "Ann", "people.1.age": "130", "people.2.age": "x"})

    assert {name: str(text) for name, text in loaded.errors.items()} == {
        "people.1.name": "Enter the name",
        "people.1.age": "Age must be 120 or less",
        "people.2.name": "Enter the name",
        "people.2.age": "Age must be a number in digits, such as 12.5; write no comma",
    }


def test_blank_rows_are_left_out_and_the_others_numbered_anew():
    raw = {"people.2.name": " ", "people.7.name": "Ann", "people.10.age": "x"}

    loaded = load([PEOPLE], raw)

    assert loaded.typed == {"people.0.name": ["Ann"], "people.1.age": ["x"]}
    assert list(loaded.errors) == ["people.1.name", "people.1.age"]


def test_conditions_in_rows_see_their_own_row():
    loaded = load(
        [PEOPLE],
        {
            "people.0.name": "Ann",
            "people.0.age": "12",
            "people.0.note": "a",
            "people.1.name": "Bo",
            "people.1.note": "b",
        },
    )

    assert [row.get("note") for row in loaded.values["people"]] == [None, "b"]
    assert "note" not in loaded.values["people"][0]
    assert not loaded.settled.shows("F_note", 0)
    assert loaded.settled.shows("F_note", 1)


def test_an_expression_in_a_row_reads_the_row_its_number_and_what_is_around():
    parts = [
        component("number", "factor"),
        rows(
            "people",
            component("number", "n"),
            component("expression", "m", expression="=this.n * parent.factor + i * factor"),
        ),
    ]

    loaded = load(parts, {"factor": "10", "people.0.n": "1", "people.1.n": "2"})

    assert [row["m"] for row in loaded.values["people"]] == [Decimal(20), Decimal(40)]


def test_hidden_rows_are_not_kept():
    hidden = PEOPLE | {"conditional": hidden_if("true")}

    loaded = load([hidden], {"people.0.age": "x"})

    assert (loaded.values, loaded.errors) == ({}, {})


def test_no_rows_are_sent_as_nothing_or_as_an_empty_field():
    assert load([PEOPLE], {}).values == {"people": []}
    assert load([PEOPLE], {"people": ""}).values == {"people": []}
    assert load([PEOPLE], {"people": []}).values == {"people": []}


def test_rows_may_be_sent_as_a_list():
    loaded = load(
        [PEOPLE], {"people": [{"name": "Ann", "born": {"day": "1", "month": "2", "year": "1990"}}]}
    )

    assert loaded.errors == {"people.0.born": "This is no answer; send a text"}
    loaded = load([PEOPLE], {"people": [{"name": "Ann", "born": "1990-02-01"}, ""]})
    assert loaded.errors == {}
    assert loaded.values["people"][0]["born"].year == 1990


@pytest.mark.parametrize(
    "raw",
    [
        {"people": "x"},
        {"people.0": "x"},
        {"people.0.other": "x"},
        {"people.x.name": "x"},
        {"people.0.people": "x"},
        {"name": "x"},
        {"people": [5]},
        {"people": [{"other": 1}]},
        {"people.99999999.name": "x"},
    ],
)
def test_what_is_no_row_is_an_error(raw):
    assert list(load([PEOPLE], raw).errors) != []


def test_there_is_a_largest_number_of_rows():
    raw = {f"people.{n}.name": "x" for n in range(101)}

    loaded = load([PEOPLE], raw)

    assert loaded.errors == {"people": "People must have 100 rows or fewer"}
    assert len(loaded.values["people"]) == 100
    sent = load([PEOPLE], {"people": [{"name": "x"}] * 5_000})
    assert sent.errors == {"people": "People must have 100 rows or fewer"}


def test_choices_and_texts_in_a_row_read_the_row():
    made = read(
        rows(
            "people",
            component("textfield", "name"),
            component("select", "who", valuesExpression='=[this.name, "other"]'),
            {"type": "text", "id": "T", "text": "{{i}}: {{name}}"},
        )
    )
    (people,) = made.fields
    who, text = people.components[1:]
    values = {"people": [{"name": "Ann"}]}

    found = made.options(who, values, row=("people", 0), now=NOW)

    assert [option.value for option in found] == ["Ann", "other"]
    assert made.fill(text, values, row=("people", 0), now=NOW) == "1: Ann"
    assert made.fill(text, values, row=("people", 5), now=NOW) == "6: "
    assert made.fill(text, values, row=("none", 0), now=NOW) == "1: "
    assert made.load({"people": [{"name": "Ann", "who": "Ann"}]}, now=NOW).ok
    assert not made.load({"people": [{"name": "Bo", "who": "Ann"}]}, now=NOW).ok


@pytest.mark.parametrize(
    "raw",
    [
        {f"x{n}": "" for n in range(20_001)},
        {"people.0.name": [""] * 50_001},
        {"people.0.name": "x" * 3_000_001},
    ],
)
def test_what_nobody_types_is_refused(raw):
    with pytest.raises(form.FormRefused):
        read(PEOPLE).load(raw, now=NOW)


def test_rows_can_be_checked_as_a_whole():
    checked = PEOPLE | {
        "properties": {"check": "=count(people) >= 2", "checkMessage": "Add two people or more"}
    }

    loaded = load([checked], {"people.0.name": "Ann"})

    assert loaded.errors == {"people": "Add two people or more"}
    assert load([checked], {"people.0.name": "Ann", "people.1.name": "Bo"}).ok
