"""The smallest pieces: literals, names, groups, lists, ranges and contexts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from decimal import Context, Decimal, InvalidOperation, Overflow
from typing import Final

from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.cursor import Cursor
from engine.core.feel.syntax.lexer import Token, string_value
from engine.core.feel.syntax.names import KEYWORDS
from engine.core.feel.values.reading import at_literal

NUMBERS: Final = Context(prec=34, Emin=-6143, Emax=6144, traps=[InvalidOperation, Overflow])
"""What number literals are read with."""

_NO_NAMES: Final = KEYWORDS - {"some", "every", "function", "external"}
_ENDS: Final = ("", ",", ")", "]", "}")
_APOSTROPHES: Final = ("'", "\u2019")


class PrimaryParser(Cursor):
    """The rules of what operators stand between."""

    def primary(self) -> n.Node:
        """A literal, a name, a group, a list, a range, a context, or a clause."""
        token = self.stream[self.i]
        if token.kind == "number":
            self.i += 1
            return n.Literal(self._number(token), at=token.at, end=token.end)
        if token.kind == "string":
            self.i += 1
            return n.Literal(string_value(token.text), at=token.at, end=token.end)
        if token.kind == "name":
            return self._word(token)
        opening: dict[str, Callable[[], n.Node]] = {
            "(": self._group,
            "[": self._list_or_range,
            "]": self._range_from_bracket,
            "{": self._context,
            "@": self._at_literal,
        }
        if token.text in opening:
            return opening[token.text]()
        if token.kind == "end":
            return self.fail("the expression ends too early")
        if token.text in _APOSTROPHES:
            return self.fail('text stands in double quotes: "high"')
        return self.fail(f"'{token.text}' cannot stand here")

    @abstractmethod
    def clause(self, token: Token) -> n.Node | None:
        """An expression that starts with a keyword, None where there is none."""

    def _word(self, token: Token) -> n.Node:
        known = self.names.longest(self.stream, self.i)
        if known is not None:
            self.i += known[1]
            return n.Name(known[0], at=token.at, end=self.stream[self.i - 1].end)
        if token.text in ("true", "false", "null"):
            self.i += 1
            value = {"true": True, "false": False, "null": None}[token.text]
            return n.Literal(value, at=token.at, end=token.end)
        found = self.clause(token)
        if found is not None:
            return found
        if token.text in _NO_NAMES:
            self.fail(f"'{token.text}' cannot stand here")
        name, end = self.plain_name()
        return n.Name(name, at=token.at, end=end)

    def _number(self, token: Token) -> Decimal:
        try:
            return NUMBERS.create_decimal(token.text)
        except (InvalidOperation, Overflow):
            raise FeelLimitError("this number is too large", self.position_of(token)) from None

    def _at_literal(self) -> n.Node:
        at = self.take().at
        token = self.stream[self.i]
        if token.kind != "string":
            self.fail('@ needs a string: @"2027-01-31"')
        self.i += 1
        try:
            value = at_literal(string_value(token.text))
        except Undefined as undefined:
            return n.BadLiteral(str(undefined), at=at, end=token.end)
        return n.Literal(value, at=at, end=token.end)

    def _group(self) -> n.Node:
        at = self.take().at
        inner = self.expression()
        if self.at_symbol(".."):
            return self.range_from(at, inner, low_included=False)
        self.expect(")", "a closing ')' is missing")
        return inner

    def _list_or_range(self) -> n.Node:
        at = self.take().at
        items: list[n.Node] = []
        while not self.at_symbol("]"):
            if items:
                self.expect(",", "items are separated by ',' and a list ends with ']'")
                if self.at_symbol("]") and self.stream[self.i + 1].text in _ENDS:
                    self.fail("an item is missing after ','")
            items.append(self.expression())
            if len(items) == 1 and self.at_symbol(".."):
                return self.range_from(at, items[0], low_included=True)
        return n.ListLiteral(tuple(items), at=at, end=self.take().end)

    def _range_from_bracket(self) -> n.Node:
        at = self.take().at
        low = self.expression()
        if not self.at_symbol(".."):
            self.fail("']' opens a range such as ]1..5], but '..' is missing")
        return self.range_from(at, low, low_included=False)

    def range_from(self, at: int, low: n.Node, *, low_included: bool) -> n.Node:
        """The range whose first end is read already; `..` comes next."""
        self.i += 1
        high = self.expression()
        closing = self.stream[self.i]
        if closing.text not in ("]", ")", "[") or closing.kind != "symbol":
            self.fail("a range ends with ']', ')' or '['")
        self.i += 1
        return n.Interval(low, high, low_included, closing.text == "]", at=at, end=closing.end)

    def _context(self) -> n.Node:
        at = self.take().at
        outer = self.names
        self.names = outer.inner()
        entries: list[tuple[str, n.Node]] = []
        seen: set[str] = set()
        while not self.at_symbol("}"):
            if entries:
                self.expect(",", "entries are separated by ',' and a context ends with '}'")
            key = self.key()
            if key in seen:
                self.fail(f"the key '{key}' stands twice in this context")
            seen.add(key)
            entries.append((key, self.expression()))
            self.names.add(key)
            self.members.add(key)
        self.names = outer
        return n.ContextLiteral(tuple(entries), at=at, end=self.take().end)
