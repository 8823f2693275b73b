"""Call activities and subprocesses; tasks have files of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from engine.core.bpmn.model import CallActivity, Formula, SubProcess
from engine.core.bpmn.read.node import activity_parts
from engine.core.bpmn.read.unsupported import UNSUPPORTED, not_run
from engine.core.bpmn.read.zeebe import extension

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader


def call_activity(reader: Reader, element: etree._Element) -> CallActivity:
    """Runs another process; the standard's own attribute serves where Camunda's is missing."""
    ours = extension(element, "calledElement")
    process = Formula(reader.word(element, "calledElement"))
    passes_all = returns_all = True
    if ours is not None:
        process = reader.formula(ours, ours.get("processId")) or process
        passes_all = reader.flag(ours, "propagateAllParentVariables", default=True)
        returns_all = reader.flag(ours, "propagateAllChildVariables", default=True)
    if not process.text:
        message = "the activity names no process; write the id of the one to call (processId)"
        reader.problem(element, message)
    return CallActivity(
        **activity_parts(reader, element),
        process=process,
        passes_all=passes_all,
        returns_all=returns_all,
    )


def subprocess(reader: Reader, element: etree._Element) -> SubProcess:
    """A part of a process; what is inside was read before."""
    kind = reader.kind(element)
    if kind in UNSUPPORTED:
        not_run(reader, element, kind)
    parts = activity_parts(reader, element)
    by_event = reader.flag(element, "triggeredByEvent", default=False)
    if by_event and parts["loop"] is not None:
        not_run(reader, element, "eventLoop")
    return SubProcess(**parts, scope=reader.scopes[element], by_event=by_event)
