"""From a post to values, with everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from marshmallow import Schema, ValidationError

from engine.core.form.answer.moments import in_zone
from engine.core.form.answer.post import Sorted, Typed, name_of, posted
from engine.core.form.answer.rules import fault
from engine.core.form.answer.scope import Scope
from engine.core.form.answer.settle import Settled, names_in, settle, shown
from engine.core.form.message import Message
from engine.core.form.model import Component, Rows, fields_of

Errors: TypeAlias = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was sent for a form.

    Attributes:
        values: The value of every field that is shown and not disabled, by key, as FEEL has
            them; a list of dicts for rows. Where there are errors, as much as can be read.
        errors: What is wrong, by the field's name in a page: `name`, `household.0.name`.
        typed: What was typed, by the names of the post, to be shown again; blank rows are left
            out and the others numbered anew, as in `errors`.
        settled: Which components are shown.
    """

    values: dict[str, object]
    errors: dict[str, Message]
    typed: Typed
    settled: Settled

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.errors


def load(
    components: tuple[Component, ...],
    schema: Schema,
    raw: Mapping[str, object],
    scope: Scope,
    given: Mapping[str, object],
) -> Loaded:
    """See `Form.load`.

    Args:
        components: The form's.
        schema: An instance of its schema.
        raw: What was sent.
        scope: The context and the clock.
        given: The values that the form was opened with.
    """
    sent = posted(components, raw)
    answers, errors = _deserialized(schema, sent)
    answers = {key: _zoned(value, scope) for key, value in answers.items()}
    fields = list(fields_of(components))
    answers |= {field.key: given.get(field.key) for field in fields if field.fixed}
    settled = settle(components, answers, scope)
    found = dict(sent.errors)
    for name, message in _faults(components, settled, scope, errors):
        found.setdefault(name, message)
    disabled = {field.key for field in fields if field.disabled}
    values = {key: value for key, value in settled.values.items() if key not in disabled}
    return Loaded(values, found, sent.typed, settled)


def _deserialized(schema: Schema, sent: Sorted) -> tuple[dict[str, object], Errors]:
    data: dict[str, object] = {**sent.answers, **sent.rows}
    try:
        return schema.load(data, partial=True), {}
    except ValidationError as error:
        return cast("dict[str, object]", error.valid_data), cast("Errors", error.messages)


def _zoned(value: object, scope: Scope) -> object:
    if isinstance(value, list):
        return [_zoned(one, scope) for one in value]
    if isinstance(value, dict):
        return {key: _zoned(one, scope) for key, one in value.items()}
    return in_zone(value, scope.now.tzinfo)


def _faults(
    components: tuple[Component, ...],
    settled: Settled,
    scope: Scope,
    errors: Errors,
) -> Iterator[tuple[str, Message]]:
    names = names_in(components, settled.values, scope, None)
    for field in shown(components, settled, None):
        value = settled.values[field.key]
        wrong = errors.get(field.key)
        if isinstance(field, Rows):
            yield from _faults_in_rows(field, settled, names, wrong or {})
            wrong = None
        message = wrong[0] if wrong else fault(field, value, names)
        if message is not None:
            yield field.key, message


def _faults_in_rows(
    rows: Rows, settled: Settled, scope: Scope, errors: Errors
) -> Iterator[tuple[str, Message]]:
    values = cast("list[dict[str, object]]", settled.values[rows.key])
    for number, row in enumerate(values):
        names = names_in(rows.components, row, scope, number)
        wrong = errors.get(number, {})
        for field in shown(rows.components, settled, number):
            found = wrong.get(field.key)
            message = found[0] if found else fault(field, row[field.key], names)
            if message is not None:
                yield name_of(rows.key, number, field.key), message
