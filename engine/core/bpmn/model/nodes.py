"""Events and gateways (BPMN 2.0, clauses 10.4 and 10.5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.core.bpmn.model.events import NoTrigger, Trigger
from engine.core.bpmn.model.node import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEvent(Node):
    """Where a scope begins; `interrupting` matters in an event subprocess alone."""

    trigger: Trigger = field(default_factory=NoTrigger)
    interrupting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEvent(Node):
    """Where a path ends."""

    trigger: Trigger = field(default_factory=NoTrigger)


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchEvent(Node):
    """Waits."""

    trigger: Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrowEvent(Node):
    """Tells, and goes on."""

    trigger: Trigger = field(default_factory=NoTrigger)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryEvent(Node):
    """Waits while an activity runs; an interrupting one ends it."""

    trigger: Trigger
    attached_to: str
    interrupting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusiveGateway(Node):
    """One way of several: the first whose condition holds, else `default`."""

    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusiveGateway(Node):
    """All ways whose condition holds, else `default`; waits for all that may still arrive."""

    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelGateway(Node):
    """All ways at once; waits for one token from each incoming flow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGateway(Node):
    """The way whose event happens first."""
