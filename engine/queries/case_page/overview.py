"""Where does a case stand?"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine.core import due
from engine.queries.case_page.people import CaseColleague, CaseTeam, members_of, teams_of
from engine.queries.case_page.progress import Block, blocks
from engine.queries.case_page.reader import Reader, reader_of
from engine.queries.case_page.states import standings
from engine.queries.steps import element_named, event_named, in_words, process_named
from engine.queries.task_form.facts import TaskDue, due_of
from engine.store import tables as t
from engine.store.addressees import addressees, names_of
from engine.store.context import Context
from engine.store.members import ASSIGNED
from engine.store.sites import calendar_of
from engine.store.work import groups_of, may_complete


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTask:
    """An open task.

    Attributes:
        groups: Whom it is for, as they are called.
        assignee: The name of who has it; empty for nobody.
        mine: Whether it is the actor's.
        for_me: Whether the actor may do it.
        follow_up_on: When who has it wants to come back to it; None for no such day.
    """

    id: str
    name: str
    process: str
    status: str
    groups: tuple[str, ...]
    assignee: str
    mine: bool
    for_me: bool
    due: TaskDue | None
    follow_up_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class CaseIncident:
    """Where the engine could not go on, and why."""

    id: str
    name: str
    reason: str
    raised_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Coming:
    """A clock that runs: what it is called, what it is of, and when it runs out at the site."""

    name: str
    of: str
    on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewOfCase:
    """Where a case stands: its open tasks by when they are due, and all around them."""

    tasks: tuple[CaseTask, ...]
    blocks: tuple[Block, ...]
    incidents: tuple[CaseIncident, ...]
    coming: tuple[Coming, ...]
    assigned: tuple[CaseColleague, ...]
    teams: tuple[CaseTeam, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOverview:
    """Where a case stands."""

    case: str

    def run(self, context: Context) -> OverviewOfCase:
        """It.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
        """
        reader, row = reader_of(context, self.case)
        return OverviewOfCase(
            tasks=_tasks(context, reader, row),
            blocks=_blocks(context, row),
            incidents=_incidents(context, row),
            coming=_coming(context, row),
            assigned=members_of(context, self.case, row["site_id"], ASSIGNED),
            teams=teams_of(context, self.case, row["site_id"])[0],
        )


def _tasks(context: Context, reader: Reader, case: Mapping[str, Any]) -> tuple[CaseTask, ...]:
    task = t.user_task.c
    rows = context.connection.execute(
        sa.select(t.user_task)
        .where(task.case_id == case["id"], task.ended_at.is_(None))
        .order_by(task.due_at.is_(None), task.due_at, task.id)
    ).all()
    names = names_of(context, (row.assignee for row in rows))
    calendar = calendar_of(context.connection, case["site_id"])
    release = context.releases.get(context.connection, case["release"])
    return tuple(
        CaseTask(
            id=row.id,
            name=row.name,
            process=process_named(release, row.process),
            status=row.status,
            groups=addressees(context, row.candidate_groups),
            assignee=names.get(row.assignee or "", row.assignee or ""),
            mine=row.assignee == context.actor,
            for_me=_for_me(context, reader, row),
            due=due_of(context, case["site_id"], row),
            follow_up_on=calendar.local_date(row.follow_up_at) if row.follow_up_at else None,
        )
        for row in rows
    )


def _for_me(context: Context, reader: Reader, row: sa.Row[Any]) -> bool:
    groups = groups_of(context, row)
    return reader.machine or may_complete(context.actor, reader.grants, reader.scope, groups)


def _blocks(context: Context, case: Mapping[str, Any]) -> tuple[Block, ...]:
    instance = t.instance.c
    rows = context.connection.execute(
        sa.select(instance.id, instance.process, instance.status, instance.caller_token)
        .where(instance.case_id == case["id"])
        .order_by(instance.place)
    ).all()
    root = next(row for row in rows if row.caller_token is None)
    release = context.releases.get(context.connection, case["release"])
    standing = standings(context, case["id"], root.id, running=root.status == "active")
    called = {row.caller_token: row.id for row in rows if row.caller_token is not None}
    return tuple(blocks(in_words(context, release, root.process), standing, called))


def _incidents(context: Context, case: Mapping[str, Any]) -> tuple[CaseIncident, ...]:
    incident, instance = t.incident.c, t.instance.c
    release = context.releases.get(context.connection, case["release"])
    rows = context.connection.execute(
        sa.select(t.incident, instance.process)
        .join(t.instance, sa.and_(instance.case_id == incident.case_id,
                                  instance.id == incident.instance_id))
        .where(incident.case_id == case["id"])
        .order_by(incident.raised_at, incident.id)
    )  # fmt: skip
    return tuple(
        CaseIncident(
            row.id,
            element_named(release, row.process, row.element),
            row.reason,
            row.raised_at,
        )
        for row in rows
    )


def _coming(context: Context, case: Mapping[str, Any]) -> tuple[Coming, ...]:
    timer, instance = t.timer.c, t.instance.c
    release = context.releases.get(context.connection, case["release"])
    rows = context.connection.execute(
        sa.select(timer.element, timer.due_at, instance.process)
        .join(t.instance, sa.and_(instance.case_id == timer.case_id,
                                  instance.id == timer.instance_id))
        .where(timer.case_id == case["id"])
        .order_by(timer.due_at, timer.id)
    ).all()  # fmt: skip
    calendar = calendar_of(context.connection, case["site_id"])
    found = []
    for row in rows:
        name, of = event_named(release, row.process, row.element)
        found.append(Coming(name, of, due.due_on(row.due_at, calendar)))
    return tuple(found)
