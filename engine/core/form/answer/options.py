"""The answers to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from engine.core.form.answer.scope import Scope
from engine.core.form.model import Choice, Option

_MOST: Final = 1_000


def options_of(field: Choice, scope: Scope) -> tuple[Option, ...]:
    """The answers that a field offers; those from outside as the names in scope give them.

    A list from outside holds texts, numbers, or contexts with a `value` and a `label`; what is
    neither, or comes twice, is left out, and so is all beyond 1,000.
    """
    if field.options_from is None:
        return field.options
    given = scope.value(field.options_from)
    found: dict[str, Option] = {}
    for one in given[:_MOST] if isinstance(given, list) else []:
        made = _option(one)
        if made is not None:
            found.setdefault(made.value, made)
    return tuple(found.values())


def _option(one: object) -> Option | None:
    if isinstance(one, Mapping):
        value = _word(one.get("value"))
        return Option(_word(one.get("label")) or value, value) if value else None
    value = _word(one)
    return Option(value, value) if value else None


def _word(value: object) -> str:
    # True is a number to Python and no choice to anybody.
    return str(value) if isinstance(value, (str, int, Decimal)) and value is not True else ""
