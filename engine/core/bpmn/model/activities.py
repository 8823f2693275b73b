"""Tasks, subprocesses and calls (BPMN 2.0, clauses 10.2 and 10.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.core.bpmn.model.events import Message
from engine.core.bpmn.model.formula import Formula
from engine.core.bpmn.model.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.core import feel
    from engine.core.bpmn.model.diagram import Scope
    from engine.core.due import DueRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A value that goes into or comes out of an activity: `target` may be a path, `a.b`."""

    source: Formula
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiInstance:
    """An activity that runs once for each item, one after the other or all at once.

    Attributes:
        items: The list; None where `count` says how often.
        count: How often; None where there is a list.
        item_name: The variable that holds the item of a run, None for none.
        result_name: The variable that gets the list of results, None for none.
        result: What of a run goes into it.
        until: Completes the activity early when it becomes true after a run.
    """

    sequential: bool
    items: Formula | None = None
    count: Formula | None = None
    item_name: str | None = None
    result_name: str | None = None
    result: Formula | None = None
    until: feel.Expression | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Node):
    """A task, a subprocess or a call.

    Attributes:
        inputs: Values that are local to it.
        outputs: Values that it leaves in the scope around it; () leaves all as they are.
        default: The flow that is taken when no condition of the others holds.
    """

    inputs: tuple[Mapping, ...] = ()
    outputs: tuple[Mapping, ...] = ()
    loop: MultiInstance | None = None
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReference:
    """The form of a user task: of the release by its id, or embedded as JSON."""

    form_id: str | None = None
    embedded: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who may do a user task."""

    assignee: Formula | None = None
    candidate_groups: Formula | None = None
    candidate_users: Formula | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a user task should be done, and when it should be looked at.

    Attributes:
        rule: Ours, from `programme:due`.
        due: A date and time, in a diagram that comes from elsewhere.
    """

    rule: DueRule | None = None
    due: Formula | None = None
    follow_up: Formula | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask(Activity):
    """Work for a person."""

    form: FormReference | None = None
    assignment: Assignment = field(default_factory=Assignment)
    schedule: Schedule = field(default_factory=Schedule)
    priority: Formula | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualTask(Activity):
    """Work for a person, outside the system; it is ticked off here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTask(Activity):
    """A task of no kind: it completes as soon as it is reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTask(Activity):
    """Automatic work: `action` is the name of what is registered in Python."""

    action: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTask(Activity):
    """Sends a message, or does what is registered under `action`."""

    message: Message | None = None
    action: Formula | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTask(Activity):
    """Waits for a message."""

    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptTask(Activity):
    """Computes a value; `result_name` None throws it away."""

    script: feel.Expression = field(compare=False)
    result_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessRuleTask(Activity):
    """Decides by a decision of the release."""

    decision: Formula
    result_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallActivity(Activity):
    """Runs another process of the release.

    Attributes:
        process: The id of the process.
        passes_all: Whether it gets all variables of the caller.
        returns_all: Whether all its variables come back.
    """

    process: Formula
    passes_all: bool = True
    returns_all: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcess(Activity):
    """A part of a process that is drawn inside it; `by_event` for an event subprocess."""

    scope: Scope
    by_event: bool = False


def everything(scope: Scope) -> Iterator[Node]:
    """The nodes of a scope and those inside its subprocesses, each before what is in it."""
    for node in scope.nodes.values():
        yield node
        if isinstance(node, SubProcess):
            yield from everything(node.scope)
