"""What people answered to forms: one row for each form and revision, encrypted."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import sqlalchemy as sa

from engine.core import feel
from engine.store import records as r
from engine.store.prepared import Prepared

if TYPE_CHECKING:
    from engine.store.context import Context

_COLUMNS: Final = r.submission.c
_LAST: Final = sa.select(sa.func.coalesce(sa.func.max(_COLUMNS.revision), 0)).where(
    _COLUMNS.case_id == sa.bindparam("of_case"), _COLUMNS.form == sa.bindparam("of_form")
)
_ADD: Final = Prepared(sa.insert(r.submission).values(revision=_LAST.scalar_subquery() + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Answers to a form; `values` by the keys of its fields, as FEEL has them."""

    id: str
    task_id: str
    form: str
    release: int
    revision: int
    by: str
    at: datetime.datetime
    values: Mapping[str, object]


def add_submission(
    context: Context, case: Mapping[str, Any], task: sa.Row[Any], values: Mapping[str, object]
) -> str:
    """Write what was answered to the form of a task; returns the id."""
    form = task.form or task.element
    submission_id = context.new_id()
    place = _place(case["id"], submission_id)
    plain = feel.to_json(dict(values)).encode()
    row = {
        "case_id": case["id"],
        "id": submission_id,
        "task_id": task.id,
        "form": form,
        "release": case["release"],
        "by": context.actor,
        "at": context.now,
        "data": context.keyring.seal(context.connection, case["key_id"], plain, place),
    }
    _ADD.run(context.connection, row | {"of_case": case["id"], "of_form": form})
    return submission_id


def submissions_of(
    context: Context, case: Mapping[str, Any], *conditions: sa.ColumnElement[bool]
) -> list[Submission]:
    """The answers given in a case, oldest first.

    Args:
        context: Of the query.
        case: The row of the case.
        conditions: On `engine.store.records.submission`; none for all.

    Raises:
        Sealed: The key of the case was erased, or a row was changed.
    """
    question = sa.select(r.submission).where(_COLUMNS.case_id == case["id"], *conditions)
    rows = context.connection.execute(question.order_by(_COLUMNS.at, _COLUMNS.id))
    return [_opened(context, case, row) for row in rows]


def _opened(context: Context, case: Mapping[str, Any], row: sa.Row[Any]) -> Submission:
    place = _place(case["id"], row.id)
    plain = context.keyring.open(context.connection, case["key_id"], row.data, place)
    values = cast("dict[str, object]", feel.from_json(plain.decode()))
    return Submission(
        id=row.id,
        task_id=row.task_id,
        form=row.form,
        release=row.release,
        revision=row.revision,
        by=row.by,
        at=row.at,
        values=values,
    )


def _place(case_id: str, submission_id: str) -> str:
    return f"submission/{case_id}/{submission_id}"
