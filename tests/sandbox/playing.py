"""Diagrams played in a sandbox, and what was done written down as one line of ids."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from datetime import timedelta

from engine.core import event as e
from engine.sandbox import Case, Sandbox
from tests.core.bpmn import drawing as d

NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)
BESIDE = "".join(
    [
        d.new_message("M"), d.new_message("N"), d.new_signal("SIG", "S"), d.new_error("E1", "E1"),
        d.new_error("E2", "E2"), d.new_escalation("C1", "C1"),
    ]
)  # fmt: skip


def step(id: str) -> str:
    """An automatic step that is written down when it is done."""
    return d.task(id)


def sandbox(*fragments: str, beside: str = BESIDE, actions: Mapping[str, Callable] | None = None):
    """A sandbox with one process `p`."""
    made = Sandbox(now=NOW)
    made.publish(d.definitions(beside, d.process("p", *fragments)))
    for name, function in (actions or {}).items():
        made.register(name, function)
    return made


def play(*fragments: str, variables: Mapping[str, object] | None = None, **more) -> Case:
    """A case of one process."""
    return sandbox(*fragments, **more).start("p", variables)


def done(case: Case, *, only: str = "") -> str:
    """The elements that completed, in order, separated by spaces; `only` those named in it."""
    completed = [one.element for one in case.history if isinstance(one, e.ElementCompleted)]
    wanted = only.split()
    return " ".join(id for id in completed if not wanted or id in wanted)


def open_at(case: Case) -> list[str]:
    """The elements where tasks are open, sorted."""
    return sorted(task.element_id for task in case.open_tasks)


def pass_time(case: Case, **much: float) -> None:
    case._sandbox.advance(timedelta(**much))
