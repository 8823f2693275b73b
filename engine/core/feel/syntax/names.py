"""Names with spaces and operators in them, resolved against what is known (10.3.1.5).

`risk score` reads as one name without knowing anything. `profit and loss` or `follow-up`
are names only where something is called so; there the longest known name wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from engine.core.feel.errors import FeelError
from engine.core.feel.syntax.lexer import NAME_SYMBOLS, Token, tokens

KEYWORDS: Final = frozenset(
    {"and", "or", "in", "between", "instance", "then", "else", "return", "satisfies"}
    | {"if", "for", "some", "every", "function", "external", "true", "false", "null"}
)
_DEPTH: Final = 6
_VISITS: Final = 500
_ITEMS: Final = 20
_LONGEST: Final = 12
_NONE: Final[frozenset[str]] = frozenset()
_NOTHING: Final[tuple[list[int], dict[tuple[str, ...], str]]] = ([], {})


class Names:
    """Known names of more than one token, found by the tokens that they are made of.

    Args:
        names: Those of this scope.
        outer: Those of the scope around it, which are known too.
    """

    __slots__ = ("_by_first", "_outer")

    def __init__(self, names: Iterable[str] = (), outer: Names | None = None) -> None:
        self._outer = outer
        # By the first token: how many tokens names have, most first, and the names by all of them.
        self._by_first: dict[str, tuple[list[int], dict[tuple[str, ...], str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Make a name known; one of a single token needs no help and is passed over."""
        parts = name_tokens(name)
        if len(parts) < 2:
            return
        lengths, known = self._by_first.setdefault(parts[0], ([], {}))
        known.setdefault(parts, name)
        if len(parts) not in lengths:
            lengths.append(len(parts))
            lengths.sort(reverse=True)

    def inner(self) -> Names:
        """A scope inside this one, to be added to without changing this."""
        return Names(outer=self)

    def longest(self, stream: Sequence[Token], at: int) -> tuple[str, int] | None:
        """The longest known name that starts at a token, and how many tokens it takes."""
        around = self._outer.longest(stream, at) if self._outer is not None else None
        lengths, known = self._by_first.get(stream[at].text, _NOTHING)
        for length in lengths:
            if around is not None and around[1] >= length:
                break
            name = known.get(tuple(token.text for token in stream[at : at + length]))
            if name is not None:
                return name, length
        return around


@lru_cache(maxsize=4096)
def name_tokens(name: str) -> tuple[str, ...]:
    """The tokens of a name; empty for what can never be written as a name."""
    try:
        found = tokens(name)[:-1]
    except FeelError:
        return ()
    if not found or found[0].kind != "name":
        return ()
    if any(t.kind not in ("name", "number") and t.text not in NAME_SYMBOLS for t in found):
        return ()
    return tuple(t.text for t in found)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What in a text may be one name, given the right context.

    Attributes:
        anywhere: Spellings that would be read differently if they were known names.
        members: Those of them that may be members of a context rather than variables.
    """

    anywhere: frozenset[str]
    members: frozenset[str]

    def known_in(self, context: Mapping[str, object]) -> frozenset[str]:
        """Those that occur as names in a context: variables, or members at any level."""
        if self.anywhere.isdisjoint(context) and not self.members:
            return _NONE
        found = {name for name in self.anywhere if name in context}
        if self.members:
            found |= _keys_within(context, self.members)
        return frozenset(found)


def candidates(stream: Sequence[Token]) -> Candidates:
    """The names that a text could hold beyond those that it plainly does.

    Empty for most expressions, which then need no look at the context's names.
    """
    anywhere: set[str] = set()
    members: set[str] = set()
    brackets = 0
    for i, token in enumerate(stream):
        brackets += {"[": 1, "]": -1}.get(token.text, 0) if token.kind == "symbol" else 0
        if token.kind != "name":
            continue
        spellings = _spellings(stream, i)
        anywhere |= spellings
        if brackets > 0 or (i and stream[i - 1].text == "."):
            members |= spellings
    return Candidates(frozenset(anywhere), frozenset(members))


def _spellings(stream: Sequence[Token], first: int) -> set[str]:
    """Every way to write the names that start at a token and hold an operator or keyword."""
    found: set[str] = set()
    tight = spaced = stream[first].text
    special = False
    for i in range(first + 1, min(first + _LONGEST, len(stream))):
        token = stream[i]
        symbol = token.text in NAME_SYMBOLS
        if not symbol and token.kind not in ("name", "number"):
            break
        special = special or symbol or token.text in KEYWORDS
        joined = symbol or stream[i - 1].text in NAME_SYMBOLS
        tight += token.text if joined else f" {token.text}"
        spaced += f" {token.text}"
        if special:
            found |= {tight, spaced}
    return found


def _keys_within(context: Mapping[str, object], wanted: frozenset[str]) -> set[str]:
    found: set[str] = set()
    todo: list[tuple[object, int]] = [(context, 0)]
    visits = 0
    while todo and visits < _VISITS:
        value, depth = todo.pop()
        visits += 1
        if isinstance(value, Mapping):
            found |= wanted.intersection(value)
            inner = list(value.values())
        else:
            inner = list(value[:_ITEMS]) if isinstance(value, (list, tuple)) else []
        if depth < _DEPTH:
            todo.extend((v, depth + 1) for v in inner if isinstance(v, (Mapping, list, tuple)))
    return found
