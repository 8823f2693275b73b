"""Releases: published once, compiled once in a process, never changed."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from engine.core import bpmn, dmn
from engine.core.spiff.build import Program, build
from engine.store import tables as t


@dataclass(frozen=True, slots=True)
class Release:
    """A release, ready to run.

    Attributes:
        programs: Its processes, by id.
        models: Its decisions, by the name and by the id of each decision and service.
    """

    number: int
    programs: Mapping[str, Program]
    models: Mapping[str, dmn.Model]

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
            )  # fmt: skip
        return known

    def newest(self, connection: sa.Connection) -> int | None:
        """The number of the newest release; None before the first."""
        newest: int | None = connection.scalar(sa.select(sa.func.max(t.release.c.number)))
        return newest


def compile_release(number: int, diagrams: Iterable[str], decisions: Iterable[str]) -> Release:
    """What a release runs by; its documents were found free of errors when it was published."""
    programs: dict[str, Program] = {}
    for xml in diagrams:
        programs |= {one.id: build(one) for one in bpmn.read(xml).processes}
    models: dict[str, dmn.Model] = {}
    for xml in decisions:
        model = dmn.read(xml)
        for one in (*model.decisions, *model.services):
            models |= {one.id: model, one.name: model}
    return Release(number, programs, models)


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
