"""What a list says of its tasks, for the few of one page."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from engine.core.due import Calendar
from engine.core.permission import Grant
from engine.queries.inbox.asking import prepared
from engine.queries.inbox.shape import ASKER, numbered
from engine.queries.task_form.facts import TaskDue, due_there
from engine.store import people as p
from engine.store import records as r
from engine.store import tables as t
from engine.store.persons import read_persons
from engine.store.reach import granted_in_case

if TYPE_CHECKING:
    from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxTask:
    """One task of a list.

    Attributes:
        readable: Whether the actor may read the case, and so open the task.
        person: Whom the case is about; empty where the actor may not know, or for nobody.
        process: What its diagram is called.
        stage: The key of the stage of the case; empty before the first.
        site: The name of the site; empty for none.
        due: None where it has no due date, and where it is no longer open.
        assignee: Login of who has claimed it; empty for nobody. So is their name.
        follow_up: The day until which it was put aside; None where it was not.
        commented_at: When the last comment on it was written; None for none.
        mark: Another text when something of this row has changed.
    """

    case: str
    case_number: str
    readable: bool
    restricted: bool
    person: str
    id: str
    name: str
    process: str
    stage: str
    site: str
    status: str
    due: TaskDue | None
    assignee: str
    assignee_name: str
    follow_up: datetime.date | None
    commented_at: datetime.datetime | None
    opened_at: datetime.datetime
    ended_at: datetime.datetime | None
    mark: str


def rows_of(
    context: Context,
    keys: Sequence[tuple[str, str]],
    grants: tuple[Grant, ...],
    calendars: Mapping[str | None, Calendar],
) -> tuple[InboxTask, ...]:
    """The tasks of these cases and ids, in this order."""
    if not keys:
        return ()
    found = {(row.case_id, row.id): row for row in _read(context, keys, grants)}
    there = [found[key] for key in keys if key in found]
    people = read_persons(context, {row.person_id for row in there if row.named and row.person_id})
    return tuple(
        _row(context, row, people[row.person_id].name if row.person_id in people else "",
             calendars[row.site_id])
        for row in there
    )  # fmt: skip


def _read(
    context: Context, keys: Sequence[tuple[str, str]], grants: tuple[Grant, ...]
) -> Sequence[Any]:
    held, values = numbered(context, grants)
    cases, tasks = zip(*keys, strict=True)
    question = prepared(("rows", held), lambda: _question(held))
    assert question is not None  # noqa: S101 - for the type checker
    return context.connection.execute(question, values | {"cases": cases, "tasks": tasks}).all()


def _question(grants: tuple[Grant, ...]) -> sa.Select[Any]:
    task, case, comment = t.user_task.c, t.case.c, r.comment.c
    commented = (
        sa.select(sa.func.max(comment.at))
        .where(comment.case_id == task.case_id, comment.task_id == task.id)
        .scalar_subquery()
    )
    return (
        sa.select(
            task.case_id, task.id, task.name, task.process, task.status, task.assignee,
            task.safety, task.due_at, task.follow_up_at, task.opened_at, task.ended_at,
            case.number, case.release, case.person_id, case.site_id, case.stage, case.restricted,
            t.site.c.name.label("site"),
            p.user.c.name.label("holder"),
            commented.label("commented_at"),
            granted_in_case(ASKER, grants, "case.read").label("readable"),
            granted_in_case(ASKER, grants, "case.read.A.name").label("named"),
        )
        .join(t.case, case.id == task.case_id)
        .outerjoin(t.site, t.site.c.id == case.site_id)
        .outerjoin(p.user, p.user.c.login == task.assignee)
        # Not pairs: SQLite has no index for a list of these.
        .where(
            task.case_id.in_(sa.bindparam("cases", expanding=True)),
            task.id.in_(sa.bindparam("tasks", expanding=True)),
        )
    )  # fmt: skip


def _row(context: Context, row: Any, person: str, calendar: Calendar) -> InboxTask:
    release = context.releases.get(context.connection, row.release)
    follow_up = row.follow_up_at
    is_open = row.ended_at is None
    return InboxTask(
        case=row.case_id,
        case_number=row.number,
        readable=bool(row.readable),
        restricted=row.restricted,
        person=person,
        id=row.id,
        name=row.name,
        process=release.programs[row.process].process.name or row.process,
        stage=row.stage or "",
        site=row.site or "",
        status=row.status,
        due=due_there(row, context.now, calendar) if is_open else None,
        assignee=row.assignee or "",
        assignee_name=row.holder or row.assignee or "",
        follow_up=calendar.local_date(follow_up) if follow_up and is_open else None,
        commented_at=row.commented_at,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        mark=_mark(row.id, row.status, row.assignee, row.due_at, follow_up),
    )


def _mark(*said: object) -> str:
    return f"{zlib.crc32(repr(said).encode()):08x}"
