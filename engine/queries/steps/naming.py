"""How elements of a process are called."""

from __future__ import annotations

from engine.core.bpmn import model as m
from engine.store.releases import Release


def element_named(release: Release, process: str, element: str) -> str:
    """Its label; its id where it has none, or is not there."""
    node = release.nodes.get(process, {}).get(element)
    return (node.name or element) if node is not None else element


def process_named(release: Release, process: str) -> str:
    """What a process is called; its id where it has no name, or is not there."""
    program = release.programs.get(process)
    return (program.process.name or process) if program is not None else process


def event_named(release: Release, process: str, element: str) -> tuple[str, str]:
    """The label of an event, and of what it belongs to; that is empty for none.

    An event on a border belongs to its activity, the start of an event subprocess to that.
    """
    name, nodes = element_named(release, process, element), release.nodes.get(process, {})
    node = nodes.get(element)
    if isinstance(node, m.BoundaryEvent):
        return name, element_named(release, process, node.attached_to)
    if isinstance(node, m.StartEvent):
        for one in nodes.values():
            if isinstance(one, m.SubProcess) and element in one.scope.nodes:
                return name, one.name
    return name, ""
