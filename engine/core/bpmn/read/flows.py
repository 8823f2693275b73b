"""Sequence flows: from a node to a node of the same scope."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from lxml import etree

from engine.core.bpmn.model import Flow
from engine.core.bpmn.read.document import NODES
from engine.core.bpmn.read.formal import formal_expression

if TYPE_CHECKING:
    from engine.core import feel
    from engine.core.bpmn.read.reader import Reader


def read_flows(
    reader: Reader, container: etree._Element, nodes: Container[str]
) -> tuple[Flow, ...]:
    """The flows of a scope; one that connects no two of its nodes is a problem and left out."""
    found = (_flow(reader, one, nodes) for one in reader.children(container, "sequenceFlow"))
    return tuple(flow for flow in found if flow is not None)


def _flow(reader: Reader, element: etree._Element, nodes: Container[str]) -> Flow | None:
    source = _end(reader, element, "sourceRef", nodes)
    target = _end(reader, element, "targetRef", nodes)
    condition = _condition(reader, element)
    if source is None or target is None:
        return None
    return Flow(
        id=reader.id(element),
        source=source,
        target=target,
        name=reader.name(element),
        line=element.sourceline,
        condition=condition,
    )


def _end(reader: Reader, element: etree._Element, name: str, nodes: Container[str]) -> str | None:
    """The node at an end of a flow; None, with a problem, where there is none."""
    end = (element.get(name) or "").strip()
    if end in nodes:
        return end
    verb = "comes from" if name == "sourceRef" else "leads to"
    other = reader.elements.get(end)
    if not end:
        wrong = f"the flow {verb} nothing"
    elif other is None:
        wrong = f"the flow {verb} '{end}', which is not in the diagram"
    elif reader.kind(other) in NODES:
        message = (
            f"the flow {verb} '{end}' across the border of a subprocess or process; connect nodes"
            " of the same side, or send a message"
        )
        reader.problem(element, message)
        return None
    else:
        wrong = f"the flow {verb} '{end}', which is neither activity, event nor gateway"
    reader.problem(element, f"{wrong}; draw it again from one node to another")
    return None


def _condition(reader: Reader, element: etree._Element) -> feel.Expression | None:
    written = reader.child(element, "conditionExpression")
    return None if written is None else formal_expression(reader, written)
