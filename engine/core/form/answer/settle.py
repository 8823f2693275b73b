"""Which questions are asked, given the answers; and the answers to those that are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from engine.core import feel
from engine.core.form.answer.scope import Scope
from engine.core.form.model import (
    AnyField,
    Checkbox,
    Choice,
    Component,
    Computed,
    Files,
    Group,
    Rows,
    fields_of,
)

Hidden: TypeAlias = frozenset[tuple[str, int | None]]
"""Components that are hidden: the id, and the row from 0 or None."""

# An answer may hide a question whose answer hid another; a circle of them never comes to rest.
_ROUNDS: Final = 10


@dataclass(frozen=True, slots=True)
class Settled:
    """Answers at rest.

    Attributes:
        values: The value of every field that is not hidden, by key.
        hidden: The components that are hidden; what lies in a hidden group or in hidden rows
            is not listed.
    """

    values: dict[str, object]
    hidden: Hidden

    def shows(self, component_id: str, row: int | None = None) -> bool:
        """Whether a component is shown, if what it lies in is."""
        return (component_id, row) not in self.hidden


def settle(
    components: Sequence[Component],
    answers: Mapping[str, object],
    scope: Scope,
    row: int | None = None,
) -> Settled:
    """The answers that count: hidden fields left out, computed ones worked out.

    Conditions see the answers of fields that are shown; a hidden field is null, even where the
    context has a name like its key.
    """
    hidden: Hidden = frozenset()
    settled = _values(components, answers, scope, hidden, row)
    for _ in range(_ROUNDS):
        names = names_in(components, settled.values, scope, row)
        found = frozenset(_hidden(components, names, row))
        if found == hidden:
            break
        hidden = found
        settled = _values(components, answers, scope, hidden, row)
    return Settled(settled.values, settled.hidden | hidden)


def shown(components: Sequence[Component], settled: Settled, row: int | None) -> Iterator[AnyField]:
    """The fields of one level that are shown, in their order; rows are not entered."""
    for component in components:
        if not settled.shows(component.id, row):
            continue
        if isinstance(component, Group):
            yield from shown(component.components, settled, row)
        else:
            yield from fields_of((component,))


def unanswered(field: AnyField) -> object:
    """The value of a field without an answer."""
    if isinstance(field, (Files, Rows)) or (isinstance(field, Choice) and field.multiple):
        return []
    return False if isinstance(field, Checkbox) else None


def names_in(
    components: Sequence[Component], values: Mapping[str, object], scope: Scope, row: int | None
) -> Scope:
    """The scope of conditions and limits of one level."""
    own = {field.key: values.get(field.key) for field in fields_of(tuple(components))}
    return scope.with_names(own) if row is None else scope.in_row(own, row + 1)


def _values(
    components: Sequence[Component],
    answers: Mapping[str, object],
    scope: Scope,
    hidden: Hidden,
    row: int | None,
) -> Settled:
    fields = list(shown(components, Settled({}, hidden), row))
    values: dict[str, object] = {}
    for field in fields:
        given = answers.get(field.key)
        values[field.key] = unanswered(field) if given is None else given
    inside: set[tuple[str, int | None]] = set()
    for field in fields:
        if isinstance(field, Computed):
            found = names_in(components, values, scope, row).value(field.expression)
            values[field.key] = None if isinstance(found, feel.Function) else found
        elif isinstance(field, Rows):
            names = names_in(components, values, scope, row)
            given = values[field.key]
            rows = given if isinstance(given, list) else []
            settled = [settle(field.components, _row(one), names, n) for n, one in enumerate(rows)]
            values[field.key] = [one.values for one in settled]
            inside.update(*(one.hidden for one in settled))
    return Settled(values, frozenset(inside))


def _row(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _hidden(
    components: Sequence[Component], names: Scope, row: int | None
) -> Iterator[tuple[str, int | None]]:
    for component in components:
        if component.hide is not None and names.value(component.hide) is True:
            yield component.id, row
        elif isinstance(component, Group):
            yield from _hidden(component.components, names, row)
