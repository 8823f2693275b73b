"""Who is there to be compared with: each rival in a process of its own, or why it is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.player import Gone, Player, playing
from bench.rivals.install import HERE, Missing, node, python


@dataclass(frozen=True, slots=True)
class Invited:
    """Those who came, and why others did not.

    Attributes:
        players: By name.
        missing: The reason by name.
    """

    players: dict[str, Player]
    missing: dict[str, str]


Start = Callable[[Path, str], AbstractContextManager[Player]]
"""Starts a rival in a folder for its database, with a way of SQLite to synchronise."""


def _program(module: str) -> Start:
    def start(folder: Path, synchronous: str) -> AbstractContextManager[Player]:
        command = [str(python()), "-m", f"bench.rivals.{module}", str(folder), synchronous]
        return playing(command)

    return start


def _bpmn_engine(folder: Path, synchronous: str) -> AbstractContextManager[Player]:
    return playing([str(node()), str(HERE / "bpmn_engine.mjs"), str(folder), synchronous])


RIVALS: dict[str, Start] = {
    "SpiffWorkflow": _program("plain_spiff"),
    "viewflow": _program("django_viewflow"),
    "bpmn-engine": _bpmn_engine,
}


@contextmanager
def invited(
    synchronous: str, rivals: Sequence[tuple[str, Start]] = tuple(RIVALS.items())
) -> Iterator[Invited]:
    """Start all rivals that can be had; they end afterwards."""
    players: dict[str, Player] = {}
    missing: dict[str, str] = {}
    with TemporaryDirectory() as folder, ExitStack() as stack:
        for name, start in rivals:
            own = Path(folder) / name
            own.mkdir()
            try:
                players[name] = stack.enter_context(start(own, synchronous))
            except (Missing, Gone) as error:
                missing[name] = str(error)
        yield Invited(players, missing)
