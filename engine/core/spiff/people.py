"""Tasks that wait for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core import event as e
from engine.core.bpmn import model as m
from engine.core.spiff.activities import Activity
from engine.core.spiff.element import instance_of, where
from engine.core.spiff.evaluation import text_of, value_of
from engine.core.spiff.schedule import due_of, follow_up_of

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task


class ManualTask(Activity):
    """Work outside the system, which somebody ticks off here."""

    def perform(self, token: Task) -> bool:
        """Open the task."""
        instance_of(token).journal.append(e.UserTaskOpened(**where(token), name=self.node.name))
        return False


class UserTask(Activity):
    """Work for a person."""

    node: m.UserTask

    def perform(self, token: Task) -> bool:
        """Open the task, with what the diagram says of it."""
        node, priority = self.node, value_of(self.node.priority, token)
        opened = e.UserTaskOpened(
            **where(token),
            name=node.name,
            form=node.form.form_id if node.form is not None else None,
            assignee=text_of(node.assignment.assignee, token),
            candidate_groups=_names(value_of(node.assignment.candidate_groups, token)),
            candidate_users=_names(value_of(node.assignment.candidate_users, token)),
            due=due_of(node.schedule, token),
            follow_up=follow_up_of(node.schedule, token),
            priority=int(str(priority)) if str(priority).isdigit() else None,
        )
        instance_of(token).journal.append(opened)
        return False


def _names(value: object) -> tuple[str, ...]:
    """Names from a list, or from a text with commas."""
    if isinstance(value, list):
        return tuple(str(name) for name in value)
    return tuple(name.strip() for name in str(value or "").split(",") if name.strip())
