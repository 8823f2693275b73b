"""Comments: what people write about a case or one of its tasks, encrypted."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from engine.store import records as r

if TYPE_CHECKING:
    from engine.store.context import Context


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; `by` is a login, `task` the id of the task that it is about, None for none."""

    id: str
    task: str | None
    by: str
    at: datetime.datetime
    text: str


def add_comment(context: Context, case: Mapping[str, Any], task_id: str | None, text: str) -> str:
    """Write a comment of the actor; returns its id."""
    comment_id = context.new_id()
    sealed = context.keyring.seal(
        context.connection, case["key_id"], text.encode(), _place(case["id"], comment_id)
    )
    context.connection.execute(
        sa.insert(r.comment).values(
            case_id=case["id"],
            id=comment_id,
            task_id=task_id,
            by=context.actor,
            at=context.now,
            text=sealed,
        )
    )
    return comment_id


def comments_of(
    context: Context, case: Mapping[str, Any], *conditions: sa.ColumnElement[bool]
) -> list[Comment]:
    """Comments on a case and its tasks, the newest first.

    Args:
        context: Of the query.
        case: The row of the case.
        conditions: On `engine.store.records.comment`; none for all.
    """
    comment = r.comment.c
    rows = context.connection.execute(
        sa.select(r.comment)
        .where(comment.case_id == case["id"], *conditions)
        .order_by(comment.at.desc(), comment.id.desc())
    )
    return [
        Comment(
            row.id,
            row.task_id,
            row.by,
            row.at,
            context.keyring.open(
                context.connection, case["key_id"], row.text, _place(case["id"], row.id)
            ).decode(),
        )
        for row in rows
    ]


def _place(case_id: str, comment_id: str) -> str:
    return f"comment/{case_id}/{comment_id}"
