"""From what was typed to a value, and what is wrong with it as it stands.

What depends on other answers (limits in FEEL, choices from outside) is in `rules`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias, assert_never

from marshmallow import ValidationError, validate

from engine.core.form.answer import moments
from engine.core.form.answer.characters import fault, tidy
from engine.core.form.message import about
from engine.core.form.model import (
    AnyField,
    Checkbox,
    Choice,
    Computed,
    Files,
    Moment,
    Number,
    Rows,
    TextField,
)

Parts: TypeAlias = Mapping[str, Sequence[str]]
"""What was typed for one field, by part: "day", "month", "year", "time"; "" for the whole."""

LONGEST: Final = {False: 500, True: 20_000}
"""Characters of one line, and of several."""

_MOST_VALUES: Final = 500
_MOST_FILES: Final = 20
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.([0-9]+))?")
_PHONE: Final = validate.Regexp(r"\+?[0-9][0-9 ()./-]{2,28}[0-9]\Z")
_FILE: Final = re.compile(r"[A-Za-z0-9-]{1,64}")
_EMAIL: Final = validate.Email()
_PATTERN_SECONDS: Final = 0.1


def parse(field: AnyField, parts: Parts) -> object:
    """The value of what was typed; None, [] or False where nothing was.

    Raises:
        ValidationError: It is no answer; holds one `Message`.
    """
    given = [one for one in parts.get("", ()) if one.strip()]
    match field:
        case TextField():
            return _text(field, _one(field, given))
        case Number():
            return _number(field, _one(field, given))
        case Moment():
            return moments.parse(field, _one(field, given), parts)
        case Choice() if field.multiple:
            return _several(field, given, _MOST_VALUES)
        case Choice():
            return _sound(field, _one(field, given)) or None
        case Checkbox():
            return _ticked(field, given)
        case Files():
            return _files(field, given)
        case Computed() | Rows():
            raise ValidationError(about(field.label, "{field} cannot be typed"))
        case _:
            assert_never(field)


def strings(value: object) -> list[str]:
    """What one would type to give this value.

    Raises:
        ValidationError: Nothing that can be typed is such a value.
    """
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, Decimal):
        # Only what is short may be written out: 1E+999999 is a million digits.
        short = value.is_finite() and abs(value.adjusted()) < 40
        return [f"{value:f}" if short else str(value)]
    if isinstance(value, (int, float)):
        return [str(value) if not isinstance(value, int) or abs(value) < 10**40 else "1e40"]
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return [value.isoformat()]
    if isinstance(value, (list, tuple)) and not any(
        isinstance(one, (list, tuple)) for one in value
    ):
        return [text for one in value for text in strings(one)]
    raise ValidationError("this is no answer")


def _one(field: AnyField, given: Sequence[str]) -> str:
    if len(given) > 1:
        raise ValidationError(about(field.label, "Give one answer only to {field}"))
    return given[0] if given else ""


def _sound(field: AnyField, text: str) -> str:
    problem = fault(text)
    if problem is not None:
        raise ValidationError(about(field.label, "{field} " + problem))
    return text


def _text(field: TextField, typed: str) -> str | None:
    tidied = tidy(typed, lines=field.lines)
    text = _sound(field, tidied)
    longest = LONGEST[field.lines]
    if len(text) > longest:
        template = "{field} must be {most} characters or fewer"
        raise ValidationError(about(field.label, template, most=f"{longest:,}"))
    if not text:
        return None
    if field.format is not None:
        _check_format(field, text)
    if field.pattern is not None and not _matches(field, text):
        raise ValidationError(about(field.label, "{field} is not in the right form"))
    return text


def _check_format(field: TextField, text: str) -> None:
    mail = field.format == "email"
    example = "name@example.org" if mail else "+44 20 7946 0000"
    try:
        (_EMAIL if mail else _PHONE)(text)
    except ValidationError:
        template = "{field} must be written like {example}"
        raise ValidationError(about(field.label, template, example=example)) from None


def _matches(field: TextField, text: str) -> bool:
    try:
        return field.pattern is None or bool(field.pattern.search(text, timeout=_PATTERN_SECONDS))
    except TimeoutError:
        return False


def _number(field: Number, typed: str) -> Decimal | None:
    text = typed.strip().replace("\N{MINUS SIGN}", "-")
    if not text:
        return None
    found = _NUMBER.fullmatch(text)
    if found is None:
        template = "{field} must be a number in digits, such as {example}; write no comma"
        example = "12.5" if field.decimals != 0 else "12"
        raise ValidationError(about(field.label, template, example=example))
    places = len(found.group(1) or "")
    if field.decimals is not None and places > field.decimals:
        whole = "{field} must be a whole number"
        template = "{field} must have {most} digits or fewer after the point"
        message = about(field.label, template if field.decimals else whole, most=field.decimals)
        raise ValidationError(message)
    if len(text) > 30:
        raise ValidationError(about(field.label, "{field} must have fewer than 30 digits"))
    return Decimal(text)


def _several(field: AnyField, given: Sequence[str], most: int) -> list[str]:
    found = [_sound(field, one) for one in dict.fromkeys(given)]
    if len(found) > most:
        template = "{field} must have {most} answers or fewer"
        raise ValidationError(about(field.label, template, most=most))
    return found


def _ticked(field: Checkbox, given: Sequence[str]) -> bool:
    # A browser sends nothing for an empty box; some pages send "false" before the box's own.
    if not set(given) <= {"true", "on", "1", "yes", "false"}:
        raise ValidationError(about(field.label, "{field} must be ticked or left empty"))
    return any(one != "false" for one in given)


def _files(field: Files, given: Sequence[str]) -> list[str]:
    found = _several(field, given, _MOST_FILES if field.multiple else 1)
    if not all(_FILE.fullmatch(one) for one in found):
        raise ValidationError(about(field.label, "Add the file for {the_field} again"))
    return found
