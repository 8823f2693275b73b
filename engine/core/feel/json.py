"""Every value as JSON text, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Any, Final, cast

from engine.core.feel.errors import FeelError, FeelLimitError, Undefined
from engine.core.feel.values.arithmetic import NUMBERS
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.python import from_python, to_python
from engine.core.feel.values.range import Range
from engine.core.feel.values.reading import (
    parse_date,
    parse_date_and_time,
    parse_duration,
    parse_time,
)
from engine.core.feel.values.temporal import Date, DateTime, Time
from engine.core.feel.values.text import number_text, quoted, to_string

TYPE: Final = "@type"
"""The key that marks an object as a value that JSON lacks; a context that has it is wrapped."""

_PLAIN: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False)
_SAME_IN_JSON: Final = frozenset({str, bool, type(None)})

_READERS: Final[dict[str, Callable[[str], object]]] = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_and_time,
    "duration": parse_duration,
}


def to_json(value: object) -> str:
    """JSON for a value as `Expression.evaluate` gives it; numbers keep all their digits.

    Raises:
        FeelError: The value is, or holds, a function.
    """
    try:
        if _is_plain(value):
            text = _PLAIN.encode(value)
            if _encodes(text):
                return text
        return _write(from_python(value))
    except RecursionError:
        raise FeelLimitError("this value is nested too deeply") from None


def _is_plain(value: object) -> bool:
    """Whether JSON says it as it is, which is quicker; most of a history is of this kind."""
    kind = type(value)
    if kind is dict:
        entries = cast("dict[object, object]", value).items()
        return all(type(key) is str and key != TYPE and _is_plain(one) for key, one in entries)
    if kind is list:
        return all(map(_is_plain, cast("list[object]", value)))
    return kind in _SAME_IN_JSON


def from_json(text: str) -> object:
    """The value that JSON stands for, as Python values.

    Raises:
        FeelError: The text is not JSON, or an object with "@type" is none of ours.
    """
    try:
        plain = json.loads(
            text, parse_int=_number, parse_float=_number, parse_constant=_refuse_constant
        )
        return to_python(_read(plain))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FeelError(f"this is not JSON: {error.msg} at {where}") from None
    except RecursionError:
        raise FeelLimitError("this JSON is nested too deeply") from None


def _write(value: object) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        # Half a surrogate pair is a string of FEEL, but no text that could be stored or sent.
        return json.dumps(value, ensure_ascii=not _encodes(value))
    if isinstance(value, Decimal):
        return _number_json(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_write, value))}]"
    if isinstance(value, dict):
        return _write_context(value)
    return _write_tagged(value)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _number_json(value: Decimal) -> str:
    """Plain digits, or an exponent where that is shorter than thousands of zeros."""
    exponent = value.as_tuple().exponent
    plain = isinstance(exponent, int) and -60 < exponent < 60
    return number_text(value) if plain else str(value)


def _write_context(value: dict[str, object]) -> str:
    if TYPE in value:
        inner = ", ".join(f"[{_write(key)}, {_write(item)}]" for key, item in value.items())
        return f'{{"{TYPE}": "context", "value": [{inner}]}}'
    entries = (f"{_write(key)}: {_write(item)}" for key, item in value.items())
    return f"{{{', '.join(entries)}}}"


def _write_tagged(value: object) -> str:
    if isinstance(value, Range):
        opening = "[" if value.start_included else "("
        closing = "]" if value.end_included else ")"
        return (
            f'{{"{TYPE}": "range", "ends": "{opening}{closing}", '
            f'"value": [{_write(value.start)}, {_write(value.end)}]}}'
        )
    names: dict[type, str] = {
        Date: "date",
        Time: "time",
        DateTime: "date and time",
        DaysAndTimeDuration: "duration",
        YearsAndMonthsDuration: "duration",
    }
    name = names.get(type(value))
    if name is None:
        raise FeelError("a function cannot be written as JSON")
    return f'{{"{TYPE}": "{name}", "value": {quoted(to_string(value))}}}'


def _read(value: Any) -> object:
    if isinstance(value, list):
        return [_read(item) for item in value]
    if not isinstance(value, dict):
        return value
    if TYPE not in value:
        return {key: _read(item) for key, item in value.items()}
    try:
        return _read_tagged(value)
    except (Undefined, KeyError, TypeError, ValueError) as error:
        raise FeelError(f"this {TYPE} object is not a value: {error}") from None


def _read_tagged(value: dict[str, Any]) -> object:
    kind, inner = value[TYPE], value["value"]
    if kind == "context":
        return {str(key): _read(item) for key, item in inner}
    if kind == "range":
        start, end = inner
        opening, closing = value["ends"]
        return Range(_read(start), _read(end), opening == "[", closing == "]")
    if kind not in _READERS or not isinstance(inner, str):
        raise ValueError(f"'{kind}' is not a type of value")
    return _READERS[kind](inner)


def _number(text: str) -> Decimal:
    try:
        return NUMBERS.create_decimal(text)
    except DecimalException:
        raise FeelError("a number in this JSON is too large") from None


def _refuse_constant(text: str) -> object:
    raise FeelError(f"this is not JSON: {text} is not a number")
