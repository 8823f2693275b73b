"""Drafts: what somebody typed into the form of a task and has not sent, exactly as typed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.store import people as p
from engine.store import records as r
from engine.store.prepared import Prepared

if TYPE_CHECKING:
    from engine.store.context import Context

Typed = Mapping[str, list[str]]

_DROP: Final = Prepared(
    sa.delete(r.form_draft).where(
        r.form_draft.c.case_id == sa.bindparam("case"),
        r.form_draft.c.task_id == sa.bindparam("task"),
        r.form_draft.c.user_id
        == sa.select(p.user.c.id).where(p.user.c.login == sa.bindparam("login")).scalar_subquery(),
    )
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, by the names that a browser sends, and when it was kept."""

    typed: Typed
    saved_at: datetime.datetime


def keep_draft(context: Context, case: Mapping[str, Any], task_id: str, typed: Typed) -> None:
    """Keep what the actor typed, in the place of what they typed before."""
    user_id = _user_id(context)
    plain = json.dumps({name: list(texts) for name, texts in typed.items()}).encode()
    place = _place(case["id"], task_id, user_id)
    row = {
        "saved_at": context.now,
        "data": context.keyring.seal(context.connection, case["key_id"], plain, place),
    }
    done = context.connection.execute(
        sa.update(r.form_draft).where(*_of(case["id"], task_id, user_id)).values(**row)
    )
    if not done.rowcount:
        whose = {"case_id": case["id"], "task_id": task_id, "user_id": user_id}
        context.connection.execute(sa.insert(r.form_draft).values(**whose, **row))


def draft_of(context: Context, case: Mapping[str, Any], task_id: str) -> Draft | None:
    """What the actor typed last; None for nothing."""
    user_id = _user_id(context)
    row = context.connection.execute(
        sa.select(r.form_draft).where(*_of(case["id"], task_id, user_id))
    ).one_or_none()
    if row is None:
        return None
    place = _place(case["id"], task_id, user_id)
    plain = context.keyring.open(context.connection, case["key_id"], row.data, place)
    return Draft(json.loads(plain), row.saved_at)


def drop_drafts(context: Context, case_id: str, task_id: str) -> None:
    """Forget what the actor typed for a task; what others typed they keep until they have seen."""
    whose = {"case": case_id, "task": task_id, "login": context.actor}
    _DROP.run(context.connection, whose)


def _user_id(context: Context) -> str:
    found = context.connection.scalar(sa.select(p.user.c.id).where(p.user.c.login == context.actor))
    return str(found)


def _of(case_id: str, task_id: str, user_id: str) -> list[sa.ColumnElement[bool]]:
    draft = r.form_draft.c
    return [draft.case_id == case_id, draft.task_id == task_id, draft.user_id == user_id]


def _place(case_id: str, task_id: str, user_id: str) -> str:
    return f"draft/{case_id}/{task_id}/{user_id}"
