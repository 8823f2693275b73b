"""What a browser or a program sends, sorted by field and row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from marshmallow import ValidationError

from engine.core.form.answer.characters import as_name, printable
from engine.core.form.answer.moments import parts_of
from engine.core.form.answer.parse import strings
from engine.core.form.answer.schema import UNKNOWN
from engine.core.form.message import Message, about
from engine.core.form.model import (
    MOST_ROWS,
    AnyField,
    Component,
    Computed,
    Moment,
    Rows,
    fields_of,
)
from engine.core.form.refused import FormRefused

Typed: TypeAlias = dict[str, list[str]]
"""What was typed, by the name that a browser sends: `name`, `household.0.name`, `date-day`."""

Answers: TypeAlias = dict[str, dict[str, list[str]]]
"""What was typed in one row or outside of rows, by key and by part."""

_NAME: Final = re.compile(r"(\w+)(?:\.([0-9]{1,6})\.(\w+))?(?:-(day|month|year|time))?", re.ASCII)
_MOST_NAMES: Final = 20_000
_MOST_TEXTS: Final = 50_000
_MOST_CHARACTERS: Final = 3_000_000


@dataclass(slots=True)
class Sorted:
    """What was sent.

    Attributes:
        answers: By key and part.
        rows: The rows that are not blank, by key.
        typed: All of it, to be shown again; rows are numbered anew from 0.
        errors: What cannot be sorted.
    """

    answers: Answers = field(default_factory=dict)
    rows: dict[str, list[Answers]] = field(default_factory=dict)
    typed: Typed = field(default_factory=dict)
    errors: dict[str, Message] = field(default_factory=dict)


def posted(components: tuple[Component, ...], raw: Mapping[str, object]) -> Sorted:
    """What was sent for these components.

    Args:
        components: The form's.
        raw: What was typed, by name, each a text or a list of texts; or values of FEEL by key,
            rows as lists of mappings.

    Raises:
        FormRefused: More than 20,000 names, 50,000 texts or 3,000,000 characters.
    """
    if len(raw) > _MOST_NAMES:
        raise FormRefused(f"more than {_MOST_NAMES:,} answers were sent; send fewer")
    return _Sorter(components).sort(raw)


class _Sorter:
    def __init__(self, components: tuple[Component, ...]) -> None:
        self.fields = {one.key: one for one in fields_of(components)}
        self.inner = {
            key: {one.key: one for one in fields_of(rows.components)}
            for key, rows in self.fields.items()
            if isinstance(rows, Rows)
        }
        self.found = Sorted()
        self.rows: dict[str, dict[int, Answers]] = {}
        self.texts = 0
        self.characters = 0

    def sort(self, raw: Mapping[str, object]) -> Sorted:
        for name, value in self._flat(raw):
            try:
                typed = strings(value)
            except ValidationError:
                label = as_name(str(name))
                self.found.errors[label] = Message("This is no answer; send a text")
                continue
            self._count(name, typed)
            self._place(name, [printable(text) for text in typed])
        for key, rows in self.rows.items():
            self._keep_rows(key, [rows[number] for number in sorted(rows)])
        return self.found

    def _flat(self, raw: Mapping[str, object]) -> Iterator[tuple[str, object]]:
        for name, value in raw.items():
            if name in self.inner and isinstance(value, (list, tuple)) and value:
                yield from self._flat_rows(name, value)
            elif isinstance(value, Mapping) and isinstance(self.fields.get(name), Moment):
                yield from ((f"{name}-{part}", one) for part, one in value.items())
            else:
                yield str(name), value

    def _flat_rows(self, key: str, rows: Sequence[object]) -> Iterator[tuple[str, object]]:
        for number, row in enumerate(rows[: MOST_ROWS + 1]):
            if isinstance(row, Mapping):
                yield from ((f"{key}.{number}.{name}", value) for name, value in row.items())
            elif row != "":
                yield f"{key}.{number}", row

    def _count(self, name: str, typed: list[str]) -> None:
        self.texts += len(typed)
        self.characters += len(name) + sum(map(len, typed))
        if self.texts > _MOST_TEXTS or self.characters > _MOST_CHARACTERS:
            raise FormRefused("too much was sent for one form; send less")

    def _place(self, name: str, typed: list[str]) -> None:
        found = _NAME.fullmatch(name)
        key, number, inner, part = found.groups("") if found else ("", "", "", "")
        level = self.fields if not number else self.inner.get(key, {})
        field = level.get(inner or key)
        if key in self.inner and not number and not part and not any(typed):
            # Rows that were all removed: the page says so by an empty field.
            self.rows.setdefault(key, {})
        elif field is None or not _has_part(field, part):
            label = as_name(name)
            self.found.errors.setdefault(label, Message(UNKNOWN))
        elif field.fixed:
            pass  # What nobody could type is not looked at.
        elif number:
            row = self.rows.setdefault(key, {}).setdefault(int(number), {})
            row.setdefault(inner, {})[part] = typed
        else:
            self.found.answers.setdefault(key, {})[part] = typed
            self.found.typed[name] = typed

    def _keep_rows(self, key: str, rows: list[Answers]) -> None:
        filled = [row for row in rows if not _is_blank(row)]
        if len(filled) > MOST_ROWS:
            template = "{field} must have {most} rows or fewer"
            label = self.fields[key].label
            self.found.errors[key] = about(label, template, most=MOST_ROWS)
        self.found.rows[key] = filled[:MOST_ROWS]
        for number, row in enumerate(filled[:MOST_ROWS]):
            for inner, parts in row.items():
                for part, typed in parts.items():
                    self.found.typed[name_of(key, number, inner, part)] = typed


def name_of(key: str, row: int | None = None, inner: str = "", part: str = "") -> str:
    """The name of a field, or of its part, in a page and among errors."""
    name = key if row is None else f"{key}.{row}.{inner}"
    return f"{name}-{part}" if part else name


def _has_part(field: AnyField, part: str) -> bool:
    if isinstance(field, (Computed, Rows)):
        return False
    return not part or (isinstance(field, Moment) and part in parts_of(field))


def _is_blank(row: Answers) -> bool:
    return not any(
        text.strip() for parts in row.values() for typed in parts.values() for text in typed
    )
