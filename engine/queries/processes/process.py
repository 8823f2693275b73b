"""What does a process say?"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.queries.processes.processes import ProcessNotFound, known_process
from engine.queries.steps import StepInWords, in_words, process_named
from engine.store import tables as t
from engine.store.context import Context
from engine.store.documents import diagram_of, documentation_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPage:
    """A process of the newest release.

    Attributes:
        release: The number of the release.
        steps: Its elements in the order in which they are told, each before what is inside it.
        called: The names of the processes that it calls, by id; of those that are there.
        decisions: The names of the decisions that it asks for, by id.
        older: How many active instances are of older releases, by the number of the release.
        running: How many are active at all.
    """

    key: str
    name: str
    documentation: str
    release: int
    steps: tuple[StepInWords, ...]
    called: dict[str, str]
    decisions: dict[str, str]
    running: int
    older: dict[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessOf:
    """The process of this id, of the newest release."""

    key: str

    def run(self, context: Context) -> ProcessPage:
        """It.

        Raises:
            ProcessNotFound: There is none.
        """
        release = known_process(context, self.key)
        steps = in_words(context, release, self.key)
        calls = {one.calls for one in steps if one.calls in release.programs}
        asked = {one.decision for one in steps if one.decision in release.models}
        instance, case = t.instance.c, t.case.c
        rows = context.connection.execute(
            sa.select(case.release, sa.func.count())
            .join(t.instance, instance.case_id == case.id)
            .where(instance.process == self.key, instance.status == "active")
            .group_by(case.release)
            .order_by(case.release)
        )
        running = {number: count for number, count in rows}  # noqa: C416 - a row is no pair to mypy
        return ProcessPage(
            key=self.key,
            name=process_named(release, self.key),
            documentation=documentation_of(context.connection, release.number).get(self.key, ""),
            release=release.number,
            steps=steps,
            called={one: process_named(release, one) for one in sorted(calls)},
            decisions={
                key: next((one.name for one in release.models[key].decisions if one.id == key), key)
                for key in sorted(asked)
            },
            running=sum(running.values()),
            older={number: count for number, count in running.items() if number < release.number},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessXml:
    """The diagram of a process of the newest release, as it was published."""

    key: str

    def run(self, context: Context) -> str:
        """XML.

        Raises:
            ProcessNotFound: There is none.
        """
        release = known_process(context, self.key)
        found = diagram_of(context.connection, release.number, self.key)
        if found is None:
            raise ProcessNotFound
        return found
