"""What was answered to one task?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine.core import form as f
from engine.core.form.answer.reading import read_out
from engine.queries.answers.classes import class_of, title_of
from engine.queries.case_page.reader import reader_of
from engine.store import records as r
from engine.store.addressees import names_of
from engine.store.cases import CaseNotFound
from engine.store.context import Context
from engine.store.forms import open_form
from engine.store.readable import readable_classes
from engine.store.submissions import Submission, submissions_of
from engine.store.work import task_row


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer in words.

    Attributes:
        data_class: A to J.
        shown: Whether the actor may read it; where not, `text` is empty.
    """

    label: str
    text: str
    data_class: str
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredForm:
    """What was answered to a task.

    Attributes:
        others: The other answers to the same form in the case, the newest first: revision and id.
    """

    id: str
    task: str
    name: str
    title: str
    by: str
    at: datetime.datetime
    revision: int
    lines: tuple[AnswerText, ...]
    others: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answers with this id, in words, as far as the actor may read them."""

    case: str
    submission: str

    def run(self, context: Context) -> AnsweredForm:
        """Them.

        Raises:
            CaseNotFound: There is no such case or answer, or not for this actor.
            Sealed: The key of the case was erased, or a row was changed.
        """
        _, case = reader_of(context, self.case)
        given = submissions_of(context, case)
        said = next((one for one in given if one.id == self.submission), None)
        task = task_row(context, self.case, said.task_id) if said is not None else None
        if said is None or task is None:
            raise CaseNotFound(f"the case {case['number']} has no such answers")
        release = context.releases.get(context.connection, said.release)
        form = release.form_of(task.process, task.element)
        lines = _lines(context, case, form, said, given) if form is not None else ()
        name = names_of(context, [said.by])
        return AnsweredForm(
            id=said.id,
            task=said.task_id,
            name=task.name,
            title=title_of(form) if form is not None else "",
            by=name.get(said.by, said.by),
            at=said.at,
            revision=said.revision,
            lines=tuple(lines),
            others=_others(context, said, self.case),
        )


def _others(context: Context, said: Submission, case_id: str) -> tuple[tuple[int, str], ...]:
    submission = r.submission.c
    rows = context.connection.execute(
        sa.select(submission.revision, submission.id)
        .where(
            submission.case_id == case_id,
            submission.form == said.form,
            submission.id != said.id,
        )
        .order_by(submission.revision.desc())
    )
    return tuple((row.revision, row.id) for row in rows)


def _lines(
    context: Context,
    case: Mapping[str, Any],
    form: f.Form,
    said: Submission,
    given: list[Submission],
) -> Iterator[AnswerText]:
    """The answers; what was given stays, though what it hung on has changed since."""
    opened = open_form(context, case, form, _seen(context, given, said))
    classes = readable_classes(context, case, own=said.by == context.actor)
    described = form.describe(said.values, context=opened.names, now=opened.now)
    told = {one.name.partition(".")[0] for one in described}
    for one in described:
        yield _line(form, one.label, one.text, one.name, classes)
    for field in form.fields:
        value = said.values.get(field.key)
        if field.key not in told and field.labelled and value not in (None, "", [], False):
            yield _line(form, field.label, read_out(value), field.key, classes)


def _line(form: f.Form, label: str, text: str, name: str, readable: frozenset[str]) -> AnswerText:
    data_class = class_of(form, name)
    shown = data_class in readable
    return AnswerText(label, text if shown else "", data_class or "", shown)


def _seen(context: Context, given: list[Submission], said: Submission) -> dict[str, object]:
    """What the form could read of answers before: what they gave to the process."""
    found: dict[str, object] = {}
    for one in given:
        if one.at > said.at or one.id == said.id:
            break
        release = context.releases.get(context.connection, one.release)
        text = release.forms.get(one.form)
        if text is not None:
            found[one.form] = f.read(text).route_values(one.values)
    return found
