"""Boxes of pieces: what rules cover, and what they leave open.

A box has one set of pieces for each column, as the bits of an integer; it stands for every
combination of one piece from each set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Box = tuple[int, ...]

_BUDGET = 200_000


class TooManyCombinations(Exception):
    """The table is too large to look at every combination of its inputs."""


def meet(a: Box, b: Box) -> Box | None:
    """What is in both boxes; None where nothing is."""
    both = tuple(x & y for x, y in zip(a, b, strict=True))
    return both if all(both) else None


def uncovered(region: Box, rules: Sequence[Box], most: int) -> list[Box]:
    """What of a region no rule covers, as boxes that are as large as they can be.

    Args:
        region: Where to look; no set of it is empty.
        rules: What is covered.
        most: How many boxes to return at the most.

    Raises:
        TooManyCombinations: After 200,000 steps.
    """
    relevant = [rule for rule in rules if meet(region, rule) is not None]
    found: list[Box] = []
    for box in _Search(region, relevant).boxes():
        whole = _enlarged(box, region, relevant)
        if not any(_within(whole, known) for known in found):
            found.append(whole)
        if len(found) == most:
            break
    return found


def covering(region: Box, rules: Sequence[Box]) -> list[int] | None:
    """A smallest choice of rules, by index, that covers a region; None where all do not.

    No rule of the choice can be left out, though another choice may have fewer.

    Raises:
        TooManyCombinations: As `uncovered`.
    """
    if uncovered(region, rules, 1):
        return None
    chosen = [i for i, rule in enumerate(rules) if meet(region, rule) is not None]
    for i in list(reversed(chosen)):
        others = [k for k in chosen if k != i]
        if not uncovered(region, [rules[k] for k in others], 1):
            chosen = others
    return chosen


class _Search:
    """Goes through the columns; pieces that the same rules accept are looked at together."""

    def __init__(self, region: Box, rules: Sequence[Box]) -> None:
        self._region = region
        self._rules = rules
        self._covered: set[tuple[int, int]] = set()
        self._left = _BUDGET

    def boxes(self) -> Iterator[Box]:
        """Boxes that no rule covers."""
        return self._boxes((), (1 << len(self._rules)) - 1)

    def _boxes(self, chosen: Box, active: int) -> Iterator[Box]:
        column = len(chosen)
        if not active:
            yield chosen + self._region[column:]
            return
        if column == len(self._region) or (column, active) in self._covered:
            return
        open_before = True
        for accepting, pieces in self._groups(column, active).items():
            for box in self._boxes((*chosen, pieces), accepting):
                open_before = False
                yield box
        if open_before:
            self._covered.add((column, active))

    def _groups(self, column: int, active: int) -> dict[int, int]:
        """The pieces of a column by the active rules that accept them."""
        groups: dict[int, int] = {}
        for piece in _bits(self._region[column]):
            accepting = 0
            for i in _indices(active):
                self._left -= 1
                if self._rules[i][column] & piece:
                    accepting |= 1 << i
            groups[accepting] = groups.get(accepting, 0) | piece
        if self._left < 0:
            raise TooManyCombinations
        return groups


def _enlarged(box: Box, region: Box, rules: Sequence[Box]) -> Box:
    """The box with every piece that can be added before a rule is met."""
    sets = list(box)
    for column in range(len(sets)):
        blocked = 0
        for rule in rules:
            if all(i == column or s & r for i, (s, r) in enumerate(zip(sets, rule, strict=True))):
                blocked |= rule[column]
        sets[column] = region[column] & ~blocked
    return tuple(sets)


def _within(inner: Box, outer: Box) -> bool:
    return all(not a & ~b for a, b in zip(inner, outer, strict=True))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest
        mask ^= lowest


def _indices(mask: int) -> Iterator[int]:
    return (bit.bit_length() - 1 for bit in _bits(mask))
