"""Which processes are there?"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.bpmn import model as m
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.context import Context
from engine.store.documents import documentation_of
from engine.store.releases import Release


class ProcessNotFound(PasserelleError):
    """There is no such process, decision or form in the newest release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessInList:
    """One process.

    Attributes:
        key: Its id.
        documentation: What the diagram says that it is for; may be empty.
        tasks: How many tasks for people are drawn in it.
        running: How many instances are active, of whatever release.
        older: How many of these are of an older release.
    """

    key: str
    name: str
    documentation: str
    tasks: int
    running: int
    older: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Processes:
    """The processes of the newest release, by name; none before the first."""

    def run(self, context: Context) -> list[ProcessInList]:
        """Them."""
        release = newest(context)
        if release is None:
            return []
        said = documentation_of(context.connection, release.number)
        instance, case = t.instance.c, t.case.c
        older = sa.func.sum(sa.case((case.release < release.number, 1), else_=0))
        running = {
            row.process: (row.number, row.older)
            for row in context.connection.execute(
                sa.select(instance.process, sa.func.count().label("number"), older.label("older"))
                .join(t.case, case.id == instance.case_id)
                .where(instance.status == "active")
                .group_by(instance.process)
            )
        }
        found = [
            ProcessInList(
                key=key,
                name=program.process.name or key,
                documentation=said.get(key, ""),
                tasks=tasks_in(release, key),
                running=running.get(key, (0, 0))[0],
                older=running.get(key, (0, 0))[1],
            )
            for key, program in release.programs.items()
        ]
        return sorted(found, key=lambda one: one.name)


def newest(context: Context) -> Release | None:
    """The newest release; None before the first."""
    number = context.releases.newest(context.connection)
    return context.releases.get(context.connection, number) if number is not None else None


def known_process(context: Context, key: str) -> Release:
    """The newest release, which has this process.

    Raises:
        ProcessNotFound: It has not.
    """
    release = newest(context)
    if release is None or key not in release.programs:
        raise ProcessNotFound(f"the newest release has no process '{key}'")
    return release


def tasks_in(release: Release, process: str) -> int:
    """How many tasks for people a process has, those in its subprocesses too."""
    return sum(isinstance(node, m.UserTask) for node in release.nodes[process].values())
