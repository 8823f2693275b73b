"""Forms and posts for tests."""

import datetime
from zoneinfo import ZoneInfo

from engine.core import form
from engine.core.form import Form, Loaded

NOW = datetime.datetime(2027, 3, 15, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))


def component(kind: str, key: str = "", **more: object) -> dict[str, object]:
    """A component as form-js writes it."""
    made: dict[str, object] = {"type": kind, "id": f"F_{key or kind}"}
    if key:
        made |= {"key": key, "label": more.pop("label", key.replace("_", " ").capitalize())}
    if kind in ("radio", "select", "checklist", "taglist") and not {
        "valuesKey",
        "valuesExpression",
    } & set(more):
        values = more.pop("values", ["yes", "no"])
        more["values"] = [{"label": one.capitalize(), "value": one} for one in values]
    return made | more


def rows(key: str, *components: dict[str, object], **more: object) -> dict[str, object]:
    head = {"type": "dynamiclist", "id": f"L_{key}", "path": key, "label": key.capitalize()}
    return {**head, "components": list(components), **more}


def group(*components: dict[str, object], **more: object) -> dict[str, object]:
    return {"type": "group", "id": "G", "label": "Group", "components": list(components), **more}


def hidden_if(text: str) -> dict[str, str]:
    return {"hide": f"={text}"}


def read_anyway(*components: object) -> Form:
    return form.read({"type": "default", "id": "test", "components": list(components)})


def problems(*components: object) -> list[str]:
    return [f"{one.element_id}: {one.message}" for one in read_anyway(*components).problems]


def read(*components: object) -> Form:
    made = read_anyway(*components)
    assert [str(problem) for problem in made.problems] == []
    return made


def load(components: list[object], raw: dict[str, object], **more: object) -> Loaded:
    return read(*components).load(raw, now=NOW, **more)


def value(one: dict[str, object], *texts: object, **more: object) -> object:
    """The value of one field for which this is typed, without any error."""
    loaded = load([one], {str(one["key"]): list(texts)}, **more)
    assert loaded.errors == {}
    return loaded.values[str(one["key"])]


def error(one: dict[str, object], *texts: object, **more: object) -> str:
    """What is said of one field for which this is typed."""
    loaded = load([one], {str(one["key"]): list(texts)}, **more)
    assert list(loaded.errors) == [one["key"]]
    return str(loaded.errors[str(one["key"])])
