r"""What a match is replaced with: `$1`, `\$`, `\\` and plain text."""

from __future__ import annotations

from collections.abc import Callable

import regex

from engine.core.feel.xpath_regex.errors import RegexError


def parse_replacement(
    text: str, groups: int, *, literal: bool
) -> Callable[[regex.Match[str]], str]:
    r"""What writes the replacement of one match.

    Raises:
        RegexError: A `$` without a digit, or a `\` before anything but `$` and `\`.
    """
    if literal:
        return lambda _match: text
    parts: list[str | int] = []
    i = 0
    while i < len(text):
        if text[i] == "\\":
            if text[i + 1 : i + 2] not in ("$", "\\"):
                raise RegexError("in a replacement '\\' stands only before '$' or '\\'")
            parts.append(text[i + 1])
            i += 2
        elif text[i] == "$":
            number, i = _group_number(text, i + 1, groups)
            parts.append(number)
        else:
            end = min(_find(text, "\\", i), _find(text, "$", i))
            parts.append(text[i:end])
            i = end

    def write(match: regex.Match[str]) -> str:
        return "".join(
            part if isinstance(part, str) else _group(match, part, groups) for part in parts
        )

    return write


def _find(text: str, char: str, start: int) -> int:
    found = text.find(char, start)
    return len(text) if found < 0 else found


def _group(match: regex.Match[str], number: int, groups: int) -> str:
    return (match.group(number) or "") if number <= groups else ""


def _group_number(text: str, start: int, groups: int) -> tuple[int, int]:
    """The longest group number that there is, and where the text goes on."""
    end = start
    while end < len(text) and text[end] in "0123456789":
        if end > start and int(text[start : end + 1]) > groups:
            break
        end += 1
    if end == start:
        raise RegexError("in a replacement '$' stands only before the number of a group")
    return int(text[start:end]), end
