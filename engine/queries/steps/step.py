"""One element of a diagram in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StepKind = Literal[
    "start",
    "end",
    "catch",
    "throw",
    "boundary",
    "exclusive",
    "inclusive",
    "parallel",
    "event choice",
    "user task",
    "manual task",
    "plain task",
    "service task",
    "send task",
    "receive task",
    "script task",
    "decision",
    "call",
    "subprocess",
    "event subprocess",
]
TriggerKind = Literal["", "timer", "message", "signal", "error", "escalation", "terminate"]


@dataclass(frozen=True, slots=True)
class DueWords:
    """A due rule: so many of a unit (`min`, `h`, `d`, `wd`, `months`), from a variable or now."""

    amount: int
    unit: str
    variable: str = ""
    before: bool = False


@dataclass(frozen=True, slots=True)
class WayOn:
    """Where it goes on.

    Attributes:
        to: The id of the next element.
        when: The name of the way, or its condition as written; empty for always.
        otherwise: Whether it is taken when no other is.
    """

    to: str
    when: str = ""
    otherwise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepInWords:
    """One element.

    Attributes:
        name: Its label; may be empty, as of a gateway where ways meet.
        trigger: What an event waits for or throws.
        trigger_text: Its name, or the time as written.
        interrupting: Whether an event that happens ends what it is attached to, or is in.
        attached_to: The id of the activity on whose border it is.
        inside: The ids of the subprocesses that it is in, the outermost first.
        groups: Whom a task is for, as they are called.
        form: The key of its form; `embedded` for one in the diagram itself, empty for none.
        decision: The id of what it decides by.
        calls: The id of the process that it calls.
        repeats: Whether it is done for each item of a list, and how.
        safety: Whether being late at all is critical.
        ways: Where it goes on; empty at an end.
    """

    id: str
    name: str
    kind: StepKind
    documentation: str
    trigger: TriggerKind = ""
    trigger_text: str = ""
    interrupting: bool = True
    attached_to: str = ""
    inside: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    form: str = ""
    due: DueWords | None = None
    standards: tuple[str, ...] = ()
    stage: str = ""
    decision: str = ""
    calls: str = ""
    repeats: Literal["", "one by one", "all at once"] = ""
    safety: bool = False
    ways: tuple[WayOn, ...] = ()
