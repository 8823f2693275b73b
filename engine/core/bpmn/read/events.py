"""Start, end, intermediate and boundary events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from engine.core.bpmn.model import (
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    Error,
    StartEvent,
    ThrowEvent,
)
from engine.core.bpmn.read.node import NodeParts, node_parts
from engine.core.bpmn.read.triggers import Role, read_trigger
from engine.core.bpmn.read.unsupported import not_run
from engine.core.bpmn.read.zeebe import extension

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader


def _parts(reader: Reader, element: etree._Element) -> NodeParts:
    if extension(element, "ioMapping") is not None:
        not_run(reader, element, "eventMapping")
    return node_parts(reader, element)


def start_event(reader: Reader, element: etree._Element) -> StartEvent:
    """Where a process, subprocess or event subprocess begins."""
    role = _start_role(reader, element)
    parts = _parts(reader, element)
    trigger = read_trigger(reader, element, role)
    interrupting = reader.flag(element, "isInterrupting", default=True)
    if role is Role.EVENT_START and isinstance(trigger, Error) and not interrupting:
        message = "an error always ends what it happened in; make the start event interrupting"
        reader.problem(element, message)
    return StartEvent(**parts, trigger=trigger, interrupting=interrupting)


def _start_role(reader: Reader, element: etree._Element) -> Role:
    around = element.getparent()
    if around is None or reader.kind(around) == "process":
        return Role.PROCESS_START
    by_event = reader.flag(around, "triggeredByEvent", default=False)
    return Role.EVENT_START if by_event else Role.SUBPROCESS_START


def end_event(reader: Reader, element: etree._Element) -> EndEvent:
    """Where a path ends."""
    parts = _parts(reader, element)
    return EndEvent(**parts, trigger=read_trigger(reader, element, Role.END))


def catch_event(reader: Reader, element: etree._Element) -> CatchEvent:
    """Where a path waits."""
    parts = _parts(reader, element)
    return CatchEvent(**parts, trigger=read_trigger(reader, element, Role.CATCH))


def throw_event(reader: Reader, element: etree._Element) -> ThrowEvent:
    """Where a path tells something and goes on."""
    parts = _parts(reader, element)
    return ThrowEvent(**parts, trigger=read_trigger(reader, element, Role.THROW))


def boundary_event(reader: Reader, element: etree._Element) -> BoundaryEvent:
    """What may happen while an activity runs."""
    parts = _parts(reader, element)
    trigger = read_trigger(reader, element, Role.BOUNDARY)
    interrupting = reader.flag(element, "cancelActivity", default=True)
    if isinstance(trigger, Error) and not interrupting:
        message = "an error always ends what it happened in; make the boundary event interrupting"
        reader.problem(element, message)
    return BoundaryEvent(
        **parts,
        trigger=trigger,
        attached_to=reader.word(element, "attachedToRef"),
        interrupting=interrupting,
    )
