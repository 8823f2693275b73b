"""Gateways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from engine.core.bpmn.model import (
    EventGateway,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
)
from engine.core.bpmn.read.node import node_parts
from engine.core.bpmn.read.unsupported import not_run

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader


def exclusive_gateway(reader: Reader, element: etree._Element) -> ExclusiveGateway:
    """One way of several."""
    parts = node_parts(reader, element)
    return ExclusiveGateway(**parts, default=reader.word(element, "default") or None)


def inclusive_gateway(reader: Reader, element: etree._Element) -> InclusiveGateway:
    """Some ways of several."""
    parts = node_parts(reader, element)
    return InclusiveGateway(**parts, default=reader.word(element, "default") or None)


def parallel_gateway(reader: Reader, element: etree._Element) -> ParallelGateway:
    """All ways."""
    return ParallelGateway(**node_parts(reader, element))


def event_gateway(reader: Reader, element: etree._Element) -> EventGateway:
    """The way whose event happens first."""
    if reader.flag(element, "instantiate", default=False):
        not_run(reader, element, "instantiateGateway")
    if reader.word(element, "eventGatewayType") == "Parallel":
        not_run(reader, element, "parallelEvents")
    return EventGateway(**node_parts(reader, element))
