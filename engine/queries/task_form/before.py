"""What was answered to the same form of a case before."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine.core import form as f
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
    readable = {one.name: _class_of(opened.form, one.name) in classes for one in said}
    lines = tuple(
        AnswerLine(one.label, one.text if readable[one.name] else "", one.name, readable[one.name])
        for one in said
    )
    by = names_of(context, [last.by]).get(last.by, last.by)
    return AnsweredBefore(last.revision, by, last.at, lines)


def _class_of(form: f.Form, name: str) -> str | None:
    """The class of data of a field, by its name in a page; None where it has none."""
    key, _, inner = name.partition(".")
    field = next((one for one in form.fields if one.key == key), None)
    if isinstance(field, f.Rows) and inner:
        wanted = inner.partition(".")[2]
        field = next((one for one in f.fields_of(field.components) if one.key == wanted), None)
    return field.properties.data_class if field is not None else None
