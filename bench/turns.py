"""Several that are measured, turn by turn, so that a slow minute of the machine is slow for all."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.measure import Figure, median_of
from bench.player import Gone

ROUNDS = 9

Play = Callable[[int], list[float]]
"""Completes that many tasks; the seconds of processor time of each."""


@dataclass(frozen=True, slots=True)
class Turns:
    """What came of it.

    Attributes:
        rounds: For each that stayed, its rounds: the seconds of each completion.
        gone: Why others did not stay.
    """

    rounds: dict[str, list[list[float]]]
    gone: dict[str, str]

    def seconds(self, name: str, part: slice = slice(None)) -> list[float]:
        """The mean of each round, or of a part of each."""
        return [statistics.fmean(one[part]) for one in self.rounds[name]]

    def milliseconds(self, label: str, name: str, part: slice = slice(None)) -> Figure:
        """What a completion costs."""
        return median_of(label, [one * 1e3 for one in self.seconds(name, part)], "ms")

    def per_second(self, label: str, name: str, **promised: float) -> Figure:
        """How many completions are made in a second of processor time."""
        return median_of(label, [1 / one for one in self.seconds(name)], "/s", **promised)

    def times(self, label: str, name: str, other: str, **promised: float) -> Figure:
        """How many times as much one costs as another, round by round."""
        pairs = zip(self.seconds(name), self.seconds(other), strict=True)
        return median_of(label, [one / beside for one, beside in pairs], "times", **promised)


def take_turns(
    players: Mapping[str, Play], times: int, *, rounds: int = ROUNDS, warm_up: int | None = None
) -> Turns:
    """Let each have its turn, round after round, after one that does not count.

    Args:
        players: Those that are measured, by name.
        times: Completions in a turn.
        rounds: That count.
        warm_up: Completions in the turn that does not count; None: as many as in the others.
    """
    found: dict[str, list[list[float]]] = {name: [] for name in players}
    gone: dict[str, str] = {}
    for number in range(rounds + 1):
        for name, play in _staying(players, gone):
            try:
                spent = play(times if number or warm_up is None else warm_up)
            except Gone as error:
                gone[name] = str(error)
                del found[name]
            else:
                if number:
                    found[name].append(spent)
    return Turns(found, gone)


def _staying(players: Mapping[str, Play], gone: Mapping[str, str]) -> Iterator[tuple[str, Play]]:
    pairs: Sequence[tuple[str, Play]] = tuple(players.items())
    return ((name, play) for name, play in pairs if name not in gone)
