"""A running process as SpiffWorkflow sees it, with what its elements need from outside."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.core.due import Calendar
from engine.core.spiff.variables import Variables

if TYPE_CHECKING:
    from engine.core.dmn import DecisionResult
    from engine.core.event import StepEvent
    from engine.core.spiff.build import Program

LIVE: Final = TaskState.NOT_FINISHED_MASK
"""States of tokens that may still move."""

Action = Callable[[Mapping[str, object]], Mapping[str, object] | None]

_NOWHERE: Final = Calendar("UTC")


def _nowhere() -> Calendar:
    return _NOWHERE


@dataclass(frozen=True, slots=True)
class Host:
    """What an instance may ask for.

    Attributes:
        now: Aware.
        actions: What service tasks may do, by name: variables in, variables out.
        decide: The result of a decision of the release for some variables.
        context: What every expression can read beside the variables, such as `case`.
        calendar: Gives the calendar of the site, by which due dates are counted.
        new_id: Gives the id of a new token.
    """

    now: datetime.datetime
    actions: Mapping[str, Action] = field(default_factory=dict)
    decide: Callable[[str, Mapping[str, object]], DecisionResult] | None = None
    context: Mapping[str, object] = field(default_factory=dict)
    calendar: Callable[[], Calendar] = _nowhere
    new_id: Callable[[], UUID] = uuid4


class _NoScripts:
    """In the place of SpiffWorkflow's Python engine, so that nothing can reach it."""


class Instance(BpmnWorkflow):  # type: ignore[misc]  # SpiffWorkflow has no types
    """A running process.

    Attributes:
        id: Of the instance.
        program: What it runs.
        host: What it may ask for, in this step.
        variables: Its variables.
        journal: What happened in this step.
        ends: The end events that were reached at the top.
        failure: The code of the error that ended it, None otherwise.
    """

    def __init__(self, program: Program, instance_id: str, host: Host, **more: Any) -> None:
        self.id = instance_id
        self.program = program
        self.host = host
        self.variables = Variables({})
        self.journal: list[StepEvent] = []
        self.ends: list[str] = []
        self.failure: str | None = None
        self.counter = 0
        super().__init__(program.spec, program.parts, script_engine=_NoScripts(), **more)

    def next_number(self) -> int:
        """A number higher than all before it in this instance: the order of arrival."""
        self.counter += 1
        return self.counter

    def create_subprocess(self, my_task: Task, spec_name: str) -> Part:
        """Begin a subprocess for a token."""
        part = Part(self.program.parts[spec_name], my_task.id, self)
        self.subprocesses[my_task.id] = part
        return part

    def _task_completed_notify(self, task: Task) -> None:
        """Nothing: the driver looks after what waits, without a walk over the tree."""


class Part(BpmnSubWorkflow):  # type: ignore[misc]  # SpiffWorkflow has no types
    """A running subprocess."""

    def _task_completed_notify(self, task: Task) -> None:
        """Nothing, as for an instance."""


def live_tokens(workflow: Instance | Part) -> list[Task]:
    """The tokens of one scope that may still move, in the order they were made."""
    return [token for token in workflow.tasks.values() if token.has_state(LIVE)]


def scopes(instance: Instance) -> list[Instance | Part]:
    """The instance and its running subprocesses."""
    return [instance, *instance.subprocesses.values()]
