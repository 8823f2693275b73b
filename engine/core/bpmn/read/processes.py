"""A document: its processes, and their lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from engine.core.bpmn.model import Diagram, Lane, Process
from engine.core.bpmn.read.document import BPMN, SCOPES, parse
from engine.core.bpmn.read.reader import Reader
from engine.core.bpmn.read.scope import read_scope
from engine.core.bpmn.read.unsupported import not_run

if TYPE_CHECKING:
    from engine.core.problem import Problem

_BESIDE_PROCESSES: Final = (
    "globalTask", "globalUserTask", "globalManualTask", "globalScriptTask",
    "globalBusinessRuleTask", "choreography",
)  # fmt: skip


def read(xml: str | bytes) -> Diagram:
    """The processes of a document, with all that is wrong with them.

    What cannot be read is read as the nearest thing that can be, so that the rest is looked at
    as well: a service task without an action has the action "", and a subprocess of a kind that
    is not run yet is a subprocess.

    Args:
        xml: Text, or bytes in the encoding that they declare.

    Returns:
        The problems in the order of their lines, each once; nothing is run of a diagram that
        has an error among them.

    Raises:
        BpmnError: The document is not XML, not BPMN 2.0, without a process, or too large.
    """
    root = parse(xml)
    reader = Reader(root)
    for element in reader.children(root, *_BESIDE_PROCESSES):
        not_run(reader, element, reader.kind(element))
    # Innermost first: whatever is around a subprocess finds it read.
    for container in reversed(list(root.iter(*(BPMN + name for name in SCOPES)))):
        reader.scopes[container] = read_scope(reader, container)
    processes = tuple(_process(reader, element) for element in reader.children(root, "process"))
    return Diagram(processes, tuple(sorted(reader.problems, key=_line)))


def _line(problem: Problem) -> int:
    return problem.line or 0


def _process(reader: Reader, element: etree._Element) -> Process:
    return Process(
        id=reader.id(element),
        name=reader.name(element),
        line=element.sourceline,
        executable=reader.flag(element, "isExecutable", default=True),
        scope=reader.scopes[element],
        lanes=_lanes(reader, element),
    )


def _lanes(reader: Reader, process: etree._Element) -> tuple[Lane, ...]:
    """All lanes, each with the nodes that lie in no lane inside it."""
    lanes = list(process.iter(f"{BPMN}lane"))
    # A lane comes before those inside it: the innermost is the last to claim a node.
    owner = {
        (written.text or "").strip(): lane
        for lane in lanes
        for written in reader.children(lane, "flowNodeRef")
    }
    nodes: dict[etree._Element, set[str]] = {lane: set() for lane in lanes}
    for node, lane in owner.items():
        nodes[lane].add(node)
    return tuple(Lane(reader.id(lane), reader.name(lane), frozenset(nodes[lane])) for lane in lanes)
