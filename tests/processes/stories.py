"""Processes of the programme played in a sandbox, each task with the form that people fill in."""

import datetime
from collections.abc import Mapping

from engine.core import event as e
from engine.sandbox import Case, Sandbox
from tests.processes.documents import DECISIONS, DIAGRAMS, nodes, process, user_tasks
from tests.processes.filling import filled, routed

NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)
TASKS = {task.id: task for path in DIAGRAMS for task in user_tasks(path)}


def programme(only: str = "") -> Sandbox:
    """A sandbox with the programme's processes, `only` those whose file begins so."""
    made = Sandbox(now=NOW)
    made.publish(*DECISIONS, *(path for path in DIAGRAMS if path.stem.startswith(only)))
    return made


def begun(process_id: str, variables: Mapping[str, object] | None = None) -> Case:
    return programme(process_id).start(process_id, variables)


def answer(case: Case, step: str, **answers: object) -> None:
    """Complete the open task at a step with what its form asks."""
    (task,) = (task for task in case.open_tasks if task.element_id == step)
    form_id = TASKS[step].form.form_id
    (instance,) = (one for one in case._instances() if one.id == task.instance_id)
    data = filled(form_id, answers, instance.variables.root)
    case.complete(task.id, routed(form_id, data), by="somebody")


def steps(case: Case) -> list[str]:
    """What people did, in order."""
    return [one.element for one in case.history if isinstance(one, e.ElementCompleted) and one.by]


def open_at(case: Case) -> list[str]:
    return sorted(task.element_id for task in case.open_tasks)


def results(case: Case) -> list[str]:
    """`programme:result` or `programme:outcome` of the ends that the case itself reached."""
    root = next(one for one in case.history if isinstance(one, e.InstanceStarted))
    scope = next(process(path).scope for path in DIAGRAMS if process(path).id == root.process)
    known = {node.id: node.properties for node in nodes(scope)}
    reached = [
        known[one.element]
        for one in case.history
        if isinstance(one, e.ElementCompleted) and one.instance == root.instance
    ]
    return [end[kind] for end in reached for kind in ("result", "outcome") if kind in end]


def rules(case: Case) -> list[tuple[str, int]]:
    """The rules that decided, in order, each with its table."""
    made = [one for one in case.history if isinstance(one, e.DecisionMade)]
    return [rule for one in made for rule in one.rules]


def pass_days(case: Case, days: float) -> None:
    case._sandbox.advance(datetime.timedelta(days=days))
