"""What every node has, and every activity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from lxml import etree

from engine.core.bpmn.model import Mapping, MultiInstance
from engine.core.bpmn.read.loops import read_loop
from engine.core.bpmn.read.unsupported import check_data, not_run
from engine.core.bpmn.read.zeebe import mappings, properties

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader

_QUANTITIES: Final = ("startQuantity", "completionQuantity")


class NodeParts(TypedDict):
    """The fields of `Node`."""

    id: str
    name: str
    line: int | None
    documentation: str
    properties: dict[str, str]


class ActivityParts(NodeParts):
    """The fields of `Activity`."""

    inputs: tuple[Mapping, ...]
    outputs: tuple[Mapping, ...]
    loop: MultiInstance | None
    default: str | None


def node_parts(reader: Reader, element: etree._Element) -> NodeParts:
    """What every node has."""
    check_data(reader, element)
    return NodeParts(
        id=reader.id(element),
        name=reader.name(element),
        line=element.sourceline,
        documentation=_documentation(reader, element),
        properties=properties(element),
    )


def _documentation(reader: Reader, element: etree._Element) -> str:
    texts = (
        "".join(map(str, one.itertext())).strip()
        for one in reader.children(element, "documentation")
    )
    return "\n\n".join(filter(None, texts))


def activity_parts(reader: Reader, element: etree._Element) -> ActivityParts:
    """What every activity has."""
    if reader.flag(element, "isForCompensation", default=False):
        not_run(reader, element, "isForCompensation")
    for quantity in _QUANTITIES:
        if reader.word(element, quantity) not in ("", "1"):
            not_run(reader, element, quantity)
    return ActivityParts(
        **node_parts(reader, element),
        inputs=mappings(reader, element, "input"),
        outputs=mappings(reader, element, "output"),
        loop=read_loop(reader, element),
        default=reader.word(element, "default") or None,
    )
