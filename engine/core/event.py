"""The facts that a step can establish: one closed union, enough to rebuild every element's history.

An `instance` is the id of the running process that a fact belongs to, an `element` the id of a
node in its diagram, a `token` the id of one visit to it: an element that is reached twice has two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Variables = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What all events say."""

    instance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementEvent(Event):
    """A fact about one visit to an element."""

    element: str
    token: str


# Instances


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceStarted(Event):
    """A process began; `caller` is the token of the call activity that began it."""

    process: str
    caller: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceCompleted(Event):
    """A process reached its end; `ends` are the end events that were reached."""

    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceFailed(Event):
    """An error that nothing caught ended a process."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceCancelled(Event):
    """A person stopped a process, or what called it was interrupted."""


# Elements


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementEntered(ElementEvent):
    """A token arrived; `flows` are those it came along, none at the start of a scope."""

    flows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementCompleted(ElementEvent):
    """A token went on; `by` is the person who completed a user task."""

    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementInterrupted(ElementEvent):
    """A token was taken away before its element had completed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTaskOpened(ElementEvent):
    """Work for a person: who may do it, and when it is due, as the diagram says."""

    name: str
    form: str | None = None
    assignee: str | None = None
    candidate_groups: tuple[str, ...] = ()
    candidate_users: tuple[str, ...] = ()
    due: datetime | None = None
    follow_up: datetime | None = None
    priority: int | None = None


# Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerStarted(ElementEvent):
    """A clock runs until `due`, aware and in UTC."""

    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired(ElementEvent):
    """A clock ran out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionOpened(ElementEvent):
    """Someone waits for a message with this key (None: with any), or for a signal."""

    kind: str
    name: str
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCaught(ElementEvent):
    """A message or signal arrived."""

    name: str


# Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageThrown(ElementEvent):
    """A message was sent."""

    name: str
    key: str | None
    variables: Variables


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalThrown(ElementEvent):
    """A signal was sent to everyone."""

    name: str
    variables: Variables


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorThrown(ElementEvent):
    """An error was thrown; `caught_by` is the boundary event that took it."""

    code: str
    caught_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationThrown(ElementEvent):
    """An escalation was thrown; `caught_by` is the boundary event that took it, if any."""

    code: str
    caught_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessCalled(ElementEvent):
    """A call activity wants a process to run."""

    process: str
    variables: Variables


# Deciding, failing


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade(ElementEvent):
    """A decision gave a value; `rules` are the numbers of the rules that decided, by table."""

    decision: str
    value: object
    rules: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VariablesChanged(ElementEvent):
    """An element left values in the scope around it."""

    variables: Variables


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRaised(ElementEvent):
    """The engine could not go on here; a person must act, then the token can be retried."""

    reason: str


StepEvent = (
    InstanceStarted
    | InstanceCompleted
    | InstanceFailed
    | InstanceCancelled
    | ElementEntered
    | ElementCompleted
    | ElementInterrupted
    | UserTaskOpened
    | TimerStarted
    | TimerFired
    | SubscriptionOpened
    | MessageCaught
    | MessageThrown
    | SignalThrown
    | ErrorThrown
    | EscalationThrown
    | ProcessCalled
    | DecisionMade
    | VariablesChanged
    | IncidentRaised
)
