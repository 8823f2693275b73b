"""How an answer reads on a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from engine.core import feel
from engine.core.feel import FeelError
from engine.core.form.answer.options import options_of
from engine.core.form.answer.post import name_of
from engine.core.form.answer.scope import Scope
from engine.core.form.answer.settle import Settled, names_in, shown
from engine.core.form.model import (
    AnyField,
    Choice,
    Component,
    Computed,
    Number,
    Rows,
)

_MONTHS: Final[Sequence[str]] = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """An answer to check.

    Attributes:
        label: The question; of a row with the rows' own and a number before it.
        text: The answer; empty where there is none.
        name: The field's name in a page, to go back to it.
    """

    label: str
    text: str
    name: str


def lines(components: Sequence[Component], settled: Settled, scope: Scope) -> Iterator[Line]:
    """The answers of the fields that are shown, in their order; computed ones with a label."""
    yield from _level(components, settled.values, settled, scope, _Row())


@dataclass(frozen=True, slots=True)
class _Row:
    key: str = ""
    label: str = ""
    number: int | None = None


def _level(
    components: Sequence[Component],
    values: Mapping[str, object],
    settled: Settled,
    scope: Scope,
    row: _Row,
) -> Iterator[Line]:
    names = names_in(components, values, scope, row.number)
    for field in shown(components, settled, row.number):
        value = values.get(field.key)
        if isinstance(field, Rows):
            rows = value if isinstance(value, list) else []
            for number, one in enumerate(rows):
                inner = _Row(field.key, f"{field.label} {number + 1}: ", number)
                yield from _level(field.components, one, settled, names, inner)
            if not rows:
                yield Line(field.label, "", field.key)
        elif field.labelled or not isinstance(field, Computed):
            name = name_of(row.key or field.key, row.number, field.key)
            yield Line(row.label + field.label, _answer(field, value, names), name)


def _answer(field: AnyField, value: object, scope: Scope) -> str:
    if isinstance(field, Choice):
        labels = {option.value: option.label for option in options_of(field, scope)}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in chosen if one is not None)
    text = read_out(value)
    if isinstance(field, Number) and text:
        return f"{field.prefix}{text}{' ' if field.suffix else ''}{field.suffix}"
    return text


def read_out(value: object) -> str:
    """A value in words: dates as 4 March 2027, numbers in plain digits, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value:f}" if abs(value.adjusted()) < 60 else str(value)
    if isinstance(value, datetime.datetime):
        return f"{read_out(value.date())}, {value:%H:%M}"
    if isinstance(value, datetime.date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(read_out, value))
    return _in_feel(value)


def _in_feel(value: object) -> str:
    try:
        found = feel.evaluate("string(value)", {"value": value})
    except FeelError:
        return ""
    return found if isinstance(found, str) else ""
