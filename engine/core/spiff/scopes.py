"""What runs inside: subprocesses, listeners beside an activity, the start of a scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import BpmnStartTask, SimpleBpmnTask
from SpiffWorkflow.task import Task

from engine.core.bpmn import model as m
from engine.core.spiff.activities import Activity
from engine.core.spiff.element import instance_of, send
from engine.core.spiff.instance import live_tokens

if TYPE_CHECKING:
    from engine.core.spiff.instance import Instance, Part


class SubProcess(Activity):
    """A part of a process, embedded or started by an event."""

    node: m.SubProcess

    def perform(self, token: Task) -> bool:
        """Begin its scope; it completes when nothing in it can move any more."""
        instance_of(token).create_subprocess(token, self.node.id)
        return False


class Root(BpmnStartTask):  # type: ignore[misc]  # SpiffWorkflow has no types
    """The root of a scope: where its tokens begin, and what listens while it runs.

    Attributes:
        first: Where tokens begin.
        listeners: The starts of its event subprocesses.
    """

    def __init__(self, scope: Any, name: str) -> None:
        super().__init__(scope, name)
        self.first: list[Any] = []
        self.listeners: list[Any] = []

    def test(self) -> None:
        """The diagram was checked when it was read."""

    def _predict(self, *_arguments: Any, **_more: Any) -> None:
        """No token is made before it is needed."""

    def _on_complete_hook(self, token: Task) -> None:
        for listener in self.listeners:
            send(token, listener, listens="scope")
        for first in self.first:
            send(token, first)


class ScopeSpec(BpmnProcessSpec):  # type: ignore[misc]  # SpiffWorkflow has no types
    """The specification of a process or subprocess, empty but for its root."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        # SpiffWorkflow's own start and end: their names would forbid elements of these ids.
        self.task_specs.clear()
        self.start = Root(self, f"{name}__root")


class Split(SimpleBpmnTask):  # type: ignore[misc]  # SpiffWorkflow has no types
    """In front of an activity with boundary events: they begin to listen before it begins."""

    def __init__(self, scope: Any, name: str, activity: Any, boundaries: list[Any]) -> None:
        super().__init__(scope, name)
        self.activity = activity
        self.boundaries = boundaries
        for target in (activity, *boundaries):
            self.connect(target)

    def test(self) -> None:
        """The diagram was checked when it was read."""

    def _predict(self, *_arguments: Any, **_more: Any) -> None:
        """No token is made before it is needed."""

    def _update_hook(self, _token: Task) -> bool:
        return True

    def _on_complete_hook(self, token: Task) -> None:
        main = send(token, self.activity, **token.internal_data)
        for boundary in self.boundaries:
            send(token, boundary, listens=main.id.hex)


def is_over(scope: Instance | Part) -> bool:
    """Whether nothing in a scope can move any more but its listeners."""
    return all(token.internal_data.get("listens") == "scope" for token in live_tokens(scope))
