"""From the syntax of XPath to that of the engine that runs the pattern."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from engine.core.feel.xpath_regex import limits
from engine.core.feel.xpath_regex.classes import (
    MULTI,
    Set,
    category,
    char_range,
    single_escape,
)
from engine.core.feel.xpath_regex.errors import RegexError, RegexLimitError

_SPACE: Final = "\t\n\r "
_QUANTITY: Final = re.compile(r"\{([0-9]{1,9})(?:(,)([0-9]{1,9})?)?\}")


class Translator:
    """Translates one pattern by recursive descent."""

    def __init__(self, pattern: str, flags: str) -> None:
        self.text = _without_space(pattern) if "x" in flags else pattern
        self.flags = flags
        self.i = 0
        self.opened = 0
        self.closed: set[int] = set()
        self.depth = 0

    def translate(self) -> str:
        """The pattern for the engine."""
        result, _ = self._alternatives()
        if self.i < len(self.text):
            self._fail("')' closes nothing")
        return result

    def _alternatives(self) -> tuple[str, int]:
        branches: list[str] = []
        repeats = 1
        while True:
            branch, most = self._branch()
            branches.append(branch)
            repeats = max(repeats, most)
            if self._peek() != "|":
                return "|".join(branches), repeats
            self.i += 1

    def _branch(self) -> tuple[str, int]:
        pieces: list[str] = []
        repeats = 1
        while self._peek() not in ("", "|", ")"):
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
        char = self._peek()
        most = 1
        if char and char in "?*+":
            self.i += 1
            text = char
        elif char == "{":
            text, most = self._quantity()
        else:
            return "", 1
        if self._peek() == "?":
            self.i += 1
            text += "?"
        if self._peek() and self._peek() in "?*+{":
            self._fail("a repetition cannot be repeated")
        return text, most

    def _quantity(self) -> tuple[str, int]:
        match = _QUANTITY.match(self.text, self.i)
        if match is None:
            self._fail("'{' needs a number, as in {2}, {2,} or {2,5}")
        low = int(match[1])
        high = int(match[3]) if match[3] else low
        if high < low:
            self._fail("the repetition ends below its start")
        if high > limits.REPEAT:
            raise RegexLimitError(f"a repetition of more than {limits.REPEAT:,}", self.i)
        self.i = match.end()
        return match.group(), max(high, 1)

    def _atom(self) -> tuple[str, int]:
        char = self._peek()
        if char == "(":
            return self._group()
        if char == "[":
            return self._set().emit(), 1
        if char == "\\":
            return self._escape(), 1
        if char in "?*+{":
            self._fail("there is nothing to repeat")
        if char in "}]":
            self._fail(f"'{char}' closes nothing; write '\\{char}' for the sign itself")
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
        capturing = self._peek() != "?"
        if not capturing:
            if self.text[self.i : self.i + 2] != "?:":
                self._fail("after '(?' only ':' may follow")
            self.i += 2
        else:
            self.opened += 1
        number = self.opened
        inner, repeats = self._alternatives()
        if self._peek() != ")":
            self.i = start
            self._fail("this '(' is not closed")
        self.i += 1
        self.depth -= 1
        if capturing:
            self.closed.add(number)
        return (f"({inner})" if capturing else f"(?:{inner})"), repeats

    def _escape(self) -> str:
        following = self.text[self.i + 1 : self.i + 2]
        if following and following in "123456789":
            return self._back_reference()
        return self._class_escape().emit()

    def _class_escape(self) -> Set:
        """An escape that stands for a character or a set of them."""
        following = self.text[self.i + 1 : self.i + 2]
        if following in MULTI and following:
            self.i += 2
            return Set.of(MULTI[following])
        if following in ("p", "P") and following:
            return self._property(negated=following == "P")
        char = single_escape(following)
        if char is None:
            self._fail(f"'\\{following}' has no meaning")
        self.i += 2
        return Set.char(char, self._ignoring_case())

    def _property(self, *, negated: bool) -> Set:
        end = self.text.find("}", self.i)
        if self.text[self.i + 2 : self.i + 3] != "{" or end < 0:
            self._fail("'\\p' needs a name, as in \\p{L}")
        name = self.text[self.i + 3 : end]
        items = category(name)
        if items is None:
            self._fail(f"there is no category or block '{name}'")
        self.i = end + 1
        return Set.of(f"[^{items}]" if negated else f"[{items}]")

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
            self._fail(f"there is no closed group {number} before this place")
        self.i = end
        # A group that did not take part matches the empty text.
        return f"(?:(?({number})\\{number}|))"

    def _set(self) -> Set:
        start = self.i
        self.depth += 1
        if self.depth > limits.NESTING:
            raise RegexLimitError(f"more than {limits.NESTING} sets inside each other", start)
        self.i += 1
        negated = self._peek() == "^"
        self.i += 1 if negated else 0
        parts: list[Set] = []
        minus: Set | None = None
        while self._peek() != "]":
            if not self._peek():
                self.i = start
                self._fail("this '[' is not closed")
            if self.text.startswith("-[", self.i) and parts:
                self.i += 1
                minus = self._set()
                break
            parts.append(self._set_part())
        if self._peek() != "]":
            self._fail("']' must follow the set that is taken away")
        if not parts:
            self._fail("a set cannot be empty")
        self.i += 1
        self.depth -= 1
        return Set.union(parts, negated=negated, minus=minus)

    def _set_part(self) -> Set:
        char = self._peek()
        if char == "[":
            self._fail("write '\\[' for the sign itself")
        low: str | None
        if char == "\\":
            before = self.i
            escaped = self._class_escape()
            low = single_escape(self.text[before + 1]) if self.i == before + 2 else None
            if low is None or not self._is_range():
                return escaped
        else:
            if char == "-" and not self._hyphen_is_literal():
                self._fail("write '\\-' for the sign itself")
            self.i += 1
            low = char
            if not self._is_range():
                return Set.char(char, self._ignoring_case())
        self.i += 1
        high = self._range_end()
        if high < low:
            self._fail(f"the range {low}-{high} ends below its start")
        return Set.of(f"[{char_range(low, high, ignoring_case=self._ignoring_case())}]")

    def _is_range(self) -> bool:
        return self._peek() == "-" and self.text[self.i + 1 : self.i + 2] not in ("]", "[", "")

    def _hyphen_is_literal(self) -> bool:
        before = self.text[self.i - 1]
        after = self.text[self.i + 1 : self.i + 2]
        return before in "[^" or after in ("]", "-") or after == "["

    def _range_end(self) -> str:
        char = self._peek()
        if char == "\\":
            escaped = single_escape(self.text[self.i + 1 : self.i + 2])
            if escaped is None:
                self._fail("a range ends with a character")
            self.i += 2
            return escaped
        self.i += 1
        return char

    def _ignoring_case(self) -> bool:
        return "i" in self.flags

    def _peek(self) -> str:
        return self.text[self.i : self.i + 1]

    def _fail(self, message: str) -> NoReturn:
        raise RegexError(message, self.i)


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
