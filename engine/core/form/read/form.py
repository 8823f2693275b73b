"""The components of a form, and what they have in common: ids, keys, and names in FEEL."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from engine.core import feel
from engine.core.form.model import (
    MOST_ROWS,
    AnyField,
    Component,
    Field,
    Group,
    Rows,
    Separator,
    Spacer,
    Text,
    walk,
)
from engine.core.form.read.attributes import Attributes, Notes
from engine.core.form.read.fields import RESERVED, TYPES, common, field, field_key
from engine.core.form.read.templates import pieces
from engine.core.problem import Problem

_MOST_COMPONENTS: Final = 300
_REFUSED: Final = {
    "html": "write a text",
    "iframe": "write a text with a link",
    "image": "write a text that says what it shows",
    "table": "write a text, or rows",
    "documentPreview": "use a filepicker",
    "button": "a form is sent by the button of its page; remove this one",
}


def components_of(json: Mapping[str, object]) -> tuple[tuple[Component, ...], list[Problem]]:
    """The components of a form and everything that is wrong with them."""
    notes = Notes()
    found = _Level(notes, None).components(Attributes("form", json, notes))
    _check_keys(found, notes)
    _check_names(found, notes)
    return found, notes.problems


class _Level:
    """Reads components that lie in the same rows, or in none."""

    def __init__(self, notes: Notes, rows: str | None) -> None:
        self.notes = notes
        self.rows = rows

    def components(self, json: Attributes) -> tuple[Component, ...]:
        made = map(self._component, json.objects("components"))
        return tuple(one for one in made if one is not None)

    def _component(self, json: Attributes) -> Component | None:
        self.notes.components += 1
        if self.notes.components > _MOST_COMPONENTS:
            if self.notes.components == _MOST_COMPONENTS + 1:
                json.problem(f"the form has more than {_MOST_COMPONENTS} components; split it")
            return None
        json = Attributes(self._id(json), json.json, self.notes)
        kind = json.text("type")
        if kind in TYPES:
            return self._field(json)
        makers: Mapping[str, Callable[[Attributes], Component | None]] = {
            "text": self._text,
            "group": self._group,
            "separator": self._separator,
            "spacer": self._spacer,
            "dynamiclist": self._rows,
        }
        if kind in makers:
            return makers[kind](json)
        if kind == "button" and json.text("action") in ("", "submit", "reset"):
            return None
        self._refuse(json, kind)
        return None

    def _id(self, json: Attributes) -> str:
        number = self.notes.components
        given = json.text("id", 200).strip() or json.text("key", 200).strip()
        found = given or f"component {number}"
        if found in self.notes.ids:
            Attributes(found, {}, self.notes).problem("two components have this id; change one")
        self.notes.ids.add(found)
        return found

    def _refuse(self, json: Attributes, kind: str) -> None:
        if not kind:
            json.problem("the component has no type")
            return
        known = [*TYPES, "text", "group", "separator", "spacer", "dynamiclist"]
        near = difflib.get_close_matches(kind, known, n=1)
        hint = _REFUSED.get(kind) or (f"did you mean '{near[0]}'?" if near else "remove it")
        json.problem(f"a component of type '{kind[:60]}' cannot be shown; {hint}")

    def _field(self, json: Attributes) -> AnyField | None:
        made = field(json)
        if made is not None and self.rows is not None:
            if made.fixed:
                json.problem("a field in rows cannot be read-only or disabled; use a text")
            if made.properties.route:
                json.problem("a field in rows does not route; set it on the rows", "warning")
        return made

    def _text(self, json: Attributes) -> Text:
        return Text(id=json.id, hide=_hide(json), pieces=pieces(json))

    def _group(self, json: Attributes) -> Group:
        if json.text("path").strip():
            json.problem("a group has no path here; remove it, so that its keys stand alone")
        return Group(
            id=json.id,
            hide=_hide(json),
            label=json.label(),
            outline=json.flag("showOutline"),
            components=self.components(json),
        )

    def _separator(self, json: Attributes) -> Separator:
        return Separator(id=json.id, hide=_hide(json))

    def _spacer(self, json: Attributes) -> Spacer:
        return Spacer(id=json.id, hide=_hide(json))

    def _rows(self, json: Attributes) -> Rows | None:
        if self.rows is not None:
            json.problem(f"rows cannot lie in rows; take them out of '{self.rows}'")
            return None
        path, label = field_key(json, "path"), json.label()
        inner = _Level(self.notes, json.id).components(json)
        if path is None:
            return None
        shown = json.whole("defaultRepetitions", MOST_ROWS)
        return Rows(
            **common(json, label) | {"label": label or path},
            key=path,
            components=inner,
            shown=1 if shown is None else shown,
            changeable=json.flag("allowAddRemove", default=True),
        )


def _hide(json: Attributes) -> feel.Expression | None:
    return json.inside("conditional").expression("hide")


def _check_keys(components: tuple[Component, ...], notes: Notes) -> None:
    seen: dict[str, str] = {}
    for one in walk(components):
        if isinstance(one, Rows):
            _check_keys(one.components, notes)
        if not isinstance(one, Field):
            continue
        if one.key in seen:
            message = f"the key '{one.key}' is that of '{seen[one.key]}' too; change one"
            notes.problems.append(Problem(one.id, message))
        seen.setdefault(one.key, one.id)


def _check_names(components: tuple[Component, ...], notes: Notes) -> None:
    """Warn of names that look like a key with a slip of the pen; others may be variables."""
    keys = set(_keys(components))
    for element_id, expression in notes.expressions:
        for name in expression.names:
            near = difflib.get_close_matches(name, keys, n=1, cutoff=0.8)
            if near and name not in keys and name not in RESERVED:
                message = f"no field is called '{name}'; did you mean '{near[0]}'?"
                notes.problems.append(Problem(element_id, message, severity="warning"))


def _keys(components: tuple[Component, ...]) -> Iterator[str]:
    for one in walk(components):
        if isinstance(one, Field):
            yield one.key
        if isinstance(one, Rows):
            yield from _keys(one.components)
