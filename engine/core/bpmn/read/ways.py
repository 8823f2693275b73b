"""The ways out of a node: which is taken, and what may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.core.bpmn.model import (
    Activity,
    CatchEvent,
    EventGateway,
    ExclusiveGateway,
    Flow,
    InclusiveGateway,
    Node,
    ParallelGateway,
    ReceiveTask,
    Scope,
)

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader

_NO_CONDITIONS: Final = (ParallelGateway, EventGateway)
_CHOOSES: Final = (ExclusiveGateway, InclusiveGateway)


def check_ways(reader: Reader, scope: Scope) -> None:
    """Note what is wrong with the flows out of gateways and activities."""
    outgoing: dict[str, list[Flow]] = {}
    incoming: dict[str, list[Flow]] = {}
    for flow in scope.flows:
        outgoing.setdefault(flow.source, []).append(flow)
        incoming.setdefault(flow.target, []).append(flow)
    for node in scope.nodes.values():
        ways = outgoing.get(node.id, [])
        if isinstance(node, Activity | ExclusiveGateway | InclusiveGateway):
            _check_default(reader, node, node.default, ways)
        if isinstance(node, _NO_CONDITIONS):
            _check_no_conditions(reader, ways)
        if isinstance(node, _CHOOSES):
            _check_choice(reader, node, ways)
        if isinstance(node, EventGateway):
            _check_events(reader, node, ways)
            _check_followers(reader, [scope.nodes[flow.target] for flow in ways], incoming)


def _check_default(reader: Reader, node: Node, default: str | None, ways: list[Flow]) -> None:
    if default is None:
        return
    taken = next((flow for flow in ways if flow.id == default), None)
    if taken is None:
        message = f"the default flow '{default}' does not leave this node; choose one that does"
        reader.note(node, message)
    elif taken.condition is not None:
        message = "the condition of a default flow is not looked at; remove it"
        reader.note(taken, message, "warning")


def _check_no_conditions(reader: Reader, ways: list[Flow]) -> None:
    for flow in ways:
        if flow.condition is not None:
            message = (
                "the condition is not looked at behind a parallel or event gateway; remove it, or"
                " draw an exclusive or inclusive gateway"
            )
            reader.note(flow, message, "warning")


def _check_choice(
    reader: Reader, node: ExclusiveGateway | InclusiveGateway, ways: list[Flow]
) -> None:
    open_ways = [flow for flow in ways if flow.condition is None and flow.id != node.default]
    if len(open_ways) < 2:
        return
    listed = ", ".join(f"'{flow.id}'" for flow in open_ways)
    if isinstance(node, ExclusiveGateway):
        message = f"which way? {listed} have no condition; write conditions, and choose a default"
        reader.note(node, message)
    else:
        message = f"{listed} have no condition and are always taken; write conditions if not meant"
        reader.note(node, message, "warning")


def _check_events(reader: Reader, node: EventGateway, ways: list[Flow]) -> None:
    if len(ways) < 2:
        message = "an event gateway needs two ways at least; draw one, or remove the gateway"
        reader.note(node, message)


def _check_followers(
    reader: Reader, followers: list[Node], incoming: dict[str, list[Flow]]
) -> None:
    for node in followers:
        if not isinstance(node, CatchEvent | ReceiveTask):
            message = (
                "an event gateway leads here, but nothing here can happen; draw a catch event or"
                " a receive task in between"
            )
            reader.note(node, message)
        elif len(incoming[node.id]) > 1:
            message = (
                "an event gateway and another flow lead here; draw the event a second time for"
                " the other flow"
            )
            reader.note(node, message)
