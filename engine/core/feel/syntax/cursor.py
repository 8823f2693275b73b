"""A place in the tokens of a text, and what every rule of the grammar does there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final, NoReturn

from engine.core.feel.errors import FeelLimitError, FeelSyntaxError, Position
from engine.core.feel.limits import DEFAULT_LIMITS
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import NAME_SYMBOLS, Token, position, string_value, tokens
from engine.core.feel.syntax.names import KEYWORDS, Names

CHAIN: Final = 300
"""How many operators, or steps of a path, may follow each other."""


class Cursor(ABC):
    """A place in the tokens of one text.

    Args:
        text: The expression.
        names: Names known in the scope, which win over operators and keywords inside them.
        stream: Its tokens, where they have been read already.

    Attributes:
        stream: The tokens, the last of kind end.
        i: Index of the token that comes next.
        members: All names that a member of a context may have.
        depth: How many rules are inside each other here.
    """

    def __init__(self, text: str, names: Names, stream: list[Token] | None = None) -> None:
        self.text = text
        self.stream = tokens(text) if stream is None else stream
        self.i = 0
        self.names = names
        self.members = names.inner()
        self.depth = 0

    @abstractmethod
    def expression(self, lowest: int = 0) -> n.Node:
        """An expression whose operators bind at least as tightly as `lowest`."""

    def enter(self) -> None:
        """Go one level deeper; whoever does takes it back.

        Raises:
            FeelLimitError: It is too deep.
        """
        self.depth += 1
        if self.depth > DEFAULT_LIMITS.nesting:
            raise FeelLimitError(
                f"more than {DEFAULT_LIMITS.nesting} levels inside each other",
                self.position_of(self.stream[self.i]),
            )

    def take(self) -> Token:
        """The token that comes next, passed over."""
        token = self.stream[self.i]
        self.i += 1
        return token

    def at_symbol(self, text: str) -> bool:
        """Whether a symbol comes next."""
        token = self.stream[self.i]
        return token.text == text and token.kind == "symbol"

    def at_word(self, word: str) -> bool:
        """Whether a word comes next."""
        token = self.stream[self.i]
        return token.text == word and token.kind == "name"

    def expect(self, text: str, otherwise: str) -> Token:
        """Pass over a symbol; without it, fail with a message."""
        if not self.at_symbol(text):
            self.fail(otherwise)
        return self.take()

    def expect_word(self, word: str, otherwise: str) -> None:
        """The same for a word."""
        if not self.at_word(word):
            self.fail(otherwise)
        self.i += 1

    def expect_end(self) -> None:
        """Fail if anything comes next."""
        token = self.stream[self.i]
        if token.kind != "end":
            self.fail(f"'{token.text}' is left over after the expression")

    def fail(self, message: str) -> NoReturn:
        """Refuse the text for what comes next."""
        raise FeelSyntaxError(message, self.position_of(self.stream[self.i]))

    def position_of(self, token: Token) -> Position:
        """Where a token stands."""
        return position(self.text, token.at, token.end)

    # Names

    def plain_name(self) -> tuple[str, int]:
        """The words that come next, up to a keyword or symbol, and where they end."""
        parts = [self.take().text]
        while (token := self.stream[self.i]).kind in ("name", "number"):
            if token.text in KEYWORDS or (token.kind == "number" and not token.text.isdigit()):
                break
            parts.append(self.take().text)
        return " ".join(parts), self.stream[self.i - 1].end

    def member(self) -> tuple[str, int]:
        """The name of a context's member, and where it ends."""
        if self.stream[self.i].kind != "name":
            self.fail("a name is missing after '.'")
        known = self.members.longest(self.stream, self.i)
        if known is not None:
            self.i += known[1]
            return known[0], self.stream[self.i - 1].end
        return self.plain_name()

    def declared_name(self, ends: set[str], what: str) -> str:
        """A name being introduced: everything up to a token that ends it."""
        first = self.stream[self.i]
        if first.kind == "end":
            self.fail("the expression ends too early")
        if first.kind != "name":
            self.fail(f"{what} needs a name")
        j = self.i + 1
        while (token := self.stream[j]).text not in ends and (
            token.kind in ("name", "number") or token.text in NAME_SYMBOLS
        ):
            j += 1
        spelled = self.text[first.at : self.stream[j - 1].end]
        self.i = j
        return " ".join(spelled.split())

    def key(self) -> str:
        """The key of a context, with its colon."""
        token = self.stream[self.i]
        if token.kind == "string":
            self.i += 1
            key = string_value(token.text)
        else:
            key = self.declared_name({":"}, "a key of this context")
        self.expect(":", f"':' is missing after the key '{key}'")
        return key
