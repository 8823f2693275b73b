"""A case between two steps, what a step gives, and what it needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.core import event as e
from engine.core.case.waits import Waits
from engine.core.spiff.build import Program
from engine.core.spiff.instance import Host

CaseStatus = Literal["active", "completed", "cancelled", "failed"]
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceState:
    """An instance between two steps.

    Attributes:
        caller: The instance and token that called it; None for the root.
        state: Its bytes.
    """

    id: str
    process: str
    status: CaseStatus
    caller: tuple[str, str] | None
    state: bytes


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case between two steps: its instances by id, the root first."""

    instances: Mapping[str, InstanceState] = field(default_factory=dict)

    @property
    def root(self) -> InstanceState:
        """The instance that the case began with."""
        return next(iter(self.instances.values()))

    @property
    def status(self) -> CaseStatus:
        """That of the root."""
        return self.root.status


@dataclass(frozen=True, slots=True)
class Step:
    """What came of an intent.

    Attributes:
        state: The next one.
        events: What happened, in order.
        for_others: Of that, the messages that nobody in the case waited for, and all signals.
        waits: What the instances that moved wait for now, by their ids.
    """

    state: CaseState
    events: tuple[e.StepEvent, ...]
    for_others: tuple[e.MessageThrown | e.SignalThrown, ...] = ()
    waits: Mapping[str, Waits] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a case needs from outside.

    Attributes:
        programs: The processes of its release, by id.
        host: The time, actions, decisions, and what expressions can read.
        new_id: Gives a new id at each call.
    """

    programs: Mapping[str, Program]
    host: Host
    new_id: Callable[[], str]


class NotWaiting(LookupError):
    """The token that was named does not wait for this any more."""
