"""From the syntax of XPath to that of the engine that runs the pattern."""

from __future__ import annotations

import re
from typing import Final

from engine.core.feel.xpath_regex import limits
from engine.core.feel.xpath_regex.errors import RegexLimitError
from engine.core.feel.xpath_regex.set_parser import SetParser

_SPACE: Final = "\t\n\r "
_QUANTITY: Final = re.compile(r"\{([0-9]{1,9})(?:(,)([0-9]{1,9})?)?\}")


class Translator(SetParser):
    """Translates one pattern by recursive descent."""

    def __init__(self, pattern: str, flags: str) -> None:
        super().__init__(_without_space(pattern) if "x" in flags else pattern, flags)
        self.opened = 0
        self.closed: set[int] = set()

    def translate(self) -> str:
        """The pattern for the engine."""
        result, _ = self._alternatives()
        if self.i < len(self.text):
            self.fail("')' closes nothing")
        return result

    def _alternatives(self) -> tuple[str, int]:
        branches: list[str] = []
        repeats = 1
        while True:
            branch, most = self._branch()
            branches.append(branch)
            repeats = max(repeats, most)
            if self.peek() != "|":
                return "|".join(branches), repeats
            self.i += 1

    def _branch(self) -> tuple[str, int]:
        pieces: list[str] = []
        repeats = 1
        while self.peek() not in ("", "|", ")"):
            atom, inner = self._atom()
            quantifier, most = self._quantifier()
            repeats = max(repeats, inner * most)
            if repeats > limits.REPEAT_PRODUCT:
                raise RegexLimitError(
                    f"repetitions inside each other go beyond {limits.REPEAT_PRODUCT:,}"
                )
            pieces.append(atom + quantifier)
        return "".join(pieces), repeats

    def _quantifier(self) -> tuple[str, int]:
        char = self.peek()
        most = 1
        if char and char in "?*+":
            self.i += 1
            text = char
        elif char == "{":
            text, most = self._quantity()
        else:
            return "", 1
        if self.peek() == "?":
            self.i += 1
            text += "?"
        if self.peek() and self.peek() in "?*+{":
            self.fail("a repetition cannot be repeated")
        return text, most

    def _quantity(self) -> tuple[str, int]:
        match = _QUANTITY.match(self.text, self.i)
        if match is None:
            self.fail("'{' needs a number, as in {2}, {2,} or {2,5}")
        low = int(match[1])
        high = int(match[3]) if match[3] else low
        if high < low:
            self.fail("the repetition ends below its start")
        if high > limits.REPEAT:
            raise RegexLimitError(f"a repetition of more than {limits.REPEAT:,}", self.i)
        self.i = match.end()
        return match.group(), max(high, 1)

    def _atom(self) -> tuple[str, int]:
        char = self.peek()
        if char == "(":
            return self._group()
        if char == "[":
            return self.bracketed_set().emit(), 1
        if char == "\\":
            return self._escape(), 1
        if char in "?*+{":
            self.fail("there is nothing to repeat")
        if char in "}]":
            self.fail(f"'{char}' closes nothing; write '\\{char}' for the sign itself")
        self.i += 1
        if char == ".":
            return ("(?s:.)" if "s" in self.flags else r"[^\n\r]"), 1
        if char == "^":
            return (r"(?:\A|(?<=\n)(?!\Z))" if "m" in self.flags else r"\A"), 1
        if char == "$":
            return (r"(?=\n|\Z)" if "m" in self.flags else r"\Z"), 1
        return _quoted(char), 1

    def _group(self) -> tuple[str, int]:
        start = self.i
        self.depth += 1
        if self.depth > limits.NESTING:
            raise RegexLimitError(f"more than {limits.NESTING} groups inside each other", start)
        self.i += 1
        capturing = self.peek() != "?"
        if not capturing:
            if self.text[self.i : self.i + 2] != "?:":
                self.fail("after '(?' only ':' may follow")
            self.i += 2
        else:
            self.opened += 1
        number = self.opened
        inner, repeats = self._alternatives()
        if self.peek() != ")":
            self.i = start
            self.fail("this '(' is not closed")
        self.i += 1
        self.depth -= 1
        if capturing:
            self.closed.add(number)
        return (f"({inner})" if capturing else f"(?:{inner})"), repeats

    def _escape(self) -> str:
        following = self.text[self.i + 1 : self.i + 2]
        if following and following in "123456789":
            return self._back_reference()
        return self.class_escape().emit()

    def _back_reference(self) -> str:
        end = self.i + 2
        while (
            end < len(self.text)
            and self.text[end] in "0123456789"
            and int(self.text[self.i + 1 : end + 1]) <= self.opened
        ):
            end += 1
        number = int(self.text[self.i + 1 : end])
        if number not in self.closed:
            self.fail(f"there is no closed group {number} before this place")
        self.i = end
        # A group that did not take part matches the empty text.
        return f"(?:(?({number})\\{number}|))"


def _without_space(pattern: str) -> str:
    """The pattern of flag x: without white space but inside sets."""
    kept: list[str] = []
    sets = 0
    escaped = False
    for char in pattern:
        if char in _SPACE and not sets:
            continue
        if not escaped:
            sets += (char == "[") - (char == "]" and sets > 0)
        escaped = char == "\\" and not escaped
        kept.append(char)
    return "".join(kept)


def _quoted(char: str) -> str:
    return re.escape(char)
