"""What the standard knows and is not run yet: one table, each entry with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader

UNSUPPORTED: Final[dict[str, tuple[str, str]]] = {
    # Nodes
    "complexGateway": ("a complex gateway", "draw exclusive, inclusive or parallel gateways"),
    "transaction": ("a transaction", "draw a subprocess with an error event on its border"),
    "adHocSubProcess": ("an ad-hoc subprocess", "draw a subprocess with an inclusive gateway"),
    # What activities may have
    "standardLoopCharacteristics": ("a loop marker", "draw a gateway and a flow back"),
    "isForCompensation": ("compensation", "draw the way back with gateways and tasks"),
    "startQuantity": ("a start quantity", "draw a parallel gateway in front"),
    "completionQuantity": ("a completion quantity", "draw a parallel gateway behind"),
    "behavior": ("a multi-instance behaviour other than All", "draw the event behind the activity"),
    "instantiate": ("a receive task that starts an instance", "draw a message start event"),
    "eventLoop": ("an event subprocess for each item", "put the loop on the activity inside"),
    # Event definitions
    "compensateEventDefinition": (
        "a compensation event",
        "draw the way back with gateways and tasks",
    ),
    "conditionalEventDefinition": (
        "a conditional event",
        "draw a timer or message event and a gateway",
    ),
    "linkEventDefinition": ("a link event", "draw the flow itself"),
    "cancelEventDefinition": ("a cancel event", "draw an error event"),
    "multiple": ("an event with several definitions", "draw an event for each of them"),
    "parallelMultiple": (
        "an event that waits for several things at once",
        "draw the events one after the other",
    ),
    "eventDefinitionRef": (
        "a definition that is drawn elsewhere",
        "put the definition into the event",
    ),
    "eventMapping": (
        "a mapping of values at an event",
        "draw it at the activity before or after the event",
    ),
    # Event gateways
    "instantiateGateway": (
        "an event gateway that starts an instance",
        "draw a start event, and the gateway behind it",
    ),
    "parallelEvents": (
        "an event gateway that waits for all its events",
        "draw a parallel gateway in front of the events",
    ),
    # Elements beside processes
    "globalTask": ("a global task", "draw the task in the process"),
    "globalUserTask": ("a global task", "draw the user task in the process"),
    "globalManualTask": ("a global task", "draw the manual task in the process"),
    "globalScriptTask": ("a global task", "draw the script task in the process"),
    "globalBusinessRuleTask": ("a global task", "draw the business rule task in the process"),
    "choreography": ("a choreography", "draw processes that send messages"),
}
"""What it is called, and what to draw instead; mostly by the word of the standard."""


def not_run(reader: Reader, element: etree._Element, what: str) -> None:
    """Note that something in the table is not run yet."""
    called, instead = UNSUPPORTED[what]
    reader.problem(element, f"{called} is not run yet; {instead} instead")


def unknown(reader: Reader, element: etree._Element) -> None:
    """Note an element that may not stand where it stands."""
    kind = reader.kind(element)
    reader.problem(element, f"'{kind}' is no element that a process can have; remove it")


def check_data(reader: Reader, element: etree._Element) -> None:
    """Note that data drawn at a node moves nothing."""
    drawn = next(reader.children(element, "dataInputAssociation", "dataOutputAssociation"), None)
    if drawn is not None:
        message = (
            "the data that is drawn here is documentation only; the variables of the case carry"
            " the values"
        )
        reader.problem(element, message, "warning")
