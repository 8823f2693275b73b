"""Forms filled in as people do: what a story does not say is filled with something that fits."""

import datetime
import re
from collections.abc import Mapping

from engine.core import feel
from tests.processes.documents import form

LONG = "An invented account of what was seen, by whom and when, for this story alone."
SOON = datetime.date(2027, 4, 1)


def filled(form_id: str, answers: Mapping[str, object], variables: Mapping[str, object]):
    """All that a form asks of someone, each answer one that it takes.

    What routes the case must be in the story; a hidden field takes no answer.
    """
    data: dict[str, object] = {}
    parts = [part for part in form(form_id)["components"] if part["type"] != "text"]
    known = {key_of(part) for part in parts}
    assert set(answers) <= known, f"{form_id} does not ask for {set(answers) - known}"
    for part in parts:
        key = key_of(part)
        if hidden(part, {**variables, **data}):
            assert key not in answers, f"{form_id}: {key} is hidden"
            continue
        if key in answers:
            data[key] = answers[key]
            assert fits(part, answers[key]), f"{form_id}: {key} takes no {answers[key]!r}"
        elif part.get("validate", {}).get("required") or part["type"] == "dynamiclist":
            assert not routes(part), f"{form_id}: the story does not say {key}"
            data[key] = sample(part)
    return data


def routed(form_id: str, data: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """What of a submission the case can see: the fields that route it, under the form's key."""
    seen = [key_of(part) for part in form(form_id)["components"] if routes(part)]
    return {form_id: {key: data.get(key) for key in seen}} if seen else {}


def key_of(part: Mapping) -> str:
    return part.get("key") or part["path"]


def routes(part: Mapping) -> bool:
    return part.get("properties", {}).get("route") == "true"


def hidden(part: Mapping, seen: Mapping[str, object]) -> bool:
    written = part.get("conditional", {}).get("hide")
    return (
        bool(written) and feel.evaluate(written.removeprefix("="), seen, dialect="camunda") is True
    )


def fits(part: Mapping, value: object) -> bool:
    match part["type"]:
        case "radio" | "select" if "values" in part:
            return value in [option["value"] for option in part["values"]]
        case "datetime":
            return isinstance(value, datetime.date)
        case "textfield" | "textarea":
            rules = part.get("validate", {})
            short = rules.get("minLength", 0)
            right = re.fullmatch(rules.get("pattern", ".*"), str(value), re.DOTALL)
            return len(str(value)) >= short and right is not None
        case _:
            return True


def sample(part: Mapping) -> object:
    match part["type"]:
        case "radio" | "select" if "values" in part:
            return part["values"][0]["value"]
        case "select":
            return f"one-of-{part['valuesKey']}"
        case "checklist":
            return [part["values"][0]["value"]]
        case "datetime":
            return SOON
        case "number":
            return part["validate"]["min"]
        case "dynamiclist":
            return [{key_of(one): sample(one) for one in part["components"]}]
        case "textfield" if "pattern" in part["validate"]:
            return "EX-2027-0042"
        case _:
            return LONG
