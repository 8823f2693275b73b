"""The JSON of a form, read without trusting it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, DecimalException
from typing import Final

from engine.core.form.refused import FormRefused

CHARACTERS: Final = 1_000_000
DEPTH: Final = 30
VALUES: Final = 20_000
_DIGITS: Final = 40
_SCALARS: Final = (str, bool, int, float, Decimal, type(None))


def plain(source: str | bytes | Mapping[str, object]) -> dict[str, object]:
    """The object that a form's JSON is, numbers as Decimal.

    Args:
        source: Text, its bytes in UTF-8, or what such a text was read as.

    Raises:
        FormRefused: Not JSON, no object, a name twice in one object, a number of more than 40
            characters, more than 1,000,000 characters, 20,000 values or 30 levels.
    """
    found = source if isinstance(source, Mapping) else _parsed(source)
    if not isinstance(found, Mapping):
        raise FormRefused("a form is a JSON object in braces; this is something else")
    copied = _Copier().copy(found, 1)
    assert isinstance(copied, dict)  # noqa: S101 - a mapping is copied as a dict
    return copied


def _parsed(source: str | bytes) -> object:
    if len(source) > CHARACTERS:
        raise FormRefused(f"the form has more than the {CHARACTERS:,} characters allowed")
    try:
        text = source if isinstance(source, str) else source.decode("utf-8-sig")
        found: object = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_refuse_constant,
        )
    except UnicodeDecodeError:
        raise FormRefused("the form is not text in UTF-8") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FormRefused(f"the form is not JSON: {error.msg} at {where}") from None
    except RecursionError:
        raise FormRefused(_too_deep()) from None
    return found


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FormRefused(f"'{twice[:60]}' stands twice in one object of the form; remove one")
    return found


def _number(text: str) -> Decimal:
    if len(text) > _DIGITS:
        raise FormRefused(f"a number in the form has more than {_DIGITS} characters")
    try:
        return Decimal(text)
    except DecimalException:
        raise FormRefused("a number in the form is too large") from None


def _refuse_constant(text: str) -> object:
    raise FormRefused(f"the form is not JSON: {text} is not a number")


def _too_deep() -> str:
    return f"the form has more than {DEPTH} levels inside each other"


class _Copier:
    def __init__(self) -> None:
        self.values = 0

    def copy(self, value: object, depth: int) -> object:
        self.values += 1
        if self.values > VALUES:
            raise FormRefused(f"the form has more than {VALUES:,} values")
        if depth > DEPTH:
            raise FormRefused(_too_deep())
        if isinstance(value, Mapping):
            return {str(name): self.copy(item, depth + 1) for name, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.copy(item, depth + 1) for item in value]
        if not isinstance(value, _SCALARS):
            raise FormRefused(f"a Python {type(value).__name__} has no place in a form")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self._finite(value)
        return value

    def _finite(self, value: float) -> Decimal:
        found = _number(repr(value)) if abs(value) < 10**_DIGITS else Decimal("Infinity")
        if not found.is_finite():
            raise FormRefused("a number in the form is too large, or none")
        return found
