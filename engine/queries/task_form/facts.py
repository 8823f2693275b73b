"""What is known of one task, before anything is asked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from engine.core import due
from engine.core.credential import MACHINES
from engine.core.permission import allowed
from engine.store import records as r
from engine.store.addressees import addressees, names_of
from engine.store.authority import standing_in
from engine.store.context import Context
from engine.store.persons import read_persons
from engine.store.sites import calendar_of
from engine.store.work import groups_of, may_complete

Standing = Literal["yours", "free", "taken", "others", "ended"]


@dataclass(frozen=True, slots=True)
class TaskDue:
    """When a task is due.

    Attributes:
        on: The last day, at the site.
        days: Working days that are left; negative is late, 0 is today.
        group: `critically overdue`, `overdue`, `due soon` or `not due yet`.
    """

    on: datetime.date
    days: int
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """One task.

    Attributes:
        person: Whom the case is about; empty where the actor may not know, or for nobody.
        standing: Of the actor: it is theirs; nobody's and they may do it; somebody else has
            claimed it; it is for others to do; it is no longer open.
        mine: Whether the actor may do such a task, whoever has it now.
        assignee: Login of who has claimed it; empty for nobody.
        ended_by: Name of who completed it; empty where the process took it away.
        groups: Whom it is for, as they are called.
        process: What the diagram is called.
        documentation: What the diagram says about the step.
        standards: Ids of the standards that ask for it.
        submission: Id of what was answered; empty for nothing.
    """

    case: str
    case_number: str
    restricted: bool
    person: str
    id: str
    name: str
    status: str
    standing: Standing
    mine: bool
    due: TaskDue | None
    assignee: str
    assignee_name: str
    claimed_at: datetime.datetime | None
    ended_by: str
    ended_at: datetime.datetime | None
    groups: tuple[str, ...]
    instance: str
    process: str
    element: str
    documentation: str
    lane: str
    standards: tuple[str, ...]
    submission: str


def facts_of(context: Context, case: Mapping[str, Any], row: sa.Row[Any]) -> TaskFacts:
    """What is known of a task of a case that the actor may read."""
    release = context.releases.get(context.connection, case["release"])
    node = release.nodes[row.process].get(row.element)
    properties = release.properties_of(row.process, row.element)
    standing, mine = _standing(context, case, row)
    names = names_of(context, (row.assignee, row.ended_by))
    standards = properties.get("standard", "").split(",")
    return TaskFacts(
        case=case["id"],
        case_number=case["number"],
        restricted=case["restricted"],
        person=_person(context, case),
        id=row.id,
        name=row.name,
        status=row.status,
        standing=standing,
        mine=mine,
        due=due_of(context, case["site_id"], row),
        assignee=row.assignee or "",
        assignee_name=names.get(row.assignee or "", row.assignee or ""),
        claimed_at=row.claimed_at,
        ended_by=names.get(row.ended_by, row.ended_by) if row.status == "completed" else "",
        ended_at=row.ended_at,
        groups=addressees(context, row.candidate_groups),
        instance=row.instance_id,
        process=release.programs[row.process].process.name or row.process,
        element=row.element,
        documentation=node.documentation if node is not None else "",
        lane=release.lane_of(row.process, row.element) or "",
        standards=tuple(one.strip() for one in standards if one.strip()),
        submission=_submission(context, row) if row.ended_at is not None else "",
    )


def due_of(context: Context, site_id: str | None, row: sa.Row[Any]) -> TaskDue | None:
    """When a task is due, in working days of the site of its case; None for no due date."""
    if row.due_at is None:
        return None
    return due_there(row, context.now, calendar_of(context.connection, site_id))


def due_there(row: sa.Row[Any], now: datetime.datetime, calendar: due.Calendar) -> TaskDue | None:
    """The same where the calendar of the site is at hand."""
    if row.due_at is None:
        return None
    group = due.group(row.due_at, now, calendar=calendar, safety=row.safety)
    on, today = due.due_on(row.due_at, calendar), calendar.local_date(now)
    late = due.days_late(row.due_at, now, calendar=calendar)
    left = 0 if on <= today else calendar.working_days_between(today, on)
    return TaskDue(on, -late if late else left, group.value)


def _standing(context: Context, case: Mapping[str, Any], row: sa.Row[Any]) -> tuple[Standing, bool]:
    if context.actor in MACHINES:
        mine = True
    else:
        grants, scope = standing_in(context, case)
        mine = may_complete(context.actor, grants, scope, groups_of(context, row))
    if row.ended_at is not None:
        return "ended", mine
    if not mine:
        return "others", mine
    if row.assignee is None:
        return "free", mine
    return ("yours" if row.assignee == context.actor else "taken"), mine


def _person(context: Context, case: Mapping[str, Any]) -> str:
    """The name of the person, where the actor may read it and it was not erased."""
    if case["person_id"] is None:
        return ""
    if context.actor not in MACHINES:
        grants, scope = standing_in(context, case)
        if not allowed(grants, "case.read.A.name", scope):
            return ""
    found = read_persons(context, [case["person_id"]]).get(case["person_id"])
    return found.name if found is not None else ""


def _submission(context: Context, row: sa.Row[Any]) -> str:
    submission = r.submission.c
    found = context.connection.scalar(
        sa.select(submission.id).where(
            submission.case_id == row.case_id, submission.task_id == row.id
        )
    )
    return found or ""
