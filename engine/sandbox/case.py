"""A case of a sandbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.core import case as cases
from engine.core import event as e
from engine.core.spiff import outside
from engine.core.spiff.instance import Instance
from engine.sandbox.refusals import AmbiguousTask, TaskNotOpen

if TYPE_CHECKING:
    from engine.sandbox.sandbox import Sandbox

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Work that waits for a person.

    Attributes:
        id: Of the task itself, another one at each visit.
        element_id: Of the element in the diagram.
        name: What the diagram calls it.
        instance_id: The running process that it belongs to.
    """

    id: str
    element_id: str
    name: str
    instance_id: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Where the engine could not go on.

    Attributes:
        case: Where it happened.
        element_id: Of the element in the diagram.
        reason: A sentence.
        id: What `Case.retry` takes.
    """

    case: Case
    element_id: str
    reason: str
    id: str


class Case:
    """A running case of a sandbox; made by `Sandbox.start`.

    Attributes:
        history: What happened so far, in order; see `engine.core.event`.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._state = cases.CaseState()
        self.history: list[e.StepEvent] = []

    @property
    def status(self) -> cases.CaseStatus:
        """`active`, `completed`, `cancelled` or `failed`."""
        return self._state.status

    @property
    def variables(self) -> dict[str, object]:
        """The variables of its root process, as Python values of FEEL."""
        return dict(next(self._instances()).variables.root)

    @property
    def open_tasks(self) -> list[OpenTask]:
        """What waits for a person, in the order it was opened."""
        return [
            OpenTask(token.id.hex, node.id, node.name, instance.id)
            for instance in self._instances()
            for token in outside.open_tasks(instance)
            for node in [token.task_spec.node]
        ]

    def complete(
        self, task_or_element_id: str, data: Values | None = None, *, by: str | None = None
    ) -> None:
        """Complete an open task with what was filled in.

        Raises:
            TaskNotOpen: No open task has this id, or stands at this element.
            AmbiguousTask: Several stand at this element.
        """
        task = self._task(task_or_element_id)
        world = self._sandbox._world()
        step = cases.complete_task(world, self._state, task.instance_id, task.id, data or {}, by=by)
        self._take(step)

    def cancel(self) -> None:
        """Stop the case with all that runs in it."""
        self._take(cases.cancel(self._sandbox._world(), self._state))

    def retry(self, incident: Incident) -> None:
        """Let the token of an incident try again."""
        world = self._sandbox._world()
        for instance in self._instances():
            if incident.id in outside.incidents(instance):
                self._take(cases.retry(world, self._state, instance.id, incident.id))
                return
        raise TaskNotOpen(f"the incident at '{incident.element_id}' is no longer there")

    def _task(self, wanted: str) -> OpenTask:
        tasks = self.open_tasks
        found = [task for task in tasks if wanted in (task.id, task.element_id)]
        if not found:
            known = ", ".join(f"'{task.element_id}'" for task in tasks) or "none"
            raise TaskNotOpen(f"no open task is '{wanted}'; open are: {known}")
        if len(found) > 1:
            ids = ", ".join(task.id for task in found)
            raise AmbiguousTask(f"{len(found)} tasks are open at '{wanted}': {ids}")
        return found[0]

    def _take(self, step: cases.Step) -> None:
        """Keep what a step gave, then carry what it told to other cases."""
        self._state = step.state
        self.history += step.events
        for event in step.for_others:
            if isinstance(event, e.MessageThrown):
                self._sandbox._send(event.name, event.key, event.variables, self)
            else:
                self._sandbox._signal(event.name, event.variables, self)

    def _instances(self) -> Iterator[Instance]:
        return cases.instances(self._sandbox._world(), self._state)

    def _timers(self) -> Iterator[tuple[datetime.datetime, str, str]]:
        for instance in self._instances():
            for token in outside.timers(instance):
                due = datetime.datetime.fromisoformat(token.internal_data["due"])
                yield due, instance.id, token.id.hex

    def _incidents(self) -> Iterator[Incident]:
        for instance in self._instances():
            for token_id, reason in outside.incidents(instance).items():
                token = outside.find(instance, token_id)
                if token is not None:
                    yield Incident(self, token.task_spec.node.id, reason, token_id)
