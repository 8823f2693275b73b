"""What can be said of a rule's outputs without evaluating the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.core.dmn.evaluation.table import places
from engine.core.feel.errors import FeelError
from engine.core.feel.run import Run
from engine.core.feel.values.comparison import same

if TYPE_CHECKING:
    from engine.core.dmn.check.grid import Typed
    from engine.core.dmn.model import DecisionTable, LiteralExpression, Rule

_UNKNOWN: Final = object()


class Outputs:
    """The outputs of a table's rules, as far as they are constant."""

    def __init__(self, table: DecisionTable, types: Typed) -> None:
        self._places = [places(types.allowed(clause)) for clause in table.outputs]

    def agree(self, a: Rule, b: Rule) -> bool | None:
        """Whether two rules give the same; None where that depends on the inputs."""
        answer: bool | None = True
        for first, second in zip(a.outputs, b.outputs, strict=False):
            if first.text == second.text:
                continue
            values = _constant(first), _constant(second)
            if _UNKNOWN in values:
                answer = None
            elif not same(*values):
                return False
        return answer

    def outranks(self, a: Rule, b: Rule) -> bool:
        """Whether the outputs of one rule stand before those of another for certain."""
        first, second = self._rank(a), self._rank(b)
        return first is not None and second is not None and first < second

    def _rank(self, rule: Rule) -> tuple[int, ...] | None:
        ranks: list[int] = []
        for tests, cell in zip(self._places, rule.outputs, strict=False):
            value = _constant(cell)
            if value is _UNKNOWN:
                return None
            held = (i for i, test in enumerate(tests) if test.run(value, {}, Run()) is True)
            ranks.append(next(held, len(tests)))
        return tuple(ranks)


def _constant(cell: LiteralExpression) -> object:
    """The value of an output that reads nothing, else a mark that equals no value."""
    if cell.parsed is None:
        return _UNKNOWN if cell.text else None
    try:
        # Strictly and with an empty scope: whatever reads a name, or has no value, raises.
        return cell.parsed.run({}, Run(strict=True))
    except FeelError:
        return _UNKNOWN
