"""Releases: published once, compiled once in a process, never changed."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from engine.core import bpmn, dmn
from engine.core.bpmn import model as m
from engine.core.form import Form
from engine.core.form import read as read_form
from engine.core.spiff.build import Program, build
from engine.store import tables as t

_NO_PROPERTIES: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Release:
    """A release, ready to run.

    Attributes:
        programs: Its processes, by id.
        models: Its decisions, by the name and by the id of each decision and service.
        nodes: The nodes of its processes, those inside subprocesses too, by process and id.
        lanes: The names of the lanes in which nodes lie, by process and id.
        forms: JSON of its forms, by key.
    """

    number: int
    programs: Mapping[str, Program]
    models: Mapping[str, dmn.Model]
    nodes: Mapping[str, Mapping[str, m.Node]]
    lanes: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, str]
    _read: dict[str, Form] = field(default_factory=dict)

    def properties_of(self, process: str, element: str) -> Mapping[str, str]:
        """What the programme says of an element, such as its `stage`; nothing for one unknown."""
        node = self.nodes[process].get(element)
        return node.properties if node is not None else _NO_PROPERTIES

    def lane_of(self, process: str, element: str) -> str | None:
        """The lane in which an element lies; None for none."""
        return self.lanes[process].get(element)

    def form_of(self, process: str, element: str) -> Form | None:
        """The form of a user task, read once; None for a task without one."""
        node = self.nodes[process].get(element)
        reference = node.form if isinstance(node, m.UserTask) else None
        if reference is None:
            return None
        key = reference.form_id or f"{process}/{element}"
        if key not in self._read:
            # One of this name was found when it was published, or is in the diagram itself.
            text = reference.embedded if reference.form_id is None else self.forms[key]
            self._read[key] = read_form(text or "{}")
        return self._read[key]

    def decide(
        self, name: str, variables: Mapping[str, object], now: datetime.datetime
    ) -> dmn.DecisionResult:
        """Decide by a decision of the release.

        Raises:
            DmnError: It has no such decision, or the decision fails.
        """
        model = self.models.get(name)
        if model is None:
            raise dmn.DmnError(f"release {self.number} has no decision '{name}'")
        return model.evaluate(name, variables, now=now)


class Releases:
    """The releases of an installation, each compiled when it is first needed."""

    def __init__(self) -> None:
        self._known: dict[int, Release] = {}

    def get(self, connection: sa.Connection, number: int) -> Release:
        """A release that was published."""
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = compile_release(
                number, _contents(connection, t.definition, number).values(),
                _contents(connection, t.decision, number).values(),
                _contents(connection, t.form, number),
            )  # fmt: skip
        return known

    def newest(self, connection: sa.Connection) -> int | None:
        """The number of the newest release; None before the first."""
        newest: int | None = connection.scalar(sa.select(sa.func.max(t.release.c.number)))
        return newest


def compile_release(
    number: int,
    diagrams: Iterable[str],
    decisions: Iterable[str],
    forms: Mapping[str, str] | None = None,
) -> Release:
    """What a release runs by; its documents were found free of errors when it was published."""
    programs: dict[str, Program] = {}
    for xml in diagrams:
        programs |= {one.id: build(one) for one in bpmn.read(xml).processes}
    models: dict[str, dmn.Model] = {}
    for xml in decisions:
        model = dmn.read(xml)
        for one in (*model.decisions, *model.services):
            models |= {one.id: model, one.name: model}
    nodes = {key: _nodes(one) for key, one in programs.items()}
    lanes = {key: _lanes(one) for key, one in programs.items()}
    return Release(number, programs, models, nodes, lanes, forms or {})


def _nodes(program: Program) -> Mapping[str, m.Node]:
    return {node.id: node for node in m.everything(program.process.scope)}


def _lanes(program: Program) -> Mapping[str, str]:
    """What lies in a lane, and what is inside the subprocesses that do."""
    process = program.process
    found = {node: lane.name for lane in process.lanes for node in lane.nodes}
    for node in m.everything(process.scope):
        if isinstance(node, m.SubProcess) and node.id in found:
            for inner in node.scope.nodes:
                found.setdefault(inner, found[node.id])
    return found


def _contents(connection: sa.Connection, table: sa.Table, number: int) -> dict[str, str]:
    rows = connection.execute(
        sa.select(table.c.key, table.c.content).where(table.c.release == number)
    )
    return {row.key: row.content for row in rows}


def add(
    connection: sa.Connection, table: sa.Table, number: int, documents: Mapping[str, str]
) -> None:
    """Store the documents of a release."""
    rows = [
        {
            "release": number,
            "key": key,
            "content": content,
            "sha256": hashlib.sha256(content.encode()).hexdigest(),
        }
        for key, content in documents.items()
    ]
    if rows:
        connection.execute(sa.insert(table), rows)
