"""Tasks that send and receive, and what all that waits for a message or throws one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core import event as e
from engine.core.bpmn import model as m
from engine.core.spiff.activities import Activity, run_action
from engine.core.spiff.element import instance_of, where
from engine.core.spiff.evaluation import text_of

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task


class SendTask(Activity):
    """Sends a message, or does what is registered."""

    node: m.SendTask

    def perform(self, token: Task) -> bool:
        """Send."""
        if self.node.message is None:
            return run_action(self, token, text_of(self.node.action, token) or "")
        throw_message(token, self.node.message)
        return True


def throw_message(token: Task, message: m.Message) -> None:
    """Note that a message was sent; who gets it is decided outside the instance."""
    instance = instance_of(token)
    values = dict(instance.variables.local.get(token.id.hex, {}))
    key = text_of(message.key, token)
    instance.journal.append(
        e.MessageThrown(**where(token), name=message.name, key=key, variables=values)
    )


class ReceiveTask(Activity):
    """Waits for a message."""

    node: m.ReceiveTask

    def perform(self, token: Task) -> bool:
        """Subscribe."""
        subscribe(token, self.node.message)
        return False


def subscribe(token: Task, trigger: m.Message | m.Signal) -> None:
    """Wait for a message or signal."""
    key = text_of(trigger.key, token) if isinstance(trigger, m.Message) else None
    kind = "message" if isinstance(trigger, m.Message) else "signal"
    token.internal_data["waits"] = [kind, trigger.name, key]
    opened = e.SubscriptionOpened(**where(token), kind=kind, name=trigger.name, key=key)
    instance_of(token).journal.append(opened)
