"""What follows a value directly: `.member`, `[filter]`, `(arguments)`."""

from __future__ import annotations

from typing import Final

from engine.core.feel.errors import FeelLimitError
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.clause_parser import ClauseParser
from engine.core.feel.syntax.cursor import CHAIN
from engine.core.feel.syntax.names import KEYWORDS

_BETWEEN_OPERANDS: Final = KEYWORDS - {
    "if", "for", "some", "every", "function", "true", "false", "null",
}  # fmt: skip
_FOLLOWERS: Final = frozenset({")", "]", ",", "}", ".", "*", "/", "+", ".."})


class PostfixParser(ClauseParser):
    """The rules of paths, filters and invocations (38 to 43, 50)."""

    def postfix(self, source: n.Node) -> n.Node:
        """What follows a value directly: members, filters and arguments."""
        chain = 0
        while self.stream[self.i].kind == "symbol":
            text = self.stream[self.i].text
            if text == ".":
                self.i += 1
                name, end = self.member()
                source = n.Path(source, name, at=source.at, end=end)
            elif text == "[" and not self._closes_range():
                self.i += 1
                condition = self._scoped_filter()
                end = self.expect("]", "a filter needs a closing ']'").end
                source = n.Filter(source, condition, at=source.at, end=end)
            elif text == "(":
                source = self._call(source)
            else:
                break
            chain += 1
            if chain > CHAIN:
                raise FeelLimitError(f"more than {CHAIN} steps in one path")
        return source

    def _scoped_filter(self) -> n.Node:
        """A filter's condition, where members of the item are names too."""
        outer = self.names
        self.names = self.members
        try:
            return self.expression()
        finally:
            self.names = outer

    def _closes_range(self) -> bool:
        """Whether a `[` ends a range such as `]1..5[`: nothing that follows could be filtered."""
        following = self.stream[self.i + 1]
        if following.kind == "end":
            return True
        if following.kind == "name":
            return following.text in _BETWEEN_OPERANDS
        return following.kind == "symbol" and following.text in _FOLLOWERS

    def _call(self, function: n.Node) -> n.Node:
        self.i += 1
        positional: list[n.Node] = []
        named: list[tuple[str, n.Node]] = []
        while not self.at_symbol(")"):
            if positional or named:
                self.expect(",", "arguments are separated by ',' and end with ')'")
            name = self._argument_name()
            if name is not None:
                named.append((name, self.expression()))
            elif named:
                self.fail("name all arguments of a call, or none")
            else:
                positional.append(self.expression())
        end = self.take().end
        if positional and named:
            self.fail("name all arguments of a call, or none")
        if len({name for name, _ in named}) < len(named):
            self.fail("an argument is named twice")
        return n.Call(function, tuple(positional), tuple(named), at=function.at, end=end)

    def _argument_name(self) -> str | None:
        if self.stream[self.i].kind != "name":
            return None
        j = self.i
        while self.stream[j].kind in ("name", "number"):
            j += 1
        if self.stream[j].text != ":":
            return None
        name = " ".join(token.text for token in self.stream[self.i : j])
        self.i = j + 1
        return name
