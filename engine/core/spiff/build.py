"""From a process of a diagram to what SpiffWorkflow runs: one specification for each scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from engine.core.bpmn import model as m
from engine.core.spiff import activities, events, gateways, loops, messages, people
from engine.core.spiff.element import Element, Way
from engine.core.spiff.scopes import ScopeSpec, Split, SubProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS: Final[Mapping[type[m.Node], type[Element]]] = {
    m.BoundaryEvent: events.BoundaryEvent,
    m.BusinessRuleTask: activities.BusinessRuleTask,
    m.CallActivity: activities.CallActivity,
    m.CatchEvent: events.CatchEvent,
    m.EndEvent: events.EndEvent,
    m.EventGateway: gateways.EventGateway,
    m.ExclusiveGateway: gateways.ExclusiveGateway,
    m.InclusiveGateway: gateways.InclusiveGateway,
    m.ManualTask: people.ManualTask,
    m.ParallelGateway: gateways.ParallelGateway,
    m.PlainTask: activities.PlainTask,
    m.ReceiveTask: messages.ReceiveTask,
    m.ScriptTask: activities.ScriptTask,
    m.SendTask: messages.SendTask,
    m.ServiceTask: activities.ServiceTask,
    m.StartEvent: events.StartEvent,
    m.SubProcess: SubProcess,
    m.ThrowEvent: events.ThrowEvent,
    m.UserTask: people.UserTask,
}


@dataclass(frozen=True, slots=True)
class Program:
    """A process that can run; immutable once built, shared by all its instances.

    Attributes:
        process: What it was built from.
        spec: Of the process.
        parts: Of its subprocesses, by their ids.
    """

    process: m.Process
    spec: ScopeSpec
    parts: Mapping[str, ScopeSpec]


def build(process: m.Process) -> Program:
    """What runs a process that was read without errors."""
    parts: dict[str, ScopeSpec] = {}
    todo = [(process.id, process.scope)]
    specs: list[ScopeSpec] = []
    for name, scope in todo:
        spec = ScopeSpec(name)
        _fill(spec, scope)
        specs.append(spec)
        for node in scope.nodes.values():
            if isinstance(node, m.SubProcess):
                todo.append((node.id, node.scope))
    for spec in specs[1:]:
        parts[spec.name] = spec
    return Program(process, specs[0], parts)


def _fill(spec: ScopeSpec, scope: m.Scope) -> None:
    elements = {node.id: _element(spec, node) for node in scope.nodes.values()}
    doors: dict[str, Any] = dict(elements)
    for node_id, borders in _borders(scope, elements).items():
        doors[node_id] = Split(spec, f"{node_id}__split", elements[node_id], borders)
    for flow in scope.flows:
        source, door = elements[flow.source], doors[flow.target]
        source.ways.append(Way(flow, door))
        source.connect(door)
        elements[flow.target].incoming.append(flow.id)
    _begin(spec, scope, elements, doors)


def _element(spec: ScopeSpec, node: m.Node) -> Element:
    kind = _KINDS[type(node)]
    loop = node.loop if isinstance(node, m.Activity) else None
    if loop is None:
        return kind(spec, node)
    whole = loops.MultiInstance(spec, node)
    whole.loop = loop
    whole.body = kind(spec, node, f"{node.id}__run")
    whole.connect(whole.body)
    return whole


def _borders(scope: m.Scope, elements: Mapping[str, Element]) -> dict[str, list[Element]]:
    """The boundary events of each activity that has some."""
    found: dict[str, list[Element]] = {}
    for node in scope.nodes.values():
        if isinstance(node, m.BoundaryEvent):
            found.setdefault(node.attached_to, []).append(elements[node.id])
    return found


def _begin(
    spec: ScopeSpec, scope: m.Scope, elements: Mapping[str, Element], doors: Mapping[str, Any]
) -> None:
    """Connect the root: with the start event, else with all that no flow leads to."""
    for handler in _event_subprocesses(scope):
        start = _start_of(handler)
        listener = events.EventSubProcessStart(spec, start, f"{start.id}__listener")
        listener.handler = elements[handler.id]
        listener.connect(elements[handler.id])
        spec.start.listeners.append(listener)
        spec.start.connect(listener)
    starts = [node.id for node in scope.nodes.values() if isinstance(node, m.StartEvent)]
    for node_id in starts or _without_incoming(scope, elements):
        spec.start.first.append(doors[node_id])
        spec.start.connect(doors[node_id])


def _event_subprocesses(scope: m.Scope) -> Iterator[m.SubProcess]:
    for node in scope.nodes.values():
        if isinstance(node, m.SubProcess) and node.by_event:
            yield node


def _start_of(handler: m.SubProcess) -> m.StartEvent:
    return next(n for n in handler.scope.nodes.values() if isinstance(n, m.StartEvent))


def _without_incoming(scope: m.Scope, elements: Mapping[str, Element]) -> list[str]:
    return [
        node.id
        for node in scope.nodes.values()
        if not elements[node.id].incoming
        and not isinstance(node, m.BoundaryEvent)
        and not (isinstance(node, m.SubProcess) and node.by_event)
    ]
