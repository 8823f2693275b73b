"""The text of a range (rule 66): literals between brackets, nothing computed."""

from __future__ import annotations

from decimal import Decimal, DecimalException
from typing import Final

from engine.core.feel.errors import FeelError, Undefined
from engine.core.feel.syntax.lexer import Token, string_value, tokens
from engine.core.feel.values.arithmetic import NUMBERS
from engine.core.feel.values.comparison import make_range
from engine.core.feel.values.range import Range
from engine.core.feel.values.reading import (
    at_literal,
    parse_date,
    parse_date_and_time,
    parse_duration,
    parse_time,
)

_CALLS: Final = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_and_time,
    "duration": parse_duration,
}


def parse_range(text: str) -> Range:
    """The range that a text such as `[1..10]` or `(..10]` stands for.

    Raises:
        Undefined: It is none.
    """
    try:
        stream = tokens(text)[:-1]
    except FeelError:
        stream = []
    dots = [i for i, token in enumerate(stream) if token.text == ".." and token.kind == "symbol"]
    if len(dots) != 1 or stream[0].text not in "([]" or stream[-1].text not in ")][":
        raise Undefined(f"'{text[:80]}' is not a range such as [1..10]")
    low, high = stream[1 : dots[0]], stream[dots[0] + 1 : -1]
    start_included, end_included = stream[0].text == "[", stream[-1].text == "]"
    if (not low and start_included) or (not high and end_included) or not (low or high):
        raise Undefined("the open side of a range has a round bracket")
    return make_range(
        _endpoint(low) if low else None,
        _endpoint(high) if high else None,
        start_included,
        end_included,
    )


def _endpoint(stream: list[Token]) -> object:
    kinds = [token.kind for token in stream]
    if kinds == ["number"] or (kinds == ["symbol", "number"] and stream[0].text == "-"):
        return _number("".join(token.text for token in stream))
    if kinds == ["string"]:
        return string_value(stream[0].text)
    if kinds == ["symbol", "string"] and stream[0].text == "@":
        return at_literal(string_value(stream[1].text))
    if kinds[-3:] == ["symbol", "string", "symbol"] and stream[-3].text == "(":
        name = " ".join(token.text for token in stream[:-3])
        if name in _CALLS and stream[-1].text == ")":
            return _CALLS[name](string_value(stream[-2].text))
    raise Undefined("the ends of a range in text must be literals")


def _number(text: str) -> Decimal:
    try:
        return NUMBERS.create_decimal(text)
    except DecimalException:
        raise Undefined("the number is too large") from None
