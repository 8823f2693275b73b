"""What an event waits for or throws (BPMN 2.0, clause 10.5.5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.core.bpmn.model.formula import Formula


class TimerKind(StrEnum):
    """How a timer is written: a date, a length of time, or a repetition."""

    DATE = "timeDate"
    DURATION = "timeDuration"
    CYCLE = "timeCycle"


@dataclass(frozen=True, slots=True)
class NoTrigger:
    """An event that nothing triggers and that throws nothing."""


@dataclass(frozen=True, slots=True)
class Timer:
    """A moment, after a time, or again and again."""

    kind: TimerKind
    value: Formula


@dataclass(frozen=True, slots=True)
class Message:
    """A message to one instance.

    Attributes:
        name: What it is called.
        key: Of who waits, the correlation key that a message must carry; None for any.
    """

    name: str
    key: Formula | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal to everyone who waits for it."""

    name: str


@dataclass(frozen=True, slots=True)
class Error:
    """A drawn failure; `code` None catches every error."""

    code: str | None


@dataclass(frozen=True, slots=True)
class Escalation:
    """A drawn call for help; `code` None catches every escalation."""

    code: str | None


@dataclass(frozen=True, slots=True)
class Terminate:
    """The end of a scope with all that runs in it."""


Trigger = NoTrigger | Timer | Message | Signal | Error | Escalation | Terminate
