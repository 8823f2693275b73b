"""What all stories of a demonstration are played on."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.core.form import Form
    from engine.demo.clock import SetClock
    from engine.executor import Executor


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What all stories are played on.

    Attributes:
        executor: Its clock is `clock`.
        clock: Set to the moment of each move.
        now: Where all stories end.
        forms: By their ids.
        lanes: The role of each lane of the diagrams.
        lists: The values of the lists to choose from, by name.
        sites: The ids of the sites, by name.
        teams: The ids of the teams, by name.
    """

    executor: Executor
    clock: SetClock
    now: datetime.datetime
    forms: Mapping[str, Form]
    lanes: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]
    sites: Mapping[str, str]
    teams: Mapping[str, str]


def same_id(*words: object) -> str:
    """The id of a command, which is the same whenever it is asked for: it is done only once."""
    return hashlib.sha256("/".join(map(str, words)).encode()).hexdigest()[:32]
