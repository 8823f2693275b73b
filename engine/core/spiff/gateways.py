"""Gateways: which way, and waiting for each other (BPMN 2.0, clause 13.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from engine.core import event as e
from engine.core.bpmn import model as m
from engine.core.spiff.element import Element, Way, instance_of, run, send, where
from engine.core.spiff.evaluation import holds
from engine.core.spiff.faults import Fault
from engine.core.spiff.instance import live_tokens
from engine.core.spiff.interrupting import withdraw

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task

    from engine.core.spiff.instance import Instance, Part


class ExclusiveGateway(Element):
    """One way of several."""

    node: m.ExclusiveGateway

    def chosen(self, token: Task) -> Sequence[Way]:
        """The first way whose condition holds, else the default one."""
        default = self.node.default
        for way in self.ways:
            condition = way.flow.condition
            if way.flow.id != default and (condition is None or holds(condition, token)):
                return [way]
        for way in self.ways:
            if way.flow.id == default:
                return [way]
        if self.ways:
            raise Fault("no condition holds here, and there is no default flow")
        return []


class Joining(Element):
    """A gateway where tokens wait for each other; it is entered when it goes on."""

    def enter(self, _token: Task) -> None:
        """Nothing yet: it counts when all have come."""

    def join(self, token: Task, others: Sequence[Task]) -> None:
        """Make one token of several that waited."""
        flows = [one.internal_data["flow"] for one in (token, *others)]
        for other in others:
            withdraw(other)
        entered = e.ElementEntered(**where(token), flows=tuple(flows))
        instance_of(token).journal.append(entered)

    def waiting(self, scope: Instance | Part) -> dict[str, Task]:
        """The token that came first along each incoming flow."""
        found: dict[str, Task] = {}
        for token in live_tokens(scope):
            if token.task_spec is self and token.state == TaskState.STARTED:
                found.setdefault(token.internal_data["flow"], token)
        return found


class ParallelGateway(Joining):
    """All ways at once; waits for one token along each incoming flow."""

    node: m.ParallelGateway

    def work(self, token: Task) -> bool:
        """Go on when every flow has brought a token; what is in excess stays."""
        there = self.waiting(token.workflow)
        there.pop(token.internal_data.get("flow", ""), None)
        missing = set(self.incoming) - set(there) - {token.internal_data.get("flow")}
        if missing:
            return False
        self.join(token, list(there.values()))
        return True

    def chosen(self, _token: Task) -> Sequence[Way]:
        """All of them."""
        return self.ways


class InclusiveGateway(Joining):
    """All ways whose condition holds; waits for every token that may still arrive."""

    node: m.InclusiveGateway

    def work(self, token: Task) -> bool:
        """Wait, unless there is nothing to wait for; see `open_inclusive`."""
        if len(self.incoming) > 1 and "open" not in token.internal_data:
            return False
        others = [one for one in self.waiting(token.workflow).values() if one is not token]
        self.join(token, others if "open" in token.internal_data else [])
        return True


def open_inclusive(scope: Instance | Part) -> bool:
    """Open an inclusive gateway for which no token is on its way; False where there is none.

    By clause 13.4.3: a token elsewhere keeps it waiting when it can reach an incoming flow
    that is empty, and none that is full, without passing the gateway.
    """
    live = live_tokens(scope)
    for gateway in dict.fromkeys(one.task_spec for one in live):
        if not isinstance(gateway, InclusiveGateway) or len(gateway.incoming) < 2:
            continue
        there = gateway.waiting(scope)
        elsewhere = {one.task_spec for one in live if one.task_spec is not gateway}
        if there and not any(_keeps_waiting(one, gateway, there) for one in elsewhere):
            first = min(there.values(), key=lambda token: token.internal_data["number"])
            first.internal_data["open"] = True
            run(first)
            return True
    return False


def _keeps_waiting(start: Any, gateway: InclusiveGateway, there: dict[str, Task]) -> bool:
    reached = _flows_within_reach(start, gateway)
    return bool(reached.difference(there) & set(gateway.incoming)) and not reached & set(there)


def _flows_within_reach(start: Any, gateway: Element) -> set[str]:
    """The flows that a token can take from an element on, without passing a gateway."""
    seen, todo, flows = {start}, [start], set()
    while todo:
        current = todo.pop()
        for way in getattr(current, "ways", ()):
            flows.add(way.flow.id)
        for after in current.outputs:
            if after not in seen and after is not gateway:
                seen.add(after)
                todo.append(after)
    return flows


class EventGateway(Element):
    """The way whose event happens first."""

    node: m.EventGateway

    def chosen(self, _token: Task) -> Sequence[Way]:
        """All of them wait; the first that happens takes the others away."""
        return self.ways

    def completed(self, token: Task) -> None:
        """Let all events wait as rivals; they are its children, not its followers."""
        token.internal_data["ways"] = []
        for way in self.ways:
            send(token, way.target, flow=way.flow.id, rival=True)
