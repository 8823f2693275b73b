"""What all rules of the compiler share: the text, the functions and types that it may name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping

from engine.core.feel.errors import Position, Undefined
from engine.core.feel.run import Run
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import position
from engine.core.feel.types import FeelType
from engine.core.feel.values.function import Function

Closure = Callable[[dict[str, object], Run], object]
Rule = Callable[["Compiler", n.Node], Closure]


class Compiler:
    """Compiles the nodes of one expression.

    Attributes:
        text: The expression, for positions.
        functions: The built-in functions by name.
        types: The types that the model defines, by name.
    """

    __slots__ = ("_rules", "functions", "text", "types")

    def __init__(
        self,
        text: str,
        rules: Mapping[type[n.Node], Rule],
        functions: Mapping[str, Function],
        types: Mapping[str, FeelType],
    ) -> None:
        self.text = text
        self.functions = functions
        self.types = types
        self._rules = rules

    def compile(self, node: n.Node) -> Closure:
        """The closure for a node."""
        return self._rules[type(node)](self, node)

    def position(self, node: n.Node) -> Position:
        """Where a node stands."""
        return position(self.text, node.at, node.end)

    def guarded(self, node: n.Node, operation: Callable[..., object]) -> Callable[..., object]:
        """An operation whose Undefined becomes null with a warning at the node.

        The result takes the run first, then the arguments of the operation.
        """
        text, at, end = self.text, node.at, node.end

        def guard(run: Run, *arguments: object) -> object:
            try:
                return operation(*arguments)
            except Undefined as undefined:
                run.warn(str(undefined), position(text, at, end))
                return None

        return guard

    def nearest(self, name: str, known: Iterable[str]) -> str | None:
        """The known name most like one that is not known."""
        close = difflib.get_close_matches(name, {*known, *self.functions}, n=1, cutoff=0.6)
        return close[0] if close else None


def mentions(node: object, name: str) -> bool:
    """Whether a tree reads a name anywhere in it."""
    todo: list[object] = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, n.Name):
            if current.name == name:
                return True
        elif isinstance(current, n.Node):
            todo.extend(getattr(current, field) for field in current.__dataclass_fields__)
        elif isinstance(current, tuple):
            todo.extend(current)
    return False
