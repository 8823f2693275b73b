"""The programme's own documents: diagrams, decisions and forms, and what they say."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from engine.core import bpmn, dmn
from engine.core.bpmn import model as m

HOUSE = Path(__file__).resolve().parents[2]
PROCESSES = HOUSE / "processes"
FORMS = HOUSE / "forms"
DIAGRAMS = sorted(PROCESSES.glob("*/*.bpmn"))
DECISIONS = sorted(PROCESSES.glob("*/*.dmn"))
FORM_FILES = sorted(FORMS.glob("*.form"))


@cache
def diagram(path: Path) -> bpmn.Diagram:
    return bpmn.read(path.read_bytes())


@cache
def process(path: Path) -> m.Process:
    (found,) = diagram(path).processes
    return found


@cache
def decisions(path: Path) -> dmn.Model:
    return dmn.read(path.read_bytes())


@cache
def form(form_id: str) -> dict:
    return json.loads((FORMS / f"{form_id}.form").read_text("utf-8"))


@cache
def xml(path: Path) -> etree._Element:
    return etree.fromstring(path.read_bytes())


def nodes(scope: m.Scope) -> Iterator[m.Node]:
    """All nodes of a scope, and of those inside it."""
    for node in scope.nodes.values():
        yield node
        if isinstance(node, m.SubProcess):
            yield from nodes(node.scope)


def scopes(scope: m.Scope) -> Iterator[m.Scope]:
    yield scope
    for node in scope.nodes.values():
        if isinstance(node, m.SubProcess):
            yield from scopes(node.scope)


def user_tasks(path: Path) -> list[m.UserTask]:
    return [node for node in nodes(process(path).scope) if isinstance(node, m.UserTask)]


def flows(path: Path) -> list[m.Flow]:
    return [flow for scope in scopes(process(path).scope) for flow in scope.flows]


def fields(parts: list[dict]) -> Iterator[dict]:
    """What a form asks: fields, not texts; those in a list too, and the list itself."""
    for part in parts:
        if part["type"] != "text":
            yield part
        yield from fields(part.get("components", []))


def named(path: Path) -> str:
    return path.stem


def lane_of(path: Path, node: m.Node) -> str | None:
    """The name of the lane that a node lies in, None for none."""
    return next((lane.name for lane in process(path).lanes if node.id in lane.nodes), None)
