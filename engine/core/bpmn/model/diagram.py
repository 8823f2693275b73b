"""A document, its processes and their scopes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.core import feel
    from engine.core.bpmn.model.node import Node
    from engine.core.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A sequence flow; `condition` None is always taken."""

    id: str
    source: str
    target: str
    name: str = ""
    line: int | None = None
    condition: feel.Expression | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is drawn inside a process or subprocess, by id, in the order of the document."""

    nodes: Mapping[str, Node]
    flows: tuple[Flow, ...]

    def outgoing(self, node_id: str) -> list[Flow]:
        """The flows that leave a node, in the order of the document."""
        return [flow for flow in self.flows if flow.source == node_id]

    def incoming(self, node_id: str) -> list[Flow]:
        """The flows that lead to a node, in the order of the document."""
        return [flow for flow in self.flows if flow.target == node_id]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: what people call it, and the nodes that lie in it."""

    id: str
    name: str
    nodes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process.

    Attributes:
        id: What a call activity names it by.
        executable: Whether the diagram says that it is to be run.
    """

    id: str
    name: str
    line: int | None
    executable: bool
    scope: Scope
    lanes: tuple[Lane, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """A document.

    Attributes:
        processes: Its processes, in the order of the document.
        problems: Whatever is wrong with it; errors keep it from running.
    """

    processes: tuple[Process, ...]
    problems: tuple[Problem, ...]
