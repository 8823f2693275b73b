"""What was answered in a case?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from engine.queries.answers.classes import classes_of, title_of
from engine.queries.case_page.reader import reader_of
from engine.store import records as r
from engine.store import tables as t
from engine.store.addressees import names_of
from engine.store.context import Context
from engine.store.readable import readable_classes


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersOf:
    """The answers to one task.

    Attributes:
        title: What the form is called.
        revision: Which answers to this form they are, from 1; `last` whether none came after.
        shown: Whether the actor may read all, some or none of them.
    """

    id: str
    task: str
    name: str
    title: str
    process: str
    by: str
    at: datetime.datetime
    revision: int
    last: bool
    shown: Literal["all", "some", "none"]


@dataclass(frozen=True, slots=True)
class AnswersOfCase:
    """The answers given in a case, the newest first."""

    answers: tuple[AnswersOf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnswers:
    """Which forms were answered in a case, by whom and when."""

    case: str

    def run(self, context: Context) -> AnswersOfCase:
        """Them.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
        """
        _, case = reader_of(context, self.case)
        submission, task = r.submission.c, t.user_task.c
        rows = context.connection.execute(
            sa.select(
                submission.id,
                submission.task_id,
                submission.form,
                submission.release,
                submission.revision,
                submission.by,
                submission.at,
                task.name,
                task.process,
                task.element,
            )
            .join(t.user_task, sa.and_(task.case_id == submission.case_id,
                                       task.id == submission.task_id))
            .where(submission.case_id == self.case)
            .order_by(submission.at.desc(), submission.id.desc())
        ).all()  # fmt: skip
        names = names_of(context, (row.by for row in rows))
        newest: dict[str, int] = {}
        for row in rows:
            newest[row.form] = max(newest.get(row.form, 0), row.revision)
        readable = {own: readable_classes(context, case, own=own) for own in (False, True)}
        found = []
        for row in rows:
            release = context.releases.get(context.connection, row.release)
            form = release.form_of(row.process, row.element)
            classes = list(classes_of(form)) if form is not None else []
            seen = [one in readable[row.by == context.actor] for one in classes]
            found.append(
                AnswersOf(
                    id=row.id,
                    task=row.task_id,
                    name=row.name,
                    title=title_of(form) if form is not None else "",
                    process=release.programs[row.process].process.name,
                    by=names.get(row.by, row.by),
                    at=row.at,
                    revision=row.revision,
                    last=row.revision == newest[row.form],
                    shown="all" if all(seen) else "some" if any(seen) else "none",
                )
            )
        return AnswersOfCase(tuple(found))
