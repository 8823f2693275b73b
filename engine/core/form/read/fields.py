"""Fields: what has a key and an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Literal

import regex
from marshmallow import ValidationError

from engine.core import feel
from engine.core.feel import FeelError
from engine.core.form.answer.parse import parse, strings
from engine.core.form.model import (
    DATA_CLASSES,
    AnyField,
    Checkbox,
    Choice,
    Computed,
    Files,
    Kind,
    Moment,
    Number,
    Option,
    Properties,
    TextField,
)
from engine.core.form.read.attributes import Attributes

RESERVED: Final = ("case", "person", "site", "last", "this", "parent", "i")
"""Names that every expression can read already."""

_KEY: Final = regex.compile(r"[A-Za-z_]\w{0,63}", regex.ASCII)
_MOST_OPTIONS: Final = 500
_KINDS: Final[Mapping[str, Kind]] = {
    "fact": "fact",
    "facts": "fact",
    "assessment": "assessment",
}


def field(json: Attributes) -> AnyField | None:
    """The field that an object states; None, and a problem, where it cannot be one."""
    key = field_key(json)
    if key is None:
        return None
    made = _MAKERS[str(json.json["type"])](json, _common(json, key))
    return None if made is None else _with_default(json, made)


def field_key(json: Attributes, name: str = "key") -> str | None:
    """The key of a field, or the path of rows; None, and a problem, where it is none."""
    key = json.text(name).strip()
    if not key:
        json.problem(f"the {name} is missing; write a name such as date_of_visit")
        return None
    if not _KEY.fullmatch(key):
        json.problem(
            f"the {name} '{key[:60]}' is no name; it has at most 64 letters without accents,"
            " digits and underscores, and begins with a letter"
        )
        return None
    if key in RESERVED:
        json.problem(f"'{key}' hides what expressions call '{key}'; call it {key}_id", "warning")
    return key


def common(json: Attributes, label: str) -> dict[str, Any]:
    """What all fields have, but for the key."""
    return {
        "id": json.id,
        "hide": json.inside("conditional").expression("hide"),
        "label": label,
        "labelled": bool(label),
        "properties": _properties(json.inside("properties")),
    }


def _common(json: Attributes, key: str) -> dict[str, Any]:
    label = json.label("label") or json.label("dateLabel") or json.label("timeLabel")
    found = common(json, label)
    return found | {
        "key": key,
        "label": label or key,
        "description": json.label("description"),
        "required": json.inside("validate").flag("required"),
        "readonly": json.flag("readonly"),
        "disabled": json.flag("disabled"),
    }


def _properties(json: Attributes) -> Properties:
    data_class = json.text("dataClass").strip() or None
    if data_class is not None and data_class not in DATA_CLASSES:
        json.problem(f"the data class '{data_class[:20]}' is none of A to J")
        data_class = None
    kind = json.word("kind", ("", *_KINDS), "")
    return Properties(
        data_class=data_class,
        route=json.flag("route"),
        assigns=json.flag("assigns"),
        prefill=_prefill(json),
        kind=_KINDS.get(kind),
        earliest=json.expression("earliest"),
        latest=json.expression("latest"),
        check=json.expression("check"),
        check_message=json.label("checkMessage") or None,
    )


def _prefill(json: Attributes) -> feel.Expression | None:
    """What it reads is the case's, none of the form's own names."""
    text = json.text("prefill").strip()
    return json.parse(text.removeprefix("="), "prefill", checked=False) if text else None


def _text(json: Attributes, common: dict[str, Any]) -> TextField:
    validate = json.inside("validate")
    formats: tuple[Literal["", "email", "phone", "custom"], ...] = ("", "email", "phone", "custom")
    kind = validate.word("validationType", formats, "")
    return TextField(
        **common,
        lines=json.json["type"] == "textarea",
        format=kind if kind in ("email", "phone") else None,
        pattern=_pattern(validate),
        min_length=validate.limit("minLength", whole=True),
        max_length=validate.limit("maxLength", whole=True),
    )


def _pattern(json: Attributes) -> regex.Pattern[str] | None:
    text = json.text("pattern", 500)
    try:
        return regex.compile(text, regex.ASCII) if text else None
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        json.problem(f"the pattern is no regular expression: {error}")
        return None


def _number(json: Attributes, common: dict[str, Any]) -> Number:
    validate, appearance = json.inside("validate"), json.inside("appearance")
    return Number(
        **common,
        decimals=json.whole("decimalDigits", 12),
        minimum=validate.limit("min"),
        maximum=validate.limit("max"),
        step=json.number("increment"),
        prefix=appearance.label("prefixAdorner"),
        suffix=appearance.label("suffixAdorner"),
    )


def _moment(json: Attributes, common: dict[str, Any]) -> Moment:
    subtypes: tuple[Literal["date", "time", "datetime"], ...] = ("date", "time", "datetime")
    return Moment(
        **common,
        subtype=json.word("subtype", subtypes, "date"),
        no_past=json.flag("disallowPassedDates"),
    )


def _choice(json: Attributes, common: dict[str, Any]) -> Choice:
    appearances: Mapping[str, Literal["radio", "select", "checklist"]] = {
        "radio": "radio",
        "select": "select",
        "checklist": "checklist",
        "taglist": "checklist",
    }
    return Choice(
        **common,
        appearance=appearances[str(json.json["type"])],
        options=_options(json),
        options_from=_options_from(json),
    )


def _options(json: Attributes) -> tuple[Option, ...]:
    found: dict[str, Option] = {}
    for one in json.objects("values")[:_MOST_OPTIONS]:
        value, label = one.text("value", 200), one.label("label")
        if not value:
            json.problem(f"the choice '{label[:60]}' has no value; write a text in quotes")
        elif value in found:
            json.problem(f"the value '{value[:60]}' stands for two choices; change one")
        else:
            found[value] = Option(label or value, value)
    if len(json.objects("values")) > _MOST_OPTIONS:
        json.problem(f"there are more than {_MOST_OPTIONS} choices; use valuesKey")
    return tuple(found.values())


def _options_from(json: Attributes) -> Any:
    key, text = json.text("valuesKey").strip(), json.text("valuesExpression")
    ways = sum(map(bool, (key, text.strip(), json.json.get("values"))))
    if ways != 1:
        said = "no choices" if ways == 0 else "its choices in two ways"
        json.problem(f"the field has {said}; write one of values, valuesKey, valuesExpression")
    return (
        json.parse(key, "valuesKey", checked=False) if key else json.expression("valuesExpression")
    )


def _checkbox(json: Attributes, common: dict[str, Any]) -> Checkbox:  # noqa: ARG001 - as all
    return Checkbox(**common)


def _files(json: Attributes, common: dict[str, Any]) -> Files:
    return Files(**common, accept=json.label("accept"), multiple=json.flag("multiple"))


def _computed(json: Attributes, common: dict[str, Any]) -> Computed | None:
    expression = json.expression("expression")
    if expression is not None:
        return Computed(**common, expression=expression)
    if not json.text("expression").strip():
        json.problem("the expression is missing")
    return None


_MAKERS: Final[Mapping[str, Callable[[Attributes, dict[str, Any]], AnyField | None]]] = {
    "textfield": _text,
    "textarea": _text,
    "number": _number,
    "datetime": _moment,
    "radio": _choice,
    "select": _choice,
    "checklist": _choice,
    "taglist": _choice,
    "checkbox": _checkbox,
    "filepicker": _files,
    "expression": _computed,
}

TYPES: Final = frozenset(_MAKERS)
"""The types of component that are fields, but for rows."""


def _with_default(json: Attributes, made: AnyField) -> AnyField:
    found = json.json.get("defaultValue")
    if found is None or found == "" or found == []:
        return made
    try:
        default = parse(made, {"": strings(found)})
    except (ValidationError, FeelError):
        json.problem("the default value is no answer to the field")
        return made
    return replace(made, default=default)
