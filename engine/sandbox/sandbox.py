"""The engine in memory."""

from __future__ import annotations

import datetime
import difflib
import itertools
from collections.abc import Mapping
from pathlib import Path

from engine.core import bpmn, dmn
from engine.core import case as cases
from engine.core.bpmn import model as m
from engine.core.problem import Problem
from engine.core.release import missing_processes
from engine.core.spiff.build import Program, build
from engine.core.spiff.instance import Action, Host
from engine.sandbox.case import Case, Incident
from engine.sandbox.documents import is_dmn, read, xml_of
from engine.sandbox.refusals import DiagramRefused, UnknownProcess

Values = Mapping[str, object]


class Sandbox:
    """An engine in memory.

    Attributes:
        now: The time on its clock, aware.
    """

    def __init__(self, now: datetime.datetime | None = None) -> None:
        """Begin at a time; without one at the start of 2027, UTC.

        Raises:
            ValueError: The time is naive.
        """
        self.now = now or datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
        if self.now.tzinfo is None:
            raise ValueError("now must be aware: give it a time zone")
        self.cases: list[Case] = []
        self._programs: dict[str, Program] = {}
        self._models: list[dmn.Model] = []
        self._actions: dict[str, Action] = {}
        self._ids = itertools.count(1)

    def publish(self, *documents: str | bytes | Path) -> tuple[Problem, ...]:
        """Make the processes and decisions of some documents known.

        Args:
            documents: BPMN or DMN, each as XML or as the path of a file.

        Returns:
            Warnings.

        Raises:
            DiagramRefused: Something in them cannot run; then none of them is known.
        """
        diagrams: list[m.Diagram] = []
        models: list[dmn.Model] = []
        problems: list[Problem] = []
        for xml in map(xml_of, documents):
            if is_dmn(xml):
                models.append(read(dmn.read, xml))
                problems += models[-1].problems
            else:
                diagrams.append(read(bpmn.read, xml))
                problems += diagrams[-1].problems
        if any(problem.severity == "error" for problem in problems):
            raise DiagramRefused(tuple(problems))
        for diagram in diagrams:
            self._programs |= {process.id: build(process) for process in diagram.processes}
        self._models += models
        missing = (
            one for diagram in diagrams for one in missing_processes(diagram, self._programs)
        )
        return (*problems, *missing)

    def register(self, action_name: str, function: Action) -> None:
        """Say what a service task does: a function from the variables to new ones.

        It may raise `BpmnErrorThrown(code)`, which the diagram can catch; whatever else it
        raises is an incident.
        """
        self._actions[action_name] = function

    def start(self, process_id: str, variables: Values | None = None) -> Case:
        """Begin a case.

        Raises:
            UnknownProcess: No published diagram has this process.
        """
        if process_id not in self._programs:
            near = difflib.get_close_matches(process_id, self._programs, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise UnknownProcess(f"no published diagram has a process '{process_id}'{hint}")
        case = Case(self)
        self.cases.append(case)
        case._take(cases.start(self._world(), process_id, variables or {}))
        return case

    def advance(self, by: datetime.timedelta) -> None:
        """Let time pass; timers fire in their order, each at its own time."""
        end = self.now + by
        while True:
            due = [(*timer, case) for case in self.cases for timer in case._timers()]
            first = min(due, key=lambda timer: timer[0], default=None)
            if first is None or first[0] > end:
                break
            moment, instance, token, case = first
            self.now = max(self.now, moment.astimezone(self.now.tzinfo))
            case._take(cases.fire_timer(self._world(), case._state, instance, token))
        self.now = end

    def send(
        self, message_name: str, correlation_key: object = None, variables: Values | None = None
    ) -> Case | None:
        """Send a message: to the first case that waits for it, else to a process it starts.

        Returns:
            The case that took it; None when nobody did.
        """
        key = None if correlation_key is None else str(correlation_key)
        return self._send(message_name, key, variables or {}, None)

    def signal(self, name: str, variables: Values | None = None) -> None:
        """Send a signal to every case that waits for it, and start what it starts."""
        self._signal(name, variables or {}, None)

    @property
    def incidents(self) -> list[Incident]:
        """Where cases could not go on, case by case."""
        return [incident for case in self.cases for incident in case._incidents()]

    # How messages get from one case to another

    def _send(self, name: str, key: str | None, values: Values, sender: Case | None) -> Case | None:
        for case in list(self.cases):
            if case is not sender and case.status == "active":
                step = cases.deliver_message(self._world(), case._state, name, key, values)
                if step is not None:
                    case._take(step)
                    return case
        for process_id in self._started_by(m.Message, name):
            return self.start(process_id, values)
        return None

    def _signal(self, name: str, values: Values, sender: Case | None) -> None:
        for case in list(self.cases):
            if case is not sender and case.status == "active":
                step = cases.deliver_signal(self._world(), case._state, name, values)
                if step is not None:
                    case._take(step)
        for process_id in self._started_by(m.Signal, name):
            self.start(process_id, values)

    def _started_by(self, kind: type[m.Message | m.Signal], name: str) -> list[str]:
        return [
            process_id
            for process_id, program in self._programs.items()
            for node in program.process.scope.nodes.values()
            if isinstance(node, m.StartEvent)
            and isinstance(node.trigger, kind)
            and node.trigger.name == name
        ]

    def _world(self) -> cases.World:
        host = Host(self.now, self._actions, self._decide)
        return cases.World(
            programs=self._programs, host=host, new_id=lambda: f"instance-{next(self._ids)}"
        )

    def _decide(self, name: str, variables: Values) -> dmn.DecisionResult:
        for model in reversed(self._models):
            known = {d.id for d in model.decisions} | {d.name for d in model.decisions}
            known |= {s.id for s in model.services} | {s.name for s in model.services}
            if name in known:
                return model.evaluate(name, variables, now=self.now)
        raise dmn.DmnError(f"no published document has a decision '{name}'")
