"""What all rules of the compiler share: the text, the functions and types that it may name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from engine.core.feel.errors import Position, Undefined
from engine.core.feel.free_names import children
from engine.core.feel.run import Run
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import position
from engine.core.feel.types import FeelType
from engine.core.feel.values.function import Function

_NODES_PER_STEP: Final = 20
_LONGEST_NAME: Final = 80
_SPECIAL: Final = frozenset({"?", "item", "partial"})

Closure = Callable[[dict[str, object], Run], object]
Rule = Callable[["Compiler", n.Node], Closure]


class Facts(NamedTuple):
    """What is known of a tree: how many nodes it has, which special names it reads."""

    nodes: int
    reads: frozenset[str]

    @property
    def price(self) -> int:
        """The steps that one evaluation takes from the budget."""
        return 1 + self.nodes // _NODES_PER_STEP


class Compiler:
    """Compiles the nodes of one expression.

    Attributes:
        text: The expression, for positions.
        functions: The built-in functions by name.
        types: The types that the model defines, by name.
    """

    __slots__ = ("_facts", "_rules", "functions", "text", "types")

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
        self._facts: dict[int, Facts] = {}

    def compile(self, node: n.Node) -> Closure:
        """The closure for a node."""
        return self._rules[type(node)](self, node)

    def facts(self, node: n.Node) -> Facts:
        """What is known of a tree; each of its nodes is looked at once in all."""
        known = self._facts.get(id(node))
        if known is None:
            inner = [self.facts(child) for child in children(node)]
            reads = _SPECIAL.intersection([node.name] if isinstance(node, n.Name) else ())
            known = Facts(
                1 + sum(facts.nodes for facts in inner),
                reads.union(*(facts.reads for facts in inner)),
            )
            self._facts[id(node)] = known
        return known

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
        return nearest_of(name, (*known, *self.functions))


def nearest_of(name: str, known: Iterable[str]) -> str | None:
    """The known name most like one that is not known; None where none is like it."""
    return _nearest(name[:_LONGEST_NAME], frozenset(known))


@lru_cache(maxsize=256)
def _nearest(name: str, known: frozenset[str]) -> str | None:
    # Kept, since an iteration asks for the same name again and again.
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return close[0] if close else None
