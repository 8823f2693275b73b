"""What a diagram looks like: bounds, ways and labels, and what lies on what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from engine.core.bpmn import model as m
from tests.processes.documents import flows, nodes, process, xml

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"


@dataclass(frozen=True)
class Box:
    """A rectangle, in pixels."""

    of: str
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def meets(self, other: Box, margin: float = 0) -> bool:
        return (
            self.x < other.right - margin
            and other.x < self.right - margin
            and self.y < other.bottom - margin
            and other.y < self.bottom - margin
        )

    def holds(self, other: Box) -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(frozen=True)
class Way:
    """The line of a flow: its corners, end to end."""

    of: str
    points: tuple[tuple[float, float], ...]

    def segments(self) -> list[Box]:
        """Each straight part, as a box one pixel wide."""
        return [
            Box(self.of, min(ax, bx), min(ay, by), abs(ax - bx) or 1, abs(ay - by) or 1)
            for (ax, ay), (bx, by) in pairwise(self.points)
        ]


@cache
def shapes(path: Path) -> dict[str, Box]:
    """Of what has a shape, its bounds."""
    found = {}
    for shape in xml(path).iter(f"{DI}BPMNShape"):
        bounds = shape.find(BOUNDS)
        assert bounds is not None
        found[shape.get("bpmnElement")] = box(shape.get("bpmnElement"), bounds)
    return found


@cache
def ways(path: Path) -> dict[str, Way]:
    """Of what has an edge, its line."""
    return {
        edge.get("bpmnElement"): Way(
            edge.get("bpmnElement"),
            tuple((float(one.get("x")), float(one.get("y"))) for one in edge.iter(WAYPOINT)),
        )
        for edge in xml(path).iter(f"{DI}BPMNEdge")
    }


@cache
def labels(path: Path) -> dict[str, Box]:
    """Of what has a label beside it, its bounds."""
    found = {}
    for label in xml(path).iter(f"{DI}BPMNLabel"):
        own = label.getparent().get("bpmnElement")
        found[own] = box(own, label.find(BOUNDS))
    return found


def box(of: str, bounds) -> Box:
    x, y, width, height = (float(bounds.get(name)) for name in ("x", "y", "width", "height"))
    return Box(of, x, y, width, height)


def small(path: Path) -> dict[str, Box]:
    """The shapes of all nodes but subprocesses, which hold others."""
    inside = nodes(process(path).scope)
    return {one.id: shapes(path)[one.id] for one in inside if not isinstance(one, m.SubProcess)}


def parts(path: Path) -> dict[str, Box]:
    """The shapes of subprocesses."""
    inside = nodes(process(path).scope)
    return {one.id: shapes(path)[one.id] for one in inside if isinstance(one, m.SubProcess)}


def hosts(path: Path) -> dict[str, str]:
    """Of boundary events, the activity at whose border they sit."""
    inside = nodes(process(path).scope)
    return {one.id: one.attached_to for one in inside if isinstance(one, m.BoundaryEvent)}


def ends(path: Path) -> dict[str, tuple[str, str]]:
    """Of flows, the nodes that they connect."""
    return {flow.id: (flow.source, flow.target) for flow in flows(path)}
