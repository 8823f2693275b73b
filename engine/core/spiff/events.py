"""Events: what begins and ends a scope, what waits, what tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core import event as e
from engine.core.bpmn import model as m
from engine.core.spiff.element import Element, instance_of, send, where
from engine.core.spiff.interrupting import empty, interrupt
from engine.core.spiff.messages import subscribe, throw_message
from engine.core.spiff.throwing import throw_error, throw_escalation
from engine.core.spiff.timers import arm, next_round
from engine.core.spiff.variables import enclosing

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task


class StartEvent(Element):
    """Where a scope begins; what triggered it has happened already."""

    node: m.StartEvent


class EndEvent(Element):
    """Where a path ends."""

    node: m.EndEvent

    def work(self, token: Task) -> bool:
        """Tell what the diagram says, then end."""
        instance, trigger = instance_of(token), self.node.trigger
        if _ends_instance(token):
            instance.ends.append(self.node.id)
        if isinstance(trigger, m.Error):
            throw_error(token, trigger.code or "")
        elif isinstance(trigger, m.Terminate):
            empty(token.workflow, sparing=token)
        else:
            tell(token, trigger)
        return True


def _ends_instance(token: Task) -> bool:
    """Whether an end is of the process itself: at its top, or of what handled an event there."""
    top = token.workflow.top_workflow
    handler = enclosing(token)
    if handler is None:
        return True
    return bool(handler.task_spec.node.by_event and handler.workflow is top)


class ThrowEvent(Element):
    """Tells, and goes on."""

    node: m.ThrowEvent

    def work(self, token: Task) -> bool:
        """Tell what the diagram says."""
        tell(token, self.node.trigger)
        return True


def tell(token: Task, trigger: m.Trigger) -> None:
    """Throw a message, signal or escalation; nothing for an event without one."""
    instance = instance_of(token)
    if isinstance(trigger, m.Message):
        throw_message(token, trigger)
    elif isinstance(trigger, m.Signal):
        thrown = e.SignalThrown(**where(token), name=trigger.name, variables={})
        instance.journal.append(thrown)
    elif isinstance(trigger, m.Escalation):
        throw_escalation(token, trigger.code or "")


def listen(token: Task, trigger: m.Trigger) -> None:
    """Wait for what a trigger names."""
    if isinstance(trigger, m.Timer):
        arm(token, trigger)
    elif isinstance(trigger, (m.Message, m.Signal)):
        subscribe(token, trigger)


class CatchEvent(Element):
    """Waits."""

    node: m.CatchEvent

    def work(self, token: Task) -> bool:
        """Begin to wait."""
        listen(token, self.node.trigger)
        return False

    def completed(self, token: Task) -> None:
        """Behind an event gateway the first event takes the others' chance."""
        for sibling in _rivals(token):
            interrupt(sibling)


def _rivals(token: Task) -> list[Task]:
    if not token.internal_data.get("rival"):
        return []
    siblings = token.parent.children if token.parent is not None else []
    return [one for one in siblings if one is not None and one is not token]


class Listener(Element):
    """What waits while something else runs; it is entered when it catches, not when it waits."""

    node: m.BoundaryEvent | m.StartEvent

    def enter(self, _token: Task) -> None:
        """Nothing: that it waits is drawn, that it caught is news."""

    def work(self, token: Task) -> bool:
        """Begin to wait."""
        listen(token, self.node.trigger)
        return False

    def caught(self, token: Task) -> None:
        """It has caught: take away what it interrupts, or wait for the next time too."""
        host = token.internal_data.pop("listens")
        if self.node.interrupting:
            self.clear(token, host)
            return
        again = next_round(token, self.node.trigger)
        if again is not None:
            send(token.parent, self, listens=host, **again)

    def clear(self, token: Task, host: str) -> None:
        """Take away what it interrupts; `host` is the id of the token that it listened beside."""
        raise NotImplementedError


class BoundaryEvent(Listener):
    """Waits at the border of an activity."""

    node: m.BoundaryEvent

    def caught(self, token: Task) -> None:
        """Note it, and do what listeners do."""
        instance_of(token).journal.append(e.ElementEntered(**where(token)))
        super().caught(token)

    def clear(self, token: Task, host: str) -> None:
        """The activity, and the other events at its border."""
        for sibling in token.parent.children:
            if sibling is not None and sibling.id.hex == host:
                interrupt(sibling)


class EventSubProcessStart(Listener):
    """Waits for what starts an event subprocess, while the scope around it runs.

    Its element is entered inside the subprocess, by the start event of that scope.
    """

    node: m.StartEvent
    silent = True
    handler: Element

    def clear(self, token: Task, _host: str) -> None:
        """All else in the scope."""
        empty(token.workflow, sparing=token)

    def completed(self, token: Task) -> None:
        """Begin the subprocess."""
        send(token, self.handler)
