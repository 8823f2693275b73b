import pytest

from engine.core import form
from tests.core.form.building import (
    component,
    group,
    hidden_if,
    problems,
    read,
    read_anyway,
    rows,
)

TEXT = {"type": "text", "id": "T"}


def test_every_type_of_the_closed_set_is_read():
    made = read(
        TEXT | {"text": "# Hello {{name}}"},
        component("textfield", "name"),
        component("textarea", "reasons"),
        component("number", "income"),
        component("datetime", "visited", subtype="datetime"),
        component("radio", "eligible"),
        component("select", "district"),
        component("checklist", "needs"),
        component("taglist", "tags"),
        component("checkbox", "confirmed"),
        group(component("filepicker", "evidence")),
        {"type": "separator", "id": "S"},
        {"type": "spacer", "id": "X"},
        component("expression", "twice", expression="=income * 2"),
        rows("household", component("textfield", "name", id="F_inner")),
        {"type": "button", "id": "B", "action": "submit"},
    )

    assert [type(one) for one in made.components] == [
        form.Text,
        form.TextField,
        form.TextField,
        form.Number,
        form.Moment,
        form.Choice,
        form.Choice,
        form.Choice,
        form.Choice,
        form.Checkbox,
        form.Group,
        form.Separator,
        form.Spacer,
        form.Computed,
        form.Rows,
    ]
    assert [one.key for one in made.fields][-3:] == ["evidence", "twice", "household"]


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("html", "write a text"),
        ("iframe", "write a text with a link"),
        ("table", "write a text, or rows"),
        ("documentPreview", "use a filepicker"),
        ("txtfield", "did you mean 'textfield'[?]"),
        ("blockchain", "remove it"),
    ],
)
def test_a_type_that_cannot_be_shown_says_what_to_use(kind, hint):
    made = read_anyway({"type": kind, "id": "X"})

    assert made.components == ()
    (found,) = made.problems
    assert (found.element_id, found.severity) == ("X", "error")
    assert found.message.startswith(f"a component of type '{kind}' cannot be shown; ")
    assert found.message.endswith(hint.replace("[?]", "?"))


def test_every_problem_is_found_at_once():
    found = problems(
        component("number", "a", validate={"min": "=1 +"}),
        component("textfield", "b", conditional=hidden_if("a >")),
        {"type": "image", "id": "I"},
        component("textfield", "a"),
    )

    assert [line.split(":")[0] for line in found] == ["F_a", "F_b", "I", "F_a", "F_a"]


@pytest.mark.parametrize(
    ("one", "message"),
    [
        ({"type": "textfield", "id": "X"}, "X: the key is missing; write a name such as"),
        ({"id": "X"}, "X: the component has no type"),
        ({}, "component 1: the component has no type"),
        (component("textfield", "a.b"), "F_a.b: the key 'a.b' is no name"),
        (component("textfield", "a-b"), "F_a-b: the key 'a-b' is no name"),
        (component("textfield", "é"), "F_é: the key 'é' is no name"),
        (component("textfield", "site"), "F_site: 'site' hides what expressions call 'site'"),
        (component("textfield", "a", label="=b"), "F_a: 'label' is FEEL; write a plain text"),
        (component("textfield", "a", label=5), "F_a: 'label' is no text in quotes"),
        (component("textfield", "a", label="a\u202eb"), "F_a: 'label' must not contain invisible"),
        (component("textfield", "a", label="a\ud800b"), "F_a: 'label' must not contain control"),
        (component("textfield", "a", description="x" * 2_001), "F_a: 'description' has 2,001"),
        (
            component("textfield", "a", readonly="=b"),
            "F_a: 'readonly' is neither true nor false; F",
        ),
        (component("textfield", "a", disabled=5), "F_a: 'disabled' is neither true nor false"),
        (component("textfield", "a", validate=5), "F_a: 'validate' is no object in braces"),
        (component("textfield", "a", validate={"minLength": -1}), "F_a: 'minLength' is no whole"),
        (component("textfield", "a", validate={"maxLength": 1.5}), "F_a: 'maxLength' is no whole"),
        (component("textfield", "a", validate={"pattern": "("}), "F_a: the pattern is no regular"),
        (
            component("textfield", "a", validate={"validationType": "mail"}),
            "F_a: 'validationType' is 'mail'; did you mean 'email'?",
        ),
        (component("datetime", "a", subtype="x"), "F_a: 'subtype' is 'x'; one of date, time"),
        (component("number", "a", validate={"min": "five"}), "F_a: 'min' is no number"),
        (component("number", "a", validate={"min": [1]}), "F_a: 'min' is no number"),
        (component("number", "a", decimalDigits=13), "F_a: 'decimalDigits' is no whole number"),
        (component("number", "a", validate={"min": "=" + "(" * 300}), "F_a: 'min' is no FEEL"),
        (component("textfield", "a", properties={"dataClass": "K"}), "F_a: the data class 'K' is"),
        (
            component("textfield", "a", properties={"kind": "factual"}),
            "F_a: 'kind' is 'factual'; did",
        ),
        (component("textfield", "a", properties={"route": "maybe"}), "F_a: 'route' is neither"),
        (component("expression", "a"), "F_a: the expression is missing"),
        (component("expression", "a", expression="=1 +"), "F_a: 'expression' is no FEEL"),
        (component("select", "a", values=[]), "F_a: the field has no choices; write one of"),
        (
            component("select", "a", valuesKey="x", valuesExpression="=y"),
            "F_a: the field has its choices in two ways",
        ),
        (component("select", "a", valuesKey="1 2"), "F_a: 'valuesKey' is no FEEL"),
        (component("select", "a", values=["x", "x"]), "F_a: the value 'x' stands for two choices"),
        (
            component("select", "a") | {"values": [{"label": "x", "value": 1}, 5]},
            "F_a: 'values' is no list of objects",
        ),
        (component("number", "a", defaultValue="x"), "F_a: the default value is no answer"),
        (component("number", "a", defaultValue={}), "F_a: the default value is no answer"),
        (
            component("expression", "a", expression="=1", defaultValue="x"),
            "F_a: the default value is no answer",
        ),
        (group(path="x"), "G: a group has no path here"),
        (TEXT | {"text": "{{#if x}}y{{/if}}"}, "T: '{{#if x}}' cannot be shown; use a condition"),
        (TEXT | {"text": "{{1 +}}"}, "T: 'text' is no FEEL"),
        (TEXT | {"text": "=1 +"}, "T: 'text' is no FEEL"),
        (rows("", component("textfield", "a")), "L_: the path is missing"),
        (rows("r", rows("s")), "L_s: rows cannot lie in rows; take them out of 'L_r'"),
        (rows("r", component("textfield", "a", readonly=True)), "F_a: a field in rows cannot be"),
        (
            rows("r", component("textfield", "a", properties={"route": "true"})),
            "F_a: a field in rows does not route",
        ),
        (5, "form: 'components' is no list of objects"),
    ],
)
def test_a_problem_names_the_component_and_the_way_out(one, message):
    assert problems(one)[0].startswith(message)


def test_the_components_are_a_list():
    made = form.read({"components": 5})

    assert [one.message for one in made.problems] == ["'components' is no list of objects"]


def test_keys_are_unique_in_the_form_and_in_each_row():
    found = problems(
        component("textfield", "a", id="A"),
        group(component("number", "a", id="B")),
        rows("r", component("textfield", "a", id="C"), component("textfield", "a", id="D")),
    )

    assert found == [
        "B: the key 'a' is that of 'A' too; change one",
        "D: the key 'a' is that of 'C' too; change one",
    ]


def test_ids_are_unique():
    found = problems(component("textfield", "a", id="A"), component("textfield", "b", id="A"))

    assert found == ["A: two components have this id; change one"]


def test_a_name_that_is_nearly_a_key_is_a_warning():
    made = read_anyway(
        component("radio", "eligible"),
        rows("household", component("number", "age_now")),
        component("textfield", "why", conditional=hidden_if("eligibel = custody and age_nov > 1")),
    )

    assert [str(one) for one in made.problems] == [
        "warning: F_why: no field is called 'eligibel'; did you mean 'eligible'?",
        "warning: F_why: no field is called 'age_nov'; did you mean 'age_now'?",
    ]


def test_a_form_has_a_largest_size():
    many = [component("textfield", f"f{n}") for n in range(305)]

    made = read_anyway(*many)

    assert len(made.fields) == 300
    assert [str(one) for one in made.problems] == [
        "error: form: the form has more than 300 components; split it"
    ]


def test_a_field_has_a_largest_number_of_choices():
    made = read_anyway(component("select", "a", values=[f"v{n}" for n in range(501)]))

    assert len(made.fields[0].options) == 500
    assert "more than 500 choices" in made.problems[0].message


def test_a_list_of_choices_from_outside_is_no_slip_of_the_pen():
    assert problems(component("select", "user", valuesKey="users")) == []


@pytest.mark.parametrize("word", ["fact", "facts"])
def test_facts_are_one_kind_of_text_in_the_singular_and_the_plural(word):
    (field,) = read(component("textarea", "a", properties={"kind": word})).fields

    assert field.properties.kind == "fact"


def test_properties_are_read_as_form_js_writes_them():
    properties = {"dataClass": "C", "route": "true", "kind": "fact", "handbook": "4.2"}

    (field,) = read(component("textarea", "a", properties=properties)).fields

    assert (field.properties.data_class, field.properties.route, field.properties.kind) == (
        "C",
        True,
        "fact",
    )


def test_a_date_is_named_by_its_own_label():
    made = read(
        {"type": "datetime", "id": "D", "key": "d", "dateLabel": "Date of visit"},
        {"type": "datetime", "id": "E", "key": "e", "subtype": "time", "timeLabel": "When"},
        {"type": "textfield", "id": "F", "key": "f"},
    )

    assert [one.label for one in made.fields] == ["Date of visit", "When", "f"]
    assert [one.labelled for one in made.fields] == [True, True, False]


def test_rows_are_what_the_form_says():
    made = read(
        rows("a", defaultRepetitions=0, allowAddRemove=False),
        rows("b"),
        rows("c", label="", defaultRepetitions="3"),
    )

    assert [(one.shown, one.changeable, one.label) for one in made.fields] == [
        (0, False, "A"),
        (1, True, "B"),
        (3, True, "c"),
    ]


def test_an_id_that_is_missing_is_made_up():
    made = read({"type": "textfield", "key": "a"}, {"type": "separator"})

    assert [one.id for one in made.components] == ["a", "component 2"]


def test_a_number_may_stand_in_quotes():
    (field,) = read(component("number", "a", validate={"min": "-1.5", "max": ""})).fields

    assert (str(field.minimum), field.maximum) == ("-1.5", None)


def test_a_choice_without_a_label_shows_its_value():
    made = read(component("select", "a") | {"values": [{"value": "north"}]})

    assert made.fields[0].options == (form.Option("north", "north"),)
