"""The tokens of FEEL (DMN 1.5, 10.3.1.2 rules 25 to 37 and 61 to 65)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from engine.core.feel.errors import FeelLimitError, FeelSyntaxError, Position
from engine.core.feel.limits import DEFAULT_LIMITS

# Rule 28 and 29: what a name starts with, and what may follow.
_START: Final = (
    "?A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    "\U00010000-\U000effff"
)
_PART: Final = _START + "0-9\u00b7\u0300-\u036f\u203f\u2040"
_SPACE: Final = (
    "\\t\\n\\x0b\\x0c\\r \u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)

_TOKEN: Final = re.compile(
    rf"""(?P<space>[{_SPACE}]+|//[^\n\r]*|/\*[\s\S]*?\*/)
    |(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<name>[{_START}][{_PART}]*)
    |(?P<string>"(?:[^"\\]|\\[\s\S])*")
    |(?P<symbol>(?!/\*)(?:\.\.|\*\*|<=|>=|!=|[-+*/<>=().,:{{}}@'\u2019]|\[|\]))""",
    re.VERBOSE,
)
_ESCAPE: Final = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\"'\\nrt]))"
)
_SIMPLE: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}

_HINTS: Final = {
    "&": "write 'and' to join two conditions, and '+' to join two texts",
    "|": "write 'or' for one of two conditions",
    "!": "write 'not(...)' to turn a condition round",
    "%": "there is no '%': divide by 100, or use modulo(a, b) for the rest of a division",
    ";": "write ',' between arguments and between items",
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb`", 'text stands in double quotes: "high"'),
}
"""What people write who know other languages, and what to write here."""

NAME_SYMBOLS: Final = frozenset("./-'\u2019+*") | {"**"}
"""Symbols that may stand inside a name (rule 30)."""


class Token(NamedTuple):
    """A token: `kind` is number, name, string, symbol or end; `at` and `end` are offsets."""

    kind: str
    text: str
    at: int
    end: int


def tokens(text: str) -> list[Token]:
    """All tokens of an expression without white space and comments, then one of kind end.

    Raises:
        FeelLimitError: The text is too long.
        FeelSyntaxError: A character that no token starts with, or a string without end.
    """
    if len(text) > DEFAULT_LIMITS.text_length:
        raise FeelLimitError(
            f"the expression has {len(text):,} characters, {DEFAULT_LIMITS.text_length:,} are"
            " allowed"
        )
    found: list[Token] = []
    at, size, match = 0, len(text), _TOKEN.match
    while at < size:
        hit = match(text, at)
        if hit is None:
            raise _unreadable(text, at)
        end = hit.end()
        kind = hit.lastgroup
        if kind != "space":
            found.append(Token(str(kind), text[at:end], at, end))
        at = end
    found.append(Token("end", "", size, size))
    return found


def string_value(literal: str) -> str:
    r"""The string that a literal in double quotes stands for (rule 64).

    A backslash before any other character stays, so that regular expressions need no
    doubling: `"\d+"` and `"\\d+"` are the same.
    """
    body = literal[1:-1]
    return _ESCAPE.sub(_unescape, body) if "\\" in body else body


def position(text: str, at: int, end: int | None = None) -> Position:
    """Line, column and offending piece for a place in a text."""
    before = text[:at]
    line = before.count("\n") + 1
    column = at - (before.rfind("\n") + 1) + 1
    return Position(at, line, column, text[at : at + 40 if end is None else end][:80])


def _unescape(match: re.Match[str]) -> str:
    high, low, short, long, simple = match.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
    if simple:
        return _SIMPLE[simple]
    code = int(short or long, 16)
    # Half a pair, or a number beyond the last one, is no character: the text stays as it is.
    return match.group() if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _unreadable(text: str, at: int) -> FeelSyntaxError:
    if text[at] == '"':
        return FeelSyntaxError("this string has no closing quote", position(text, at))
    if text.startswith("/*", at):
        return FeelSyntaxError("this comment has no end", position(text, at))
    message = _HINTS.get(text[at], f"the character '{text[at]}' has no meaning here")
    return FeelSyntaxError(message, position(text, at, at + 1))
