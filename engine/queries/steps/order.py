"""The order in which the elements of a diagram are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.core.bpmn import model as m


def in_order(scope: m.Scope) -> Iterator[m.Node]:
    """The nodes of a scope as one would tell them, not those inside its subprocesses.

    Along the flows, a branch to its end before the next, and where branches meet after all of
    them; an event on a border right after its activity; at the end what begins by itself.
    """
    ahead = _ahead(scope)
    entries = [one for one in scope.nodes if not any(one in then for then in ahead.values())]
    back = _back(entries or list(scope.nodes)[:1], ahead)
    missing = dict.fromkeys(scope.nodes, 0)
    for source, then in ahead.items():
        for target in then:
            missing[target] += (source, target) not in back
    stack = [one for one in reversed(entries) if not _by_itself(scope.nodes[one])]
    told: set[str] = set()
    while stack:
        here = stack.pop()
        if here in told:
            continue
        told.add(here)
        yield scope.nodes[here]
        for target in reversed(ahead[here]):
            missing[target] -= (here, target) not in back
            if not missing[target]:
                stack.append(target)
    for key, node in scope.nodes.items():
        if key not in told:
            yield node


def _ahead(scope: m.Scope) -> dict[str, list[str]]:
    """What comes after each node; an event on a border comes first after its activity."""
    found: dict[str, list[str]] = {key: [] for key in scope.nodes}
    for node in scope.nodes.values():
        if isinstance(node, m.BoundaryEvent) and node.attached_to in found:
            found[node.attached_to].append(node.id)
    for flow in scope.flows:
        if flow.source in found and flow.target in scope.nodes:
            found[flow.source].append(flow.target)
    return found


def _back(entries: list[str], ahead: Mapping[str, list[str]]) -> set[tuple[str, str]]:
    """The flows that lead back to where one has been, without which there is no circle."""
    back: set[tuple[str, str]] = set()
    on_way: set[str] = set()
    seen: set[str] = set()
    for entry in entries:
        stack = [(entry, iter(ahead[entry]))]
        seen.add(entry)
        on_way.add(entry)
        while stack:
            here, rest = stack[-1]
            target = next(rest, None)
            if target is None:
                on_way.discard(here)
                stack.pop()
            elif target in on_way:
                back.add((here, target))
            elif target not in seen:
                seen.add(target)
                on_way.add(target)
                stack.append((target, iter(ahead[target])))
    return back


def _by_itself(node: m.Node) -> bool:
    return isinstance(node, m.SubProcess) and node.by_event
