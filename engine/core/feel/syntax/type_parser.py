"""Types: `number`, `list<T>`, `function<T> -> U`, names from the model (rule 52)."""

from __future__ import annotations

from typing import Final, Literal, cast

from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.cursor import Cursor
from engine.core.feel.syntax.lexer import Token
from engine.core.feel.syntax.names import Names

_NAMES: Final = Names(["date and time", "days and time duration", "years and months duration"])


class TypeParser(Cursor):
    """The rules of types."""

    def type(self) -> n.TypeName | n.GenericType:
        """A type (rule 52)."""
        self.enter()
        token = self.stream[self.i]
        if token.kind != "name":
            self.fail("a type is missing")
        generic = token.text in ("list", "range", "context", "function")
        found: n.TypeName | n.GenericType
        if generic and self.stream[self.i + 1].text == "<":
            found = self._generic(token)
        else:
            found = self._type_name(token)
        self.depth -= 1
        return found

    def _generic(self, token: Token) -> n.GenericType:
        self.i += 2
        arguments: list[n.TypeName | n.GenericType] = []
        names: list[str] = []
        while not self.at_symbol(">"):
            if arguments:
                self.expect(",", f"'>' is missing after {token.text}<...")
            if token.text == "context":
                names.append(self.key())
            arguments.append(self.type())
        end = self.take().end
        result = None
        if token.text == "function":
            self.expect("-", "function<...> needs '->' and the type of its result")
            self.expect(">", "function<...> needs '->' and the type of its result")
            result = self.type()
            end = result.end
        kind = cast("Literal['list', 'range', 'context', 'function']", token.text)
        if kind in ("list", "range") and len(arguments) != 1:
            self.fail(f"{kind}<...> takes one type")
        return n.GenericType(kind, tuple(arguments), tuple(names), result, at=token.at, end=end)

    def _type_name(self, token: Token) -> n.TypeName:
        known = _NAMES.longest(self.stream, self.i)
        if known is not None:
            self.i += known[1]
            return n.TypeName(known[0], at=token.at, end=self.stream[self.i - 1].end)
        name, end = self.plain_name()
        while self.at_symbol("."):
            self.i += 1
            member, end = self.plain_name()
            name = f"{name}.{member}"
        return n.TypeName(name, at=token.at, end=end)
