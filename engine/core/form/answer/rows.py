"""Rows as a page shows them: how many, one more, one less; blank ones after those with answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.core.form.answer.post import Typed
from engine.core.form.model import MOST_ROWS, Component, Computed, Rows, fields_of

_IN_ROW: Final = re.compile(r"(\w+)\.([0-9]{1,6})\.(.+)", re.ASCII | re.DOTALL)
_CONTROLS: Final = ("rows", "add", "remove")

Sent = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Arranged:
    """What was sent, with its rows in order.

    Attributes:
        typed: Without what tells of rows and what is worked out; rows are numbered from 0, those
            without an answer are left out.
        counts: How many rows are shown, the blank ones too, by the key of the rows.
    """

    typed: Typed
    counts: Mapping[str, int]


def arrange(components: tuple[Component, ...], sent: Sent) -> Arranged:
    """Put rows in order, and do what a page asks of them.

    A page tells by `key.rows` how many it shows, by `key.add` that it wants one more, and by
    `key.remove` the number, from 0, of one that it does not want. Where it tells nothing there
    are as many as have answers, and at least as many as the form begins with.

    Args:
        components: The form's.
        sent: What was sent, by name.
    """
    rows = {one.key: one for one in fields_of(components) if isinstance(one, Rows)}
    worked_out = _worked_out(components)
    typed: Typed = {}
    inner: dict[str, dict[int, Typed]] = {key: {} for key in rows}
    controls = {f"{key}.{word}" for key in rows for word in _CONTROLS}
    for name, texts in sent.items():
        found = _IN_ROW.fullmatch(name)
        if found is not None and found[1] in rows:
            if found[3] not in worked_out[found[1]]:
                inner[found[1]].setdefault(int(found[2]), {})[found[3]] = list(texts)
        elif name not in controls and name not in worked_out[""]:
            typed[name] = list(texts)
    counts = {}
    for key, field in rows.items():
        filled = _filled(inner[key], _number(sent, f"{key}.remove"))
        counts[key] = _count(field, sent, len(filled))
        for number, row in enumerate(filled):
            typed |= {f"{key}.{number}.{name}": texts for name, texts in row.items()}
    return Arranged(typed, counts)


def _worked_out(components: tuple[Component, ...]) -> dict[str, set[str]]:
    """The keys of fields that a page shows and nobody types, by the key of their rows or ""."""
    fields = list(fields_of(components))
    levels = {one.key: list(fields_of(one.components)) for one in fields if isinstance(one, Rows)}
    return {
        key: {one.key for one in level if isinstance(one, Computed)}
        for key, level in {"": fields, **levels}.items()
    }


def _filled(rows: Mapping[int, Typed], removed: int | None) -> list[Typed]:
    return [
        row
        for number, row in sorted(rows.items())
        if number != removed and any(text.strip() for texts in row.values() for text in texts)
    ]


def _count(field: Rows, sent: Sent, filled: int) -> int:
    shown = _number(sent, f"{field.key}.rows")
    count = max(field.shown, filled) if shown is None else shown
    if field.changeable:
        count += (f"{field.key}.add" in sent) - (f"{field.key}.remove" in sent)
    return min(max(count, filled), MOST_ROWS)


def _number(sent: Sent, name: str) -> int | None:
    text = "".join(sent.get(name, ()))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None
