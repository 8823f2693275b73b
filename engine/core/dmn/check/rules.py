"""Gaps, overlaps and rules that are never reached, of one table."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from engine.core.dmn.check import words
from engine.core.dmn.check.cover import TooManyCombinations, covering, meet, uncovered
from engine.core.dmn.check.grid import RuleBox, Typed, grid_of
from engine.core.dmn.check.outputs import Outputs
from engine.core.dmn.model import HitPolicy
from engine.core.problem import Problem, Severity

if TYPE_CHECKING:
    from engine.core.dmn.model import DecisionTable

_MOST: Final = 5
_ONE: Final = (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY)


def check_rules(name: str, table: DecisionTable, types: Typed) -> Iterator[Problem]:
    """What is wrong with the rules of a table, which people call `name`."""
    checked = _Checked(name, table, types)
    yield from checked.never_holding()
    for part in (checked.gaps, checked.overlaps, checked.never_reached):
        yield from _within_bounds(checked, part)
    yield from checked.formulas()


def _within_bounds(checked: _Checked, part: Callable[[], Iterator[Problem]]) -> Iterator[Problem]:
    try:
        yield from part()
    except TooManyCombinations:
        yield checked.warning(
            "the table has too many combinations of inputs to look at all of them; split it"
        )


class _Checked:
    """A table under examination."""

    def __init__(self, name: str, table: DecisionTable, types: Typed) -> None:
        self._name = name
        self._table = table
        self._grid = grid_of(table, types)
        self._outputs = Outputs(table, types)
        # Where two columns read the same variable, a combination may be impossible.
        self._severity: Severity = "error" if self._grid.independent else "warning"

    def warning(self, message: str) -> Problem:
        """A finding about the table that stops nothing."""
        return self._problem(message, "warning")

    def gaps(self) -> Iterator[Problem]:
        """Inputs that no rule covers, unless there is a default output."""
        if any(clause.default is not None for clause in self._table.outputs):
            return
        one = self._table.hit_policy in _ONE
        covers = [rule.perhaps for rule in self._grid.rules]
        found = uncovered(self._grid.everything, covers, _MOST + 1)
        for box in found[:_MOST]:
            yield self._problem(
                f"no rule covers this: {self._where(box)}", self._severity if one else "warning"
            )
        yield from self._more(found, "gaps")

    def overlaps(self) -> Iterator[Problem]:
        """Rules that hold together, where the hit policy does not allow it."""
        policy = self._table.hit_policy
        if policy not in (HitPolicy.UNIQUE, HitPolicy.ANY):
            return
        found = itertools.islice(self._overlaps(policy), _MOST + 1)
        problems = list(found)
        yield from problems[:_MOST]
        yield from self._more(problems, "overlaps")

    def _overlaps(self, policy: HitPolicy) -> Iterator[Problem]:
        for first, second in itertools.combinations(self._grid.rules, 2):
            box = meet(first.surely, second.surely)
            if box is None:
                continue
            both = f"{words.numbers([first.number, second.number])} both hold"
            if policy is HitPolicy.UNIQUE:
                yield self._of(second, f"{both}, but only one may: {self._where(box)}")
                continue
            agree = self._outputs.agree(first.rule, second.rule)
            if agree is False:
                yield self._of(second, f"{both} with different results: {self._where(box)}")
            elif agree is None:
                message = f"{both}, perhaps with different results: {self._where(box)}"
                yield self._of(second, message, "warning")

    def never_holding(self) -> Iterator[Problem]:
        """Rules with a cell that no value satisfies."""
        for box in self._grid.rules:
            for column, pieces in zip(self._grid.columns, box.perhaps, strict=True):
                if not pieces:
                    cells = " and ".join(box.rule.tests[i].text for i in column.inputs)
                    yield self._of(box, f"can never hold: no {column.label} is {cells}", "error")
                    break

    def never_reached(self) -> Iterator[Problem]:
        """Rules in front of which others always decide."""
        for i, box in enumerate(self._grid.rules):
            if not all(box.perhaps):
                continue
            others = self._deciding_before(i)
            chosen = covering(box.perhaps, [other.surely for other in others]) if others else None
            if chosen:
                before = words.numbers([others[k].number for k in chosen])
                verb = "decide" if len(chosen) > 1 else "decides"
                yield self._of(box, f"is never reached: {before} always {verb} before it")

    def _deciding_before(self, i: int) -> Sequence[RuleBox]:
        rules = self._grid.rules
        if self._table.hit_policy is HitPolicy.FIRST:
            return rules[:i]
        if self._table.hit_policy is HitPolicy.PRIORITY:
            return [r for r in rules if self._outputs.outranks(r.rule, rules[i].rule)]
        return ()

    def formulas(self) -> Iterator[Problem]:
        """Say what could not be looked into."""
        hidden = [box.number for box in self._grid.rules if not box.plain]
        if hidden:
            verb = "hold" if len(hidden) > 1 else "holds"
            yield self.warning(
                f"{words.numbers(hidden)} {verb} formulas, which are not looked into:"
                " gaps and overlaps that depend on them are not found"
            )

    def _where(self, box: tuple[int, ...]) -> str:
        columns = self._grid.columns
        return f"{words.region(columns, box)}; for example {words.example(columns, box)}"

    def _more(self, found: Sequence[object], what: str) -> Iterator[Problem]:
        if len(found) > _MOST:
            yield self.warning(f"there are more {what}; mend these first")

    def _problem(self, message: str, severity: Severity) -> Problem:
        table = self._table
        return Problem(table.id, f"'{self._name}': {message}", table.line, severity)

    def _of(self, box: RuleBox, message: str, severity: Severity | None = None) -> Problem:
        """A finding about a rule; one that starts with a verb speaks of that rule."""
        subject = "" if message.startswith("rule") else f"rule {box.number} "
        text = f"'{self._name}': {subject}{message}"
        return Problem(box.rule.id, text, box.rule.line, severity or self._severity)
