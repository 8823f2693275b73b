"""A decision table as boxes of pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.core.dmn.check.constants import constants_of, is_plain
from engine.core.dmn.check.cover import Box
from engine.core.dmn.check.pieces import Kind, Piece, cut
from engine.core.feel.errors import FeelError
from engine.core.feel.run import Run

if TYPE_CHECKING:
    from engine.core.dmn.item_type import ItemType
    from engine.core.dmn.item_types import TypeTable
    from engine.core.dmn.model import (
        DecisionTable,
        Definitions,
        InputClause,
        OutputClause,
        Rule,
        UnaryTests,
    )
    from engine.core.feel import UnaryTests as Tests


@dataclass(frozen=True, slots=True)
class Column:
    """An input of a table; inputs with the same expression are one.

    Attributes:
        label: What people call it.
        pieces: Its values.
        inputs: The places in the table where it stands, from 0.
        names: The variables that it reads.
    """

    label: str
    pieces: tuple[Piece, ...]
    inputs: tuple[int, ...]
    names: frozenset[str]

    @property
    def all_pieces(self) -> int:
        """The set of all of them."""
        return (1 << len(self.pieces)) - 1


@dataclass(frozen=True, slots=True)
class RuleBox:
    """Where a rule holds.

    Attributes:
        rule: The rule.
        number: Its number in the table, from 1.
        surely: Where it holds for certain.
        perhaps: Where it may hold; more than `surely` where a cell holds a formula.
        plain: Whether all its cells compare with constants alone.
    """

    rule: Rule
    number: int
    surely: Box
    perhaps: Box
    plain: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that can be reasoned about.

    Attributes:
        columns: Its inputs.
        rules: Its rules, without those that could not be read.
    """

    columns: tuple[Column, ...]
    rules: tuple[RuleBox, ...]

    @property
    def everything(self) -> Box:
        """All combinations of inputs."""
        return tuple(column.all_pieces for column in self.columns)

    @property
    def independent(self) -> bool:
        """Whether no two columns read the same variable, so that every combination can occur."""
        seen: set[str] = set()
        for column in self.columns:
            if seen & column.names:
                return False
            seen |= column.names
        return True


class Typed:
    """The types of a document, and which of its elements has which."""

    def __init__(self, types: TypeTable, definitions: Definitions) -> None:
        self._types = types
        self._refs = {
            element.name: element.type_ref
            for element in (*definitions.inputs, *definitions.decisions)
        }

    def of(self, clause: InputClause) -> list[ItemType]:
        """The types that a column's values have: its own, and that of what it reads."""
        refs = [clause.expression.type_ref, self._refs.get(clause.expression.text)]
        found = [self._find(ref) for ref in refs]
        return [kind for kind in found if kind is not None]

    def allowed(self, clause: OutputClause) -> UnaryTests | None:
        """The values of an output, highest priority first."""
        found = self._find(clause.type_ref)
        return clause.values or (None if found is None else found.allowed)

    def _find(self, ref: str | None) -> ItemType | None:
        return self._types.find(ref) if ref is not None else None


def grid_of(table: DecisionTable, types: Typed) -> Grid:
    """The grid of a table."""
    places: dict[str, list[int]] = {}
    for i, clause in enumerate(table.inputs):
        places.setdefault(clause.expression.text or f"column {i + 1}", []).append(i)
    rules = [(i, rule) for i, rule in enumerate(table.rules, 1) if _readable(rule, table)]
    columns = [_column(table, inputs, rules, types) for inputs in places.values()]
    return Grid(tuple(columns), tuple(_box(columns, rule, number) for number, rule in rules))


def _readable(rule: Rule, table: DecisionTable) -> bool:
    parsed = [test.parsed for test in rule.tests]
    complete = len(parsed) == len(table.inputs)
    return complete and all(one is not None and one.error is None for one in parsed)


def _column(
    table: DecisionTable, inputs: list[int], rules: list[tuple[int, Rule]], types: Typed
) -> Column:
    clauses = [table.inputs[i] for i in inputs]
    kinds = [kind for clause in clauses for kind in types.of(clause)]
    limits = _limits(clauses, kinds)
    tests = [rule.tests[i].parsed for _, rule in rules for i in inputs]
    constants = [v for test in (*limits, *tests) if test is not None for v in constants_of(test)]
    pieces = cut(constants, [str(kind.feel) for kind in kinds])
    allowed = [piece for piece in pieces if all(_allows(limit, piece) for limit in limits)]
    first = clauses[0]
    parsed = first.expression.parsed
    return Column(
        label=first.label or first.expression.text,
        pieces=tuple(allowed or pieces),
        inputs=tuple(inputs),
        names=frozenset(parsed.names if parsed is not None else ()),
    )


def _limits(clauses: list[InputClause], kinds: list[ItemType]) -> list[Tests]:
    """What a column allows: its own input values, and those of its types."""
    found = [clause.values for clause in clauses]
    for kind in kinds:
        if not any(part.is_collection for part in kind.restricted()):
            found += [test for p in kind.restricted() for test in (p.allowed, p.constraint)]
    parsed = [one.parsed for one in found if one is not None]
    return [one for one in parsed if one is not None and one.error is None]


def _allows(limit: Tests, piece: Piece) -> bool:
    """Whether a column takes a piece; null is not what allowed values speak of."""
    return piece.kind is Kind.UNKNOWN or _accepts(limit, piece)


def _accepts(test: Tests, piece: Piece) -> bool:
    try:
        return test.run(piece.example, {}, Run()) is True
    except FeelError:
        return False


def _box(columns: list[Column], rule: Rule, number: int) -> RuleBox:
    surely, perhaps, plain = [], [], True
    for column in columns:
        certain = possible = column.all_pieces
        for test in (rule.tests[i].parsed for i in column.inputs):
            if test is None or not is_plain(test):
                certain, plain = 0, False
                continue
            held = (1 << bit for bit, piece in enumerate(column.pieces) if _accepts(test, piece))
            accepted = sum(held)
            certain &= accepted
            possible &= accepted
        surely.append(certain)
        perhaps.append(possible)
    return RuleBox(rule, number, tuple(surely), tuple(perhaps), plain)
