import datetime
from decimal import Decimal

import pytest

from engine.core import form
from tests.core.form.building import NOW, component, group, hidden_if, load, read, rows

ELIGIBLE = component("radio", "eligible")
WHY = component(
    "textarea", "why", validate={"required": True}, conditional=hidden_if('eligible != "no"')
)


def test_a_hidden_field_is_neither_looked_at_nor_kept():
    loaded = load([ELIGIBLE, WHY], {"eligible": "yes", "why": "a\x00"})

    assert loaded.values == {"eligible": "yes"}
    assert loaded.errors == {}
    assert loaded.typed["why"] == ["a\x00"]
    assert not loaded.settled.shows("F_why")


def test_a_field_that_is_shown_is_required():
    loaded = load([ELIGIBLE, WHY], {"eligible": "no"})

    assert loaded.errors == {"why": "Enter an answer to “Why”"}
    assert loaded.settled.shows("F_why")


def test_a_condition_that_cannot_be_worked_out_hides_nothing():
    loaded = load([component("textfield", "a", conditional=hidden_if("x.y > 5"))], {"a": "1"})

    assert loaded.values == {"a": "1"}


def test_conditions_read_the_context():
    one = component("textfield", "a", conditional=hidden_if("case.restricted"))

    assert load([one], {"a": "1"}, context={"case": {"restricted": True}}).values == {}
    assert load([one], {"a": "1"}, context={"case": {"restricted": False}}).values == {"a": "1"}


def test_a_hidden_group_hides_what_is_in_it():
    parts = [
        component("checkbox", "more"),
        group(
            component("textfield", "a", validate={"required": True}),
            conditional=hidden_if("not(more)"),
        ),
    ]

    assert load(parts, {"a": "1"}).values == {"more": False}
    assert load(parts, {"more": "on"}).errors == {"a": "Enter A"}


def test_a_condition_in_a_group_counts_too():
    parts = [group(component("textfield", "a", conditional=hidden_if("true")))]

    assert load(parts, {"a": "1"}).values == {}


def test_a_hidden_field_is_null_for_other_conditions_whatever_the_context_says():
    parts = [
        component("radio", "a"),
        component("radio", "b", conditional=hidden_if('a = "no"')),
        component("radio", "c", conditional=hidden_if('b != "yes"')),
    ]

    loaded = load(parts, {"a": "no", "b": "yes", "c": "yes"}, context={"b": "yes"})

    assert loaded.values == {"a": "no"}


def test_conditions_that_go_round_in_a_circle_come_to_an_end():
    parts = [
        component("textfield", "a", conditional=hidden_if("b = null")),
        component("textfield", "b", conditional=hidden_if("a != null")),
    ]

    assert isinstance(load(parts, {"a": "1", "b": "1"}), form.Loaded)


def test_a_computed_field_is_worked_out_and_read_by_others():
    parts = [
        component("number", "income"),
        component("expression", "yearly", expression="=income * 12"),
        component("expression", "twice", expression="yearly * 2"),
        component("textfield", "why", conditional=hidden_if("yearly < 100")),
    ]

    assert load(parts, {"income": "1.5", "why": "x"}).values == {
        "income": Decimal("1.5"),
        "yearly": Decimal("18.0"),
        "twice": Decimal("36.0"),
    }
    assert load(parts, {}).values["yearly"] is None


@pytest.mark.parametrize("text", ["function(x) x", "for i in 1..99999999 return i", "x +* y = "])
def test_a_computed_field_without_a_value_is_null(text):
    made = form.read({"components": [component("expression", "a", expression=text)]})

    assert made.load({}, now=NOW).values.get("a") is None


def test_limits_are_worked_out_from_the_other_answers():
    parts = [
        component("number", "most"),
        component("number", "n", validate={"max": "=most", "min": "=most - limit"}),
        component("textfield", "t", validate={"maxLength": "=most"}),
    ]
    context = {"limit": 2}

    loaded = load(parts, {"most": "5", "n": "6", "t": "123456"}, context=context)

    assert loaded.errors == {"n": "N must be 5 or less", "t": "T must be 5 characters or fewer"}
    assert load(parts, {"most": "5", "n": "2"}, context=context).errors == {
        "n": "N must be 3 or more"
    }
    assert load(parts, {"n": "6"}, context=context).errors == {}


def test_dates_are_checked_against_each_other():
    parts = [
        component("datetime", "sentence_end"),
        component("datetime", "release", properties={"latest": "=sentence_end"}),
    ]

    late = load(parts, {"sentence_end": "2027-03-01", "release": "2027-03-02"})

    assert late.errors == {"release": "Release must be on or before 1 March 2027"}
    assert load(parts, {"sentence_end": "2027-03-02", "release": "2027-03-02"}).ok
    assert load(parts, {"release": "2027-03-02"}).ok


def test_a_limit_of_a_date_may_be_a_date_and_time():
    one = component("datetime", "a", subtype="datetime", properties={"latest": "=now()"})

    assert load([one], {"a": "2027-03-15T23:59"}).ok
    assert not load([one], {"a": "2027-03-16T00:00"}).ok


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({}, "B does not fit the other answers; correct it or them"),
        ({"checkMessage": "Name {one} of them"}, "Name {one} of them"),
    ],
)
def test_answers_can_be_checked_together(more, message):
    parts = [
        component("textfield", "a"),
        component("textfield", "b", properties={"check": "=a != null or b != null", **more}),
    ]

    assert load(parts, {}).errors == {"b": message}
    assert load(parts, {"a": "1"}).errors == {}
    assert load(parts, {"b": "1"}).errors == {}


def test_a_read_only_field_is_what_the_form_was_opened_with():
    parts = [
        component("select", "level_proposed", readonly=True, validate={"required": True}),
        component("textfield", "other", disabled=True),
        component("select", "level_decided"),
        component("textarea", "why", conditional=hidden_if("level_decided = level_proposed")),
    ]
    raw = {"level_proposed": "no", "level_decided": "yes", "other": "x"}

    loaded = load(parts, raw, given={"level_proposed": "yes", "other": "y"})

    assert loaded.values == {"level_proposed": "yes", "level_decided": "yes"}
    assert loaded.errors == {}
    assert loaded.typed == {"level_decided": ["yes"]}


def test_choices_come_from_the_context():
    users = component("select", "worker", valuesKey="users")
    context = {
        "users": [
            {"label": "Ann", "value": "u1"},
            {"value": "u2"},
            {"label": "nobody"},
            "u3",
            4,
            True,
            "u3",
            None,
        ]
    }
    made = read(users)

    assert made.options(made.fields[0], context=context, now=NOW) == (
        form.Option("Ann", "u1"),
        form.Option("u2", "u2"),
        form.Option("u3", "u3"),
        form.Option("4", "4"),
    )
    assert load([users], {"worker": "u3"}, context=context).ok
    assert load([users], {"worker": "u9"}, context=context).errors == {
        "worker": "Choose the worker from the list"
    }
    assert load([users], {"worker": "u3"}).errors == {"worker": "Choose the worker from the list"}


def test_choices_may_be_an_expression():
    one = component("checklist", "needs", valuesExpression="=for n in last.needs return n.area")
    context = {"last": {"needs": [{"area": "housing"}, {"area": "work"}]}}

    assert load([one], {"needs": ["work", "housing"]}, context=context).values == {
        "needs": ["work", "housing"]
    }


def test_a_form_tells_what_it_shows():
    made = read(ELIGIBLE, WHY)

    assert made.visible({"eligible": "no"}, now=NOW).shows("F_why")
    assert not made.visible({}, now=NOW).shows("F_why")


def test_rows_in_a_condition_are_those_that_count():
    parts = [
        rows("people", component("textfield", "name")),
        component("textfield", "why", conditional=hidden_if("count(people) > 1")),
    ]

    assert "why" in load(parts, {"people.0.name": "A"}).values
    assert "why" not in load(parts, {"people.0.name": "A", "people.1.name": "B"}).values


def test_a_naive_clock_is_a_mistake_of_the_programmer():
    with pytest.raises(TypeError, match="no time zone"):
        read(ELIGIBLE).load({}, now=datetime.datetime(2027, 1, 1))  # noqa: DTZ001 - the point
