"""What all elements of a diagram do: be entered, do their work, go on along their flows.

A token that arrives is READY. The driver runs it: its work is done at once, or it waits and is
STARTED until something completes it. What fails parks the token with an incident.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.mixins import BpmnSpecMixin
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.core import event as e
from engine.core.spiff.evaluation import holds
from engine.core.spiff.faults import Fault

if TYPE_CHECKING:
    from engine.core.bpmn.model import Flow, Node
    from engine.core.spiff.instance import Instance


@dataclass(frozen=True, slots=True)
class Way:
    """A flow, and where a token that takes it goes first."""

    flow: Flow
    target: Any


class Element(BpmnSpecMixin):  # type: ignore[misc]  # SpiffWorkflow has no types
    """An element of the diagram.

    Attributes:
        node: What the diagram says of it.
        ways: Where it leads, in the order of the document.
        incoming: The ids of the flows that lead to it.
        silent: Whether the journal has nothing of it, because another element stands for it.
    """

    silent = False

    def __init__(self, scope: Any, node: Node, name: str | None = None) -> None:
        super().__init__(scope, name or node.id, bpmn_name=node.name)
        self.node = node
        self.ways: list[Way] = []
        self.incoming: list[str] = []

    # What the elements of each kind say for themselves

    def work(self, _token: Task) -> bool:
        """Do the work; True when it is done, False to wait for somebody to complete it.

        Raises:
            Fault: It cannot be done.
        """
        return True

    def leave(self, _token: Task) -> None:
        """Pass on what the work gave, once it is done.

        Raises:
            Fault: It cannot be passed on.
        """

    def chosen(self, token: Task) -> Sequence[Way]:
        """The ways that a completed token goes on: unconditional flows, and those that hold.

        Raises:
            Fault: There is none, though the element has flows.
        """
        return taken(self, token)

    def completed(self, token: Task) -> None:
        """What else happens when a token has completed."""

    # SpiffWorkflow's life of a task

    def test(self) -> None:
        """The diagram was checked when it was read."""

    def _predict(self, *_arguments: Any, **_more: Any) -> None:
        """No token is made before it is needed."""

    def _update_hook(self, _token: Task) -> bool:
        return True

    def _run_hook(self, token: Task) -> bool | None:
        data = token.internal_data
        try:
            if "entered" not in data:
                data["entered"] = True
                self.enter(token)
            if "done" not in data:
                if not self.work(token):
                    return None
                data["done"] = True
            if "left" not in data:
                self.leave(token)
                data["left"] = True
            data["ways"] = [way.flow.id for way in self.chosen(token)]
        except Fault as fault:
            park(token, str(fault))
            return None
        return True

    def _on_complete_hook(self, token: Task) -> None:
        instance = instance_of(token)
        if not self.silent:
            by = token.internal_data.get("by")
            instance.journal.append(e.ElementCompleted(**where(token), by=by))
        self.completed(token)
        instance.variables.forget(token)
        chosen = token.internal_data.get("ways")
        for way in self.ways:
            if chosen is None or way.flow.id in chosen:
                send(token, way.target, flow=way.flow.id)

    def enter(self, token: Task) -> None:
        """Note that a token has arrived."""
        flow = token.internal_data.get("flow")
        entered = e.ElementEntered(**where(token), flows=(flow,) if flow else ())
        instance_of(token).journal.append(entered)


def taken(element: Element, token: Task) -> list[Way]:
    """Unconditional ways, those whose condition holds, else the default one."""
    default = getattr(element.node, "default", None)
    conditional = [way for way in element.ways if way.flow.condition is not None]
    chosen = {
        way.flow.id
        for way in element.ways
        if way.flow.id != default
        and (way.flow.condition is None or holds(way.flow.condition, token))
    }
    if default is not None and not chosen.intersection(way.flow.id for way in conditional):
        chosen.add(default)
    if element.ways and not chosen:
        raise Fault("no condition of the outgoing flows holds, and there is no default flow")
    return [way for way in element.ways if way.flow.id in chosen]


def send(token: Task, target: Any, **data: object) -> Task:
    """Make a token behind a token, ready to be run."""
    new_id = instance_of(token).host.new_id()
    child = Task(token.workflow, target, token, state=TaskState.READY, id=new_id)
    child.internal_data.update(data)
    child.internal_data["number"] = instance_of(token).next_number()
    child.data = token.data
    return child


def run(token: Task) -> None:
    """Let a token do its work, and go on when it is done.

    Unlike SpiffWorkflow's own it leaves a token alone that its own work took away, as an error
    that it throws does.
    """
    done = token.task_spec._run(token)
    if not token.has_state(TaskState.NOT_FINISHED_MASK):
        return
    if done:
        token.complete()
    else:
        token._set_state(TaskState.STARTED)


def complete(token: Task, *, by: str | None = None) -> None:
    """Complete a token that waits; where it cannot go on it waits there, with an incident."""
    token.internal_data["done"] = True
    if by is not None:
        token.internal_data["by"] = by
    run(token)


def retry(token: Task) -> None:
    """Let a token that was parked try again."""
    del token.internal_data["incident"]
    run(token)


def park(token: Task, reason: str) -> None:
    """Let a token wait for a person, with an incident."""
    token.internal_data["incident"] = reason
    instance_of(token).journal.append(e.IncidentRaised(**where(token), reason=reason))


def instance_of(token: Task) -> Instance:
    """The instance that a token runs in."""
    instance: Instance = token.workflow.top_workflow
    return instance


def where(token: Task) -> Mapping[str, Any]:
    """What every event says of a token."""
    return {
        "instance": instance_of(token).id,
        "element": token.task_spec.node.id,
        "token": token.id.hex,
    }
