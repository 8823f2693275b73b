"""From values to what one would have typed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from marshmallow import ValidationError

from engine.core.form.answer.characters import printable
from engine.core.form.answer.parse import strings
from engine.core.form.answer.post import Typed, name_of
from engine.core.form.model import AnyField, Component, Computed, Moment, Rows, fields_of


def typed_of(components: tuple[Component, ...], values: Mapping[str, object]) -> Typed:
    """What a page shows in its fields for these values, by the names of a post."""
    return dict(_level(components, values, "", None))


def _level(
    components: tuple[Component, ...], values: Mapping[str, object], key: str, row: int | None
) -> Iterator[tuple[str, list[str]]]:
    for field in fields_of(components):
        value = values.get(field.key)
        if isinstance(field, Rows):
            for number, one in enumerate(value if isinstance(value, list) else []):
                if isinstance(one, Mapping):
                    yield from _level(field.components, one, field.key, number)
        elif value is not None and not isinstance(field, Computed):
            for part, texts in _parts(field, value).items():
                yield name_of(key or field.key, row, field.key, part), texts


def _parts(field: AnyField, value: object) -> dict[str, list[str]]:
    if not isinstance(field, Moment) or not isinstance(value, (datetime.date, datetime.time)):
        try:
            return {"": [printable(text) for text in strings(value)]}
        except ValidationError:
            return {}
    if isinstance(value, datetime.time):
        return {"": [f"{value:%H:%M}"]}
    parts = {"day": [str(value.day)], "month": [str(value.month)], "year": [str(value.year)]}
    return parts | {"time": [f"{value:%H:%M}"]} if isinstance(value, datetime.datetime) else parts
