"""The parts of a pattern that stand for one character: escapes and sets."""

from __future__ import annotations

from typing import NoReturn

from engine.core.feel.xpath_regex import limits
from engine.core.feel.xpath_regex.classes import MULTI, Set, category, char_range, single_escape
from engine.core.feel.xpath_regex.errors import RegexError, RegexLimitError


class SetParser:
    """A place in the text of a pattern, and the rules of characters there."""

    def __init__(self, text: str, flags: str) -> None:
        self.text = text
        self.flags = flags
        self.i = 0
        self.depth = 0

    def class_escape(self) -> Set:
        """An escape that stands for a character or a set of them."""
        following = self.text[self.i + 1 : self.i + 2]
        if following in MULTI and following:
            self.i += 2
            return Set.of(MULTI[following])
        if following in ("p", "P") and following:
            return self._property(negated=following == "P")
        char = single_escape(following)
        if char is None:
            self.fail(f"'\\{following}' has no meaning")
        self.i += 2
        return Set.char(char, self._ignoring_case())

    def _property(self, *, negated: bool) -> Set:
        end = self.text.find("}", self.i)
        if self.text[self.i + 2 : self.i + 3] != "{" or end < 0:
            self.fail("'\\p' needs a name, as in \\p{L}")
        name = self.text[self.i + 3 : end]
        items = category(name)
        if items is None:
            self.fail(f"there is no category or block '{name}'")
        self.i = end + 1
        return Set.of(f"[^{items}]" if negated else f"[{items}]")

    def bracketed_set(self) -> Set:
        """A set in square brackets, perhaps without another one."""
        start = self.i
        self.depth += 1
        if self.depth > limits.NESTING:
            raise RegexLimitError(f"more than {limits.NESTING} sets inside each other", start)
        self.i += 1
        negated = self.peek() == "^"
        self.i += 1 if negated else 0
        parts: list[Set] = []
        minus: Set | None = None
        while self.peek() != "]":
            if not self.peek():
                self.i = start
                self.fail("this '[' is not closed")
            if self.text.startswith("-[", self.i) and parts:
                self.i += 1
                minus = self.bracketed_set()
                break
            parts.append(self._set_part())
        if self.peek() != "]":
            self.fail("']' must follow the set that is taken away")
        if not parts:
            self.fail("a set cannot be empty")
        self.i += 1
        self.depth -= 1
        return Set.union(parts, negated=negated, minus=minus)

    def _set_part(self) -> Set:
        char = self.peek()
        if char == "[":
            self.fail("write '\\[' for the sign itself")
        low: str | None
        if char == "\\":
            before = self.i
            escaped = self.class_escape()
            low = single_escape(self.text[before + 1]) if self.i == before + 2 else None
            if low is None or not self._is_range():
                return escaped
        else:
            if char == "-" and not self._hyphen_is_literal():
                self.fail("write '\\-' for the sign itself")
            self.i += 1
            low = char
            if not self._is_range():
                return Set.char(char, self._ignoring_case())
        self.i += 1
        high = self._range_end()
        if high < low:
            self.fail(f"the range {low}-{high} ends below its start")
        return Set.of(f"[{char_range(low, high, ignoring_case=self._ignoring_case())}]")

    def _is_range(self) -> bool:
        return self.peek() == "-" and self.text[self.i + 1 : self.i + 2] not in ("]", "[", "")

    def _hyphen_is_literal(self) -> bool:
        before = self.text[self.i - 1]
        after = self.text[self.i + 1 : self.i + 2]
        return before in "[^" or after in ("]", "-") or after == "["

    def _range_end(self) -> str:
        char = self.peek()
        if char == "\\":
            escaped = single_escape(self.text[self.i + 1 : self.i + 2])
            if escaped is None:
                self.fail("a range ends with a character")
            self.i += 2
            return escaped
        self.i += 1
        return char

    def _ignoring_case(self) -> bool:
        return "i" in self.flags

    def peek(self) -> str:
        """The character that comes next, nothing at the end."""
        return self.text[self.i : self.i + 1]

    def fail(self, message: str) -> NoReturn:
        """Refuse the pattern for what comes next."""
        raise RegexError(message, self.i)
