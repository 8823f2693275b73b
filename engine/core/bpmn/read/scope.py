"""What is drawn inside a process or subprocess."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from lxml import etree

from engine.core.bpmn.model import Node, Scope
from engine.core.bpmn.read import activities, events, gateways, tasks, user_tasks
from engine.core.bpmn.read.flows import read_flows
from engine.core.bpmn.read.structure import check_structure
from engine.core.bpmn.read.unsupported import not_run, unknown
from engine.core.bpmn.read.ways import check_ways

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader

_PASSED_OVER: Final = frozenset({
    # Read elsewhere.
    "sequenceFlow", "laneSet", "documentation", "extensionElements", "incoming", "outgoing",
    "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "dataInputAssociation",
    "dataOutputAssociation",
    # Says nothing that is run.
    "dataObject", "dataObjectReference", "dataStoreReference", "association", "group",
    "textAnnotation", "property", "ioSpecification", "ioBinding", "auditing", "monitoring",
    "categoryValueRef", "completionCondition", "correlationSubscription",
    "supportedInterfaceRef", "supports", "humanPerformer", "performer", "potentialOwner",
    "resourceRole",
})  # fmt: skip


def read_scope(reader: Reader, container: etree._Element) -> Scope:
    """The nodes and flows of a process or subprocess whose own subprocesses are read already."""
    nodes: dict[str, Node] = {}
    for element in reader.children(container):
        read = _RULES.get(reader.kind(element))
        if read is not None:
            node = read(reader, element)
            nodes.setdefault(node.id, node)
        elif reader.kind(element) not in _PASSED_OVER:
            unknown(reader, element)
    scope = Scope(nodes, read_flows(reader, container, nodes))
    check_structure(reader, scope, container)
    check_ways(reader, scope)
    return scope


def _complex_gateway(reader: Reader, element: etree._Element) -> Node:
    not_run(reader, element, "complexGateway")
    return gateways.parallel_gateway(reader, element)


_RULES: Final[Mapping[str, Callable[[Reader, etree._Element], Node]]] = {
    "task": tasks.plain_task,
    "userTask": user_tasks.user_task,
    "manualTask": tasks.manual_task,
    "serviceTask": tasks.service_task,
    "sendTask": tasks.send_task,
    "receiveTask": tasks.receive_task,
    "scriptTask": tasks.script_task,
    "businessRuleTask": tasks.business_rule_task,
    "callActivity": activities.call_activity,
    "subProcess": activities.subprocess,
    "transaction": activities.subprocess,
    "adHocSubProcess": activities.subprocess,
    "startEvent": events.start_event,
    "endEvent": events.end_event,
    "intermediateCatchEvent": events.catch_event,
    "intermediateThrowEvent": events.throw_event,
    "boundaryEvent": events.boundary_event,
    "exclusiveGateway": gateways.exclusive_gateway,
    "inclusiveGateway": gateways.inclusive_gateway,
    "parallelGateway": gateways.parallel_gateway,
    "eventBasedGateway": gateways.event_gateway,
    "complexGateway": _complex_gateway,
}
