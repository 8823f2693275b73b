"""What a decision gave, in words, and who may read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from engine.core.bpmn import model as m
from engine.core.form.answer.reading import read_out
from engine.core.permission import Permission
from engine.store.releases import Release


def in_words(value: object) -> tuple[tuple[str, str], ...]:
    """The parts of a value by their names; a value without parts has no name."""
    if isinstance(value, Mapping):
        return tuple((str(name).replace("_", " "), read_out(one)) for name, one in value.items())
    return (("", read_out(value)),)


def classes_behind(release: Release, process: str, element: str) -> tuple[Permission, ...]:
    """What one must be allowed to read to see what a decision proposed.

    It is as secret as the answers to the first form after it, in which a person decides; without
    such a form nothing is said, and nobody sees it.
    """
    for node in _after(release, process, element):
        form = release.form_of(process, node.id) if isinstance(node, m.UserTask) else None
        if form is not None:
            classes = {field.properties.data_class for field in form.fields}
            return tuple(
                cast("Permission", f"case.read.{one}") for one in sorted(filter(None, classes))
            )
    return ()


def _after(release: Release, process: str, element: str) -> Iterator[m.Node]:
    """What comes after an element in its scope, the nearest first."""
    scope = _scope_of(release.programs[process].process.scope, element)
    rest, seen = [element], {element}
    while rest and scope is not None:
        for flow in scope.outgoing(rest.pop(0)):
            if flow.target not in seen:
                seen.add(flow.target)
                rest.append(flow.target)
                yield scope.nodes[flow.target]


def _scope_of(scope: m.Scope, element: str) -> m.Scope | None:
    if element in scope.nodes:
        return scope
    inner = (node.scope for node in scope.nodes.values() if isinstance(node, m.SubProcess))
    return next((found for one in inner if (found := _scope_of(one, element))), None)
