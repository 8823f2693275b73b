"""Which rows of the history say something to staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa

from engine.queries.timeline.entry import TimelineKind
from engine.store import tables as t
from engine.store.context import Context

OF_TASKS: Final[Mapping[str, TimelineKind]] = {
    "ElementCompleted": "task completed",
    "ElementInterrupted": "task not needed",
    "TaskClaimed": "task claimed",
    "TaskReturned": "task returned",
}
OF_EVENTS: Final[Mapping[str, TimelineKind]] = {
    "TimerFired": "timer",
    "MessageCaught": "message caught",
    "MessageThrown": "message sent",
    "SignalThrown": "message sent",
    "EscalationThrown": "help called",
}
OF_PEOPLE: Final[Mapping[str, TimelineKind]] = {
    "CasePersonAssigned": "person assigned",
    "CasePersonUnassigned": "person unassigned",
    "CasePersonListed": "person listed",
    "CasePersonUnlisted": "person unlisted",
}
OF_TEAMS: Final[Mapping[str, TimelineKind]] = {
    "CaseTeamAssigned": "team assigned",
    "CaseTeamUnassigned": "team unassigned",
}
REASONED: Final[Mapping[str, TimelineKind]] = {
    "CaseRestricted": "restricted",
    "CaseOpened": "opened",
    "CaseCancelled": "cancelled",
}
TOLD: Final = frozenset({
    *OF_EVENTS, *OF_PEOPLE, *OF_TEAMS, *REASONED,
    "InstanceStarted", "InstanceCompleted", "InstanceFailed", "UserTaskOpened", "TaskClaimed",
    "TaskReturned", "TaskAssigned", "DueDateSet", "FollowUpSet", "Commented", "DecisionMade",
    "IncidentRaised",
})  # fmt: skip


def tellable(context: Context, case: Mapping[str, Any]) -> sa.ColumnElement[bool]:
    """The condition on a row of the history for saying something to staff."""
    history, task = t.history.c, t.user_task.c
    release = context.releases.get(context.connection, case["release"])
    tasks = sa.select(task.id).where(task.case_id == case["id"])
    stages = {
        node.id
        for nodes in release.nodes.values()
        for node in nodes.values()
        if "stage" in node.properties
    }
    return sa.or_(
        history.kind.in_(TOLD),
        sa.and_(
            history.kind == "ElementCompleted",
            history.token.in_(tasks.where(task.status == "completed")),
        ),
        sa.and_(history.kind == "ElementInterrupted", history.token.in_(tasks)),
        sa.and_(history.kind == "ElementEntered", history.element.in_(stages)),
    )
