"""What was answered to the same form of a case before."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine.queries.answers.classes import class_of
from engine.store import records as r
from engine.store.addressees import names_of
from engine.store.context import Context
from engine.store.forms import OpenedForm
from engine.store.readable import readable_classes
from engine.store.submissions import submissions_of


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer in words.

    Attributes:
        name: Of the field, to go to it.
        shown: Whether the actor may read it; where not, `text` is empty.
    """

    label: str
    text: str
    name: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class AnsweredBefore:
    """The last answers to the same form; `revision` counts them from 1."""

    revision: int
    by: str
    at: datetime.datetime
    lines: tuple[AnswerLine, ...]


def answered_before(
    context: Context, case: Mapping[str, Any], row: sa.Row[Any], opened: OpenedForm
) -> AnsweredBefore | None:
    """The last answers to the form of a task in its case; None for none.

    What the actor may not read of a class of data is named, not shown.
    """
    if row.form is None:
        return None
    mine = r.submission.c
    newest = sa.select(sa.func.max(mine.revision)).where(
        mine.case_id == case["id"], mine.form == row.form
    )
    found = submissions_of(
        context, case, mine.form == row.form, mine.revision == newest.scalar_subquery()
    )
    if not found:
        return None
    last = found[-1]
    said = opened.form.describe(last.values, context=opened.names, now=opened.now)
    classes = readable_classes(context, case, own=last.by == context.actor)
    readable = {one.name: class_of(opened.form, one.name) in classes for one in said}
    lines = tuple(
        AnswerLine(one.label, one.text if readable[one.name] else "", one.name, readable[one.name])
        for one in said
    )
    by = names_of(context, [last.by]).get(last.by, last.by)
    return AnsweredBefore(last.revision, by, last.at, lines)
