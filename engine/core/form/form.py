"""A form, read once and used for many answers."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marshmallow import Schema

from engine.core.form.answer.characters import printable
from engine.core.form.answer.load import Loaded, load
from engine.core.form.answer.options import options_of
from engine.core.form.answer.post import Typed
from engine.core.form.answer.reading import Line, lines
from engine.core.form.answer.rows import Arranged, Sent, arrange
from engine.core.form.answer.schema import schema_of
from engine.core.form.answer.scope import Scope
from engine.core.form.answer.settle import Settled, names_in, settle
from engine.core.form.answer.text import fill
from engine.core.form.answer.typed import typed_of
from engine.core.form.check import check_components
from engine.core.form.expressions import everything, expressions_of
from engine.core.form.model import AnyField, Choice, Component, Option, Rows, Text, fields_of
from engine.core.form.read import components_of, plain
from engine.core.problem import Problem

_NONE: Mapping[str, object] = {}


@dataclass(frozen=True)
class Form:
    """A form; made by `read`. Immutable, safe to share between threads.

    Where a method takes `values`, they are as `Loaded.values`; `context` holds what conditions
    read besides, such as `case`, `person` and lists to choose from; `now` is aware and in the
    zone of the site, which decides what day it is and what clock is meant.

    Attributes:
        id: Its id; may be empty.
        components: What can be shown of it.
        problems: What is wrong with it. One that has errors should not be published; what
            could be read of it works.
    """

    id: str
    components: tuple[Component, ...]
    problems: tuple[Problem, ...]

    @property
    def fields(self) -> tuple[AnyField, ...]:
        """Its fields in their order; rows are one field."""
        return tuple(fields_of(self.components))

    def load(
        self,
        raw: Mapping[str, object],
        *,
        context: Mapping[str, object] = _NONE,
        now: datetime.datetime,
        given: Mapping[str, object] = _NONE,
    ) -> Loaded:
        """What was sent, as values, with everything that is wrong.

        Hidden fields are neither looked at nor kept, computed ones are worked out, read-only
        ones are as `given`.

        Args:
            raw: What a browser sends: a text or a list of texts by name. `key`; for dates
                `key-day`, `key-month`, `key-year`, or `key` in ISO 8601; for a date and time
                `key-time` as well; in rows `rows.0.key`; an empty `rows` for none. Or values of
                FEEL by key, rows as a list of mappings.
            context: As above.
            now: As above.
            given: The values that the form was opened with.

        Raises:
            FormRefused: Far more was sent than anybody types.
            TypeError: `now` is naive.
        """
        return load(self.components, self._loader, raw, _scope(context, now), given)

    def visible(
        self,
        values: Mapping[str, object],
        *,
        context: Mapping[str, object] = _NONE,
        now: datetime.datetime,
    ) -> Settled:
        """Which components are shown for these values; see `Settled.shows`."""
        return settle(self.components, values, _scope(context, now))

    def describe(
        self,
        values: Mapping[str, object],
        *,
        context: Mapping[str, object] = _NONE,
        now: datetime.datetime,
    ) -> list[Line]:
        """The answers in words, to be checked by those who gave them."""
        scope = _scope(context, now)
        return list(lines(self.components, settle(self.components, values, scope), scope))

    def options(
        self,
        field: Choice,
        values: Mapping[str, object] = _NONE,
        *,
        row: tuple[str, int] | None = None,
        context: Mapping[str, object] = _NONE,
        now: datetime.datetime,
    ) -> tuple[Option, ...]:
        """The answers that a field offers, in one row: the key of the rows and its number."""
        return options_of(field, self._names(values, row, _scope(context, now)))

    def fill(
        self,
        text: Text,
        values: Mapping[str, object] = _NONE,
        *,
        row: tuple[str, int] | None = None,
        context: Mapping[str, object] = _NONE,
        now: datetime.datetime,
    ) -> str:
        """A text in Markdown, its expressions worked out and harmless; `row` as in `options`."""
        return fill(text, self._names(values, row, _scope(context, now)))

    def _names(
        self, values: Mapping[str, object], row: tuple[str, int] | None, scope: Scope
    ) -> Scope:
        names = names_in(self.components, values, scope, None)
        if row is None:
            return names
        rows, found = self._field(row[0]), values.get(row[0])
        # A row that is not answered yet is empty, not an error: a page asks for its options.
        answered = found[row[1]] if isinstance(found, list) and row[1] < len(found) else {}
        inner = rows.components if isinstance(rows, Rows) else ()
        return names_in(inner, answered, names, row[1])

    def _field(self, key: str) -> AnyField | None:
        return next((field for field in self.fields if field.key == key), None)

    def defaults(self) -> dict[str, object]:
        """The values to begin with; rows begin as many as the form says, and empty."""
        return {field.key: field.default for field in self.fields if field.default is not None}

    def opening(
        self, *, context: Mapping[str, object] = _NONE, now: datetime.datetime
    ) -> dict[str, object]:
        """The values to begin with, with those that the programme fills in."""
        scope = _scope(context, now)
        filled = {
            field.key: scope.value(field.properties.prefill)
            for field in self.fields
            if field.properties.prefill is not None
        }
        return self.defaults() | {key: one for key, one in filled.items() if one is not None}

    def typed(self, values: Mapping[str, object]) -> Typed:
        """What a page shows in its fields for these values, by the names of a post."""
        return typed_of(self.components, values)

    def arranged(self, sent: Sent) -> Arranged:
        """What a page sent, its rows in order; see `answer.rows.arrange`."""
        return arrange(self.components, sent)

    def route_values(self, values: Mapping[str, object]) -> dict[str, object]:
        """The values that become variables of the process: those of fields that route."""
        routes = (field.key for field in self.fields if field.properties.route)
        return {key: values[key] for key in routes if key in values}

    def assigned(self, values: Mapping[str, object]) -> frozenset[str]:
        """The login names of those who work on the case from now on, as the answers say."""
        return frozenset(_assigned(self.components, values))

    def check(self) -> tuple[Problem, ...]:
        """What it lacks to be a form of the programme: labels, data classes, kinds of text."""
        return tuple(check_components(self.components))

    @functools.cached_property
    def reads(self) -> frozenset[str]:
        """The names that its expressions read from outside of its own answers, at least."""
        return frozenset(
            name
            for component in everything(self.components)
            for one in expressions_of(component)
            for name in one.names
        )

    @functools.cached_property
    def schema(self) -> type[Schema]:
        """The marshmallow schema of its answers, for documents and programs.

        It knows no conditions and no limits in FEEL, and takes every choice; `load` does not.
        """
        return schema_of(self.components)

    @functools.cached_property
    def _loader(self) -> Schema:
        return self.schema()


def read(source: str | bytes | Mapping[str, object]) -> Form:
    """The form that JSON of form-js states, read leniently.

    Args:
        source: Text, bytes in UTF-8, or what such a text was read as.

    Raises:
        FormRefused: It is no JSON object, or larger, deeper or stranger than any form.
    """
    json = plain(source)
    components, problems = components_of(json)
    given = json.get("id")
    form_id = printable(given[:200]) if isinstance(given, str) else ""
    return Form(form_id, components, tuple(problems))


def _assigned(components: tuple[Component, ...], values: Mapping[str, object]) -> Iterator[str]:
    for field in fields_of(components):
        found = values.get(field.key)
        if isinstance(field, Rows):
            for row in found if isinstance(found, list) else []:
                yield from _assigned(field.components, row)
        elif field.properties.assigns and isinstance(found, str):
            yield found


def _scope(context: Mapping[str, object], now: datetime.datetime) -> Scope:
    if now.tzinfo is None:
        raise TypeError("now has no time zone")
    return Scope(context, now)
