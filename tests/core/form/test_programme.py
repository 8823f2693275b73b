"""What the programme adds to the fields of form-js: prefilled answers, and who is assigned."""

import datetime

from engine.core import form

NOW = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)


def field(key, kind="textfield", **more):
    return {"type": kind, "id": f"{key}_{len(more)}", "key": key, "label": key, **more}


def read(*fields):
    found = form.read({"type": "default", "components": list(fields)})
    assert found.problems == ()
    return found


def test_an_answer_begins_as_the_case_has_it():
    found = read(
        field("name", properties={"prefill": "=person.name"}),
        field("nick", properties={"prefill": "person.nick"}),
        field("kind", defaultValue="new"),
    )

    opened = found.opening(context={"person": {"name": "Runa"}}, now=NOW)

    assert opened == {"name": "Runa", "kind": "new"}


def test_a_prefill_that_is_no_expression_is_a_problem():
    found = form.read(
        {"type": "default", "components": [field("name", properties={"prefill": "=1 +"})]}
    )

    assert ["'prefill' is no FEEL" in str(one) for one in found.problems] == [True]


def test_those_who_are_assigned_are_named_in_rows_too():
    who = field("who", "select", valuesKey="users", properties={"assigns": "true"})
    found = read(
        who,
        field("other", "select", valuesKey="users"),
        {
            "type": "dynamiclist",
            "path": "team",
            "label": "Team",
            "components": [{**who, "id": "in_rows"}],
        },
    )

    named = found.assigned(
        {"who": "mira", "other": "odo", "team": [{"who": "tilda"}, {"who": None}]}
    )

    assert named == {"mira", "tilda"}


def test_a_form_says_what_it_reads():
    found = read(
        field("name", properties={"prefill": "=person.name"}),
        field("who", "select", valuesKey="users"),
        field("why", conditional={"hide": "=proposed.level = name"}),
        {"type": "text", "text": "Was {{category.old}}"},
    )

    assert {"person", "users", "proposed", "category"} <= found.reads
