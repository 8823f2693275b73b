"""The programme's forms keep to what can be shown and checked."""

import json
import re

import pytest

from engine.core import feel
from tests.processes.documents import DIAGRAMS, FORM_FILES, fields, named, user_tasks

KINDS = {
    "text", "textfield", "textarea", "number", "datetime", "radio", "select", "checklist",
    "checkbox", "group", "dynamiclist", "expression", "filepicker", "separator",
}  # fmt: skip
every_form = pytest.mark.parametrize("path", FORM_FILES, ids=named)


def read(path):
    return json.loads(path.read_text("utf-8"))


def asked(path):
    return list(fields(read(path)["components"]))


@every_form
def test_a_form_is_called_as_its_file(path):
    found = read(path)

    assert found["id"] == path.stem
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", path.stem)
    assert found["schemaVersion"] == 19


@every_form
def test_a_form_is_used_by_a_task(path):
    used = {task.form.form_id for diagram in DIAGRAMS for task in user_tasks(diagram) if task.form}

    assert path.stem in used


@every_form
def test_every_field_is_labelled_classed_and_of_a_kind_that_can_be_shown(path):
    for field in asked(path):
        assert field["type"] in KINDS
        assert field.get("label") or field.get("dateLabel"), field["id"]
        assert field["description"], field["id"]
        assert re.fullmatch("[A-J]", field["properties"]["dataClass"]), field["id"]
        assert re.fullmatch(r"[a-z][a-z_]*", field.get("key") or field["path"]), field["id"]
        if field["type"] == "textarea":
            assert field["properties"]["kind"] in ("facts", "assessment"), field["id"]
            assert field["validate"]["maxLength"], field["id"]


@every_form
def test_ids_are_unique_and_so_are_keys_side_by_side(path):
    found = read(path)
    ids = [field["id"] for field in asked(path)]
    lists = [found["components"]]
    lists += [part["components"] for part in found["components"] if "components" in part]

    assert len(ids) == len(set(ids))
    for parts in lists:
        keys = [part.get("key") or part.get("path") for part in parts if part["type"] != "text"]
        assert len(keys) == len(set(keys))


@every_form
def test_rows_repeat_one_level_deep(path):
    for field in asked(path):
        inside = field.get("components", [])
        assert not [part for part in inside if part["type"] == "dynamiclist"]
        assert not [part for part in inside if part["properties"].get("route")]


@every_form
def test_options_are_texts_of_their_own(path):
    for field in asked(path):
        if field["type"] in ("radio", "checklist", "select"):
            values = [option["value"] for option in field.get("values", [])]
            assert ("valuesKey" in field) is not bool(values), field["id"]
            assert len(values) == len(set(values))
            assert all(isinstance(value, str) for value in values)


@every_form
def test_conditions_are_feel_and_read_what_comes_before(path):
    before: set[str] = set()
    for field in read(path)["components"]:
        written = field.get("conditional", {}).get("hide")
        if written:
            assert written.startswith("=")
            condition = feel.parse(written[1:], dialect="camunda")
            assert condition.error is None, written
            names = set(re.findall(r"\b[a-z_]+\b", re.sub(r'"[^"]*"', "", written)))
            assert names & before, field["id"]
        before.add(field.get("key") or field.get("path") or "")


@every_form
def test_a_decision_that_differs_from_its_proposal_needs_a_reason(path):
    keys = {field.get("key"): field for field in asked(path)}
    for key in [one for one in keys if one and one.endswith("_override_reason")]:
        decided = key.replace("_override_reason", "_decided")
        assert decided in keys
        assert keys[key]["validate"]["required"]
        assert f"{decided} = " in keys[key]["conditional"]["hide"]


@every_form
def test_agreement_can_be_refused_or_impossible_and_then_has_a_reason(path):
    keys = {field.get("key"): field for field in asked(path)}
    for key, field in keys.items():
        values = [option["value"] for option in field.get("values", [])]
        if "could_not" in values:
            assert values == ["yes", "no", "could_not"]
            assert f"{key}_reason" in keys


@every_form
def test_text_shown_holds_no_markup_but_markdown(path):
    for part in read(path)["components"]:
        if part["type"] == "text":
            assert not re.search(r"<[a-z/]", part["text"])
