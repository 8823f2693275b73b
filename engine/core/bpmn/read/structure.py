"""Where a scope begins and ends, what hangs on what, and what is never reached."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from lxml import etree

from engine.core.bpmn.model import (
    Activity,
    BoundaryEvent,
    EndEvent,
    Node,
    Scope,
    StartEvent,
    SubProcess,
)

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader


def check_structure(reader: Reader, scope: Scope, container: etree._Element) -> None:
    """Note what cannot be run of what is connected, and what is never reached."""
    sources = {flow.source for flow in scope.flows}
    targets = {flow.target for flow in scope.flows}
    for node in scope.nodes.values():
        _check_ends(reader, node, sources, targets)
        if isinstance(node, BoundaryEvent):
            _check_host(reader, node, scope)
    starts = [node for node in scope.nodes.values() if isinstance(node, StartEvent)]
    if reader.flag(container, "triggeredByEvent", default=False):
        _check_event_starts(reader, container, starts)
    else:
        _check_starts(reader, starts)
    if starts:
        _check_reached(reader, scope, _pointed_at(reader, container))


def _check_ends(
    reader: Reader, node: Node, sources: Collection[str], targets: Collection[str]
) -> None:
    comes, goes = node.id in targets, node.id in sources
    if isinstance(node, StartEvent) and comes:
        reader.note(node, "a flow leads to a start event; let it lead to the node behind it")
    if isinstance(node, EndEvent) and goes:
        message = "a flow leaves an end event; draw an intermediate event, or remove the flow"
        reader.note(node, message)
    if isinstance(node, BoundaryEvent) and comes:
        message = "a flow leads to a boundary event; let it lead to the node behind it"
        reader.note(node, message)
    if isinstance(node, SubProcess) and node.by_event and (comes or goes):
        message = "flows are drawn at an event subprocess, which its event starts; remove them"
        reader.note(node, message)


def _check_host(reader: Reader, node: BoundaryEvent, scope: Scope) -> None:
    host = scope.nodes.get(node.attached_to)
    if host is None:
        wrong = "the boundary event is on the border of nothing in its scope"
    elif isinstance(host, SubProcess) and host.by_event:
        wrong = f"the boundary event is on the border of the event subprocess '{host.id}'"
    elif not isinstance(host, Activity):
        wrong = f"the boundary event is on the border of '{host.id}', which is no activity"
    else:
        return
    reader.note(node, f"{wrong}; draw it on the border of a task, subprocess or call activity")


def _check_starts(reader: Reader, starts: list[StartEvent]) -> None:
    for node in starts[1:]:
        message = (
            f"a second start event, beside '{starts[0].id}', is not run yet; draw one start event"
            " and a gateway behind it, or a process for each"
        )
        reader.note(node, message)


def _check_event_starts(
    reader: Reader, container: etree._Element, starts: list[StartEvent]
) -> None:
    if len(starts) != 1:
        message = (
            f"an event subprocess needs one start event, and has {len(starts)}; draw one with a"
            " timer, a message, a signal, an error or an escalation"
        )
        reader.problem(container, message)


def _pointed_at(reader: Reader, container: etree._Element) -> set[str]:
    """What the flows mean to lead to, also those that a problem has been noted for."""
    flows = reader.children(container, "sequenceFlow")
    return {(flow.get("targetRef") or "").strip() for flow in flows}


def _check_reached(reader: Reader, scope: Scope, pointed_at: Collection[str]) -> None:
    """Note the first node of a part that nothing leads to, and all nodes of a closed circle."""
    unled = [
        node
        for node in scope.nodes.values()
        if node.id not in pointed_at and not _begins_by_itself(node)
    ]
    led = {flow.target for flow in scope.flows}
    begun = [
        node.id for node in scope.nodes.values() if node.id not in led or _begins_by_itself(node)
    ]
    reached = _reached(scope, begun)
    for node in scope.nodes.values():
        if node.id not in reached:
            unled.append(node)
    for node in unled:
        if node.id not in reader.wrong:
            message = "the node is never reached; draw a flow to it, or remove it"
            reader.note(node, message, "warning")


def _begins_by_itself(node: Node) -> bool:
    by_event = isinstance(node, SubProcess) and node.by_event
    return by_event or isinstance(node, StartEvent | BoundaryEvent)


def _reached(scope: Scope, begun: list[str]) -> set[str]:
    ways: dict[str, list[str]] = {}
    for flow in scope.flows:
        ways.setdefault(flow.source, []).append(flow.target)
    reached = set(begun)
    todo = list(reached)
    while todo:
        following = [target for target in ways.get(todo.pop(), ()) if target not in reached]
        reached.update(following)
        todo += following
    return reached
