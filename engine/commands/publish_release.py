"""Publish diagrams, decisions and forms together, as the next release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from engine.core import bpmn, dmn
from engine.core.problem import Problem
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.context import Context
from engine.store.releases import add


class ReleaseRefused(PasserelleError):
    """The release cannot run.

    Attributes:
        problems: All that is wrong, by the document.
    """

    def __init__(self, problems: Mapping[str, tuple[Problem, ...]]) -> None:
        lines = [f"{key}: {one}" for key, found in problems.items() for one in found]
        super().__init__("\n".join(["the release cannot run:", *lines]))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRelease:
    """Diagrams and decisions as XML, forms as JSON, each by its key.

    Attributes:
        note: What is new in it, for people.
    """

    diagrams: Mapping[str, str]
    decisions: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def run(self, context: Context) -> int:
        """Publish; the answer is the number of the release.

        Raises:
            ReleaseRefused: A document has an error.
        """
        problems = {key: found for key, found in self._problems() if found}
        if problems:
            raise ReleaseRefused(problems)
        connection = context.connection
        number = (context.releases.newest(connection) or 0) + 1
        connection.execute(
            sa.insert(t.release).values(
                number=number,
                published_at=context.now,
                published_by=context.actor,
                note=self.note,
            )
        )
        add(connection, t.definition, number, self.diagrams)
        add(connection, t.decision, number, self.decisions)
        add(connection, t.form, number, self.forms)
        return number

    def _problems(self) -> Iterator[tuple[str, tuple[Problem, ...]]]:
        for key, xml in self.diagrams.items():
            try:
                yield key, _errors(bpmn.read(xml).problems)
            except bpmn.BpmnError as error:
                yield key, tuple(error.problems) or (Problem(key, str(error)),)
        for key, xml in self.decisions.items():
            try:
                model = dmn.read(xml)
                yield key, _errors((*model.problems, *dmn.check(model)))
            except dmn.DmnError as error:
                yield key, error.problems or (Problem(key, str(error)),)


def _errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(one for one in problems if one.severity == "error")
