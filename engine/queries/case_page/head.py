"""What stands above every page of a case?"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import sqlalchemy as sa

from engine.core import due
from engine.queries.case_page.reader import person_name, reader_of
from engine.queries.steps import element_named
from engine.store import tables as t
from engine.store.context import Context
from engine.store.sites import calendar_of

STAGES: Final = (
    "intake",
    "assessment",
    "classification",
    "delivery",
    "release_preparation",
    "aftercare",
    "closed",
)
"""The stages of a case, in their order."""


@dataclass(frozen=True, slots=True)
class CaseStage:
    """One stage; `since` is when it was first reached, None where it was not."""

    name: str
    state: Literal["done", "current", "ahead"]
    since: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class CaseAlert:
    """What must be seen at once: an open incident at a step, or a late task.

    Attributes:
        name: Of the step or task.
        days: Working days late; 0 for an incident, and for late today.
    """

    kind: Literal["incident", "critical", "overdue"]
    name: str
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadOfCase:
    """A case as each of its pages names it.

    Attributes:
        person: The name; empty where the actor may not know it, or for nobody.
        hidden: Whether there is a person whom the actor may not know.
        site: The name of the site; empty for none.
        stages: Those of the programme; of a case that has ended, those that it reached.
        alerts: The most urgent first.
        may: Permissions that the actor has in the case.
        instance: The id of the instance that it began with.
    """

    id: str
    number: str
    kind: str
    status: str
    person: str
    hidden: bool
    site: str
    restricted: bool
    release: int
    started_at: datetime.datetime
    ended_at: datetime.datetime | None
    stage: str
    stages: tuple[CaseStage, ...]
    alerts: tuple[CaseAlert, ...]
    may: frozenset[str]
    instance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """The head of the pages of a case."""

    case: str

    def run(self, context: Context) -> HeadOfCase:
        """It.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
        """
        reader, row = reader_of(context, self.case)
        person = person_name(context, reader, row)
        site = sa.select(t.site.c.name).where(t.site.c.id == row["site_id"])
        root = sa.select(t.instance.c.id).where(
            t.instance.c.case_id == self.case, t.instance.c.caller_instance.is_(None)
        )
        return HeadOfCase(
            id=self.case,
            number=row["number"],
            kind=row["kind"],
            status=row["status"],
            person=person,
            hidden=bool(row["person_id"]) and not person,
            site=context.connection.scalar(site) or "",
            restricted=row["restricted"],
            release=row["release"],
            started_at=row["started_at"],
            ended_at=row["ended_at"],
            stage=row["stage"] or "",
            stages=_stages(context, row),
            alerts=(*_incidents(context, row), *_late(context, row)),
            may=reader.all_they_may(),
            instance=context.connection.scalars(root).first() or "",
        )


def _stages(context: Context, case: Mapping[str, Any]) -> tuple[CaseStage, ...]:
    release = context.releases.get(context.connection, case["release"])
    stage_at = {
        (process, node.id): node.properties["stage"]
        for process, nodes in release.nodes.items()
        for node in nodes.values()
        if "stage" in node.properties
    }
    if not stage_at:
        return ()
    history, instance = t.history.c, t.instance.c
    rows = context.connection.execute(
        sa.select(history.at, history.element, instance.process)
        .join(
            t.instance,
            sa.and_(instance.case_id == history.case_id, instance.id == history.instance_id),
        )
        .where(
            history.case_id == case["id"],
            history.kind == "ElementEntered",
            history.element.in_({element for _, element in stage_at}),
        )
        .order_by(history.seq)
    )
    reached: dict[str, datetime.datetime] = {}
    for row in rows:
        if (row.process, row.element) in stage_at:
            reached.setdefault(stage_at[row.process, row.element], row.at)
    shown = STAGES if case["status"] == "active" else [one for one in STAGES if one in reached]
    return tuple(CaseStage(one, _state(one, case, reached), reached.get(one)) for one in shown)


def _state(
    stage: str, case: Mapping[str, Any], reached: Mapping[str, datetime.datetime]
) -> Literal["done", "current", "ahead"]:
    if stage == case["stage"]:
        return "current"
    return "done" if stage in reached else "ahead"


def _incidents(context: Context, case: Mapping[str, Any]) -> list[CaseAlert]:
    incident, instance = t.incident.c, t.instance.c
    release = context.releases.get(context.connection, case["release"])
    rows = context.connection.execute(
        sa.select(incident.element, instance.process)
        .join(t.instance, sa.and_(instance.case_id == incident.case_id,
                                  instance.id == incident.instance_id))
        .where(incident.case_id == case["id"])
        .order_by(incident.raised_at, incident.id)
    )  # fmt: skip
    return [CaseAlert("incident", element_named(release, row.process, row.element)) for row in rows]


def _late(context: Context, case: Mapping[str, Any]) -> list[CaseAlert]:
    task = t.user_task.c
    rows = context.connection.execute(
        sa.select(task.name, task.due_at, task.safety)
        .where(task.case_id == case["id"], task.ended_at.is_(None), task.due_at < context.now)
        .order_by(task.due_at, task.id)
    ).all()
    if not rows:
        return []
    calendar, now = calendar_of(context.connection, case["site_id"]), context.now
    found = []
    for row in rows:
        group = due.group(row.due_at, now, calendar=calendar, safety=row.safety)
        kind: Literal["critical", "overdue"] = (
            "critical" if group is due.Group.CRITICALLY_OVERDUE else "overdue"
        )
        days = due.days_late(row.due_at, now, calendar=calendar)
        found.append(CaseAlert(kind, row.name, days))
    return sorted(found, key=lambda one: one.kind != "critical")
