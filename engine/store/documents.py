"""The documents of a release as they were published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

from engine.core import bpmn
from engine.core.xml import parse
from engine.store import tables as t

_BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


def diagram_of(connection: sa.Connection, release: int, process: str) -> str | None:
    """XML of the diagram in which a process is drawn; None for none."""
    definition = t.definition.c
    rows = connection.execute(
        sa.select(definition.key, definition.content)
        .where(
            definition.release == release,
            definition.content.contains(f'id="{process}"', autoescape=True),
        )
        .order_by(definition.key)
    ).all()
    # Most diagrams are called like their process; where not, each is read.
    for row in sorted(rows, key=lambda row: row.key != process):
        if any(one.id == process for one in bpmn.read(row.content).processes):
            return str(row.content)
    return None


def documentation_of(connection: sa.Connection, release: int) -> dict[str, str]:
    """What the diagrams of a release say that their processes are for, by the id of the process."""
    definition = t.definition.c
    contents = connection.scalars(
        sa.select(definition.content).where(definition.release == release)
    ).all()
    return {key: said for content in contents for key, said in _documentation(content)}


def _documentation(content: str) -> Iterator[tuple[str, str]]:
    for process in parse(content).iter(f"{_BPMN}process"):
        said = process.findtext(f"{_BPMN}documentation")
        yield process.get("id", ""), (said or "").strip()
