"""Publish diagrams, decisions and forms together, as the next release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from engine.core.problem import Problem
from engine.core.release import check_release
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.authority import require
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
    """Diagrams and decisions as XML, forms as JSON, each by its key; of a form that is its id.

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
            NotAllowed: The actor may not publish.
            ReleaseRefused: A document has an error, or asks for one that is not there.
        """
        require(context, "release.publish")
        found = check_release(self.diagrams, self.decisions, self.forms)
        errors = {key: _errors(problems) for key, problems in found.items()}
        if any(errors.values()):
            raise ReleaseRefused({key: some for key, some in errors.items() if some})
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


def _errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(one for one in problems if one.severity == "error")
