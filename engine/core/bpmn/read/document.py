"""The XML of a diagram, and the words of the standard that reading goes by."""

from __future__ import annotations

from typing import Final

from lxml import etree

from engine.core.bpmn.problems import BpmnError
from engine.core.problem import Problem
from engine.core.xml import XmlRefused
from engine.core.xml import parse as parse_xml

BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
"""How the tag of every element of the standard begins."""

ZEEBE: Final = "{http://camunda.org/schema/zeebe/1.0}"
"""The same for the extension elements of Camunda 8."""

SUBPROCESSES: Final = ("subProcess", "transaction", "adHocSubProcess")
SCOPES: Final = ("process", *SUBPROCESSES)
"""What flow elements are drawn in."""

TASKS: Final = (
    "task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask",
    "businessRuleTask",
)  # fmt: skip
EVENTS: Final = (
    "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent",
)  # fmt: skip
GATEWAYS: Final = (
    "exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway",
    "complexGateway",
)  # fmt: skip
NODES: Final = frozenset({*TASKS, "callActivity", *SUBPROCESSES, *EVENTS, *GATEWAYS})
"""What a sequence flow may connect."""


def parse(xml: str | bytes) -> etree._Element:
    """The `definitions` element of a text; at least one process is in it.

    Args:
        xml: Text, or bytes in the encoding that they declare. A text's own declaration of an
            encoding is passed over.

    Raises:
        BpmnError: Larger than 10 MB, deeper than 200 elements, with a DOCTYPE, not XML, not
            BPMN 2.0, or without a process. Nothing is ever fetched, and no entity is expanded.
    """
    try:
        root = parse_xml(xml)
    except XmlRefused as error:
        raise BpmnError(str(error), [Problem("", str(error), error.line)]) from error
    if root.tag != f"{BPMN}definitions":
        raise _refused(
            f"the document is not BPMN 2.0: its root is {etree.QName(root).text}, not the"
            f" definitions element of {BPMN.strip('{}')}",
            root,
        )
    if root.find(f"{BPMN}process") is None:
        raise _refused("the document has no process; draw one, and save the diagram again", root)
    return root


def _refused(message: str, root: etree._Element) -> BpmnError:
    return BpmnError(message, [Problem(root.get("id") or "", message, root.sourceline)])
