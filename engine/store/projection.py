"""What a step gave, as rows: user tasks, timers, subscriptions, incidents, history, outbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.core import case as cases
from engine.core import event as e
from engine.core import feel
from engine.store import tables as t
from engine.store.groups import at_user, in_lane
from engine.store.history import End, append
from engine.store.offers import offer, withdraw
from engine.store.prepared import Prepared
from engine.store.subscriptions import waiting

if TYPE_CHECKING:
    from engine.store.context import Context

_PRIORITY: Final = 50
_SAFETY: Final = "critical"
# Built once: to build a statement takes longer than to run it.
_WATCHED: Final = sa.union_all(
    *(
        sa.select(sa.literal(table.name), table.c.id).where(
            table.c.case_id == sa.bindparam("case"),
            table.c.instance_id == sa.bindparam("instance"),
        )
        for table in (t.timer, t.subscription, t.incident)
    )
)
_END_TASK: Final = Prepared(
    sa.update(t.user_task).where(
        t.user_task.c.case_id == sa.bindparam("case"),
        t.user_task.c.id == sa.bindparam("task"),
        t.user_task.c.ended_at.is_(None),
    )
)
_OPEN_TASKS: Final = Prepared(sa.insert(t.user_task))


def project(context: Context, case: Mapping[str, Any], step: cases.Step) -> End:
    """Write the rows of a step; returns the new end of the history."""
    for instance_id, waits in step.waits.items():
        _watch(context, case["id"], instance_id, waits)
    _end_tasks(context, case["id"], step)
    _open_tasks(context, case, step)
    _tell_others(context, case, step)
    return append(context, case, step.events)


# What waits


def _watch(context: Context, case_id: str, instance_id: str, waits: cases.Waits) -> None:
    """Make timers, subscriptions and incidents those that an instance has now."""
    there: dict[str, set[str]] = {}
    owner = {"case": case_id, "instance": instance_id}
    for name, token in context.connection.execute(_WATCHED, owner):
        there.setdefault(name, set()).add(token)
    timers = {one.token: _timer(one) for one in waits.timers}
    subscriptions = {one.token: _subscription(one) for one in waits.subscriptions}
    incidents = {one.token: {"reason": one.reason, "raised_at": context.now, **_at(one)}
                 for one in waits.incidents}  # fmt: skip
    for table, wanted in (
        (t.timer, timers), (t.subscription, subscriptions), (t.incident, incidents),
    ):  # fmt: skip
        _match(context, table, owner, there.get(table.name, set()), wanted)


def _at(wait: cases.Wait) -> dict[str, object]:
    return {"element": wait.element}


def _timer(wait: cases.TimerWait) -> dict[str, object]:
    return {"due_at": wait.due, "try_at": wait.due, "attempts": 0, **_at(wait)}


def _subscription(wait: cases.Subscription) -> dict[str, object]:
    return {"kind": wait.kind, "name": wait.wanted, "key": wait.key, **_at(wait)}


def _match(
    context: Context,
    table: sa.Table,
    owner: Mapping[str, str],
    there: set[str],
    wanted: Mapping[str, dict[str, Any]],
) -> None:
    """Delete the rows that are no longer wanted and insert those that are new."""
    gone = there - set(wanted)
    if gone:
        mine = sa.and_(table.c.case_id == owner["case"], table.c.id.in_(gone))
        context.connection.execute(sa.delete(table).where(mine))
    new = [
        {"case_id": owner["case"], "instance_id": owner["instance"], "id": token, **values}
        for token, values in wanted.items()
        if token not in there
    ]
    if new:
        context.connection.execute(sa.insert(table), new)


# User tasks


def _open_tasks(context: Context, case: Mapping[str, Any], step: cases.Step) -> None:
    waiting = {wait.token for waits in step.waits.values() for wait in waits.tasks}
    rows = [
        _task(context, case, step, one)
        for one in step.events
        if isinstance(one, e.UserTaskOpened) and one.token in waiting
    ]
    if rows:
        _OPEN_TASKS.run_each(context.connection, rows)
        offer(context, rows)


def _task(
    context: Context, case: Mapping[str, Any], step: cases.Step, one: e.UserTaskOpened
) -> dict[str, Any]:
    process = step.state.instances[one.instance].process
    release = context.releases.get(context.connection, case["release"])
    properties = release.properties_of(process, one.element)
    named = [*one.candidate_groups, *map(at_user, one.candidate_users)]
    lane = release.lane_of(process, one.element)
    return {
        "case_id": case["id"],
        "id": one.token,
        "instance_id": one.instance,
        "process": process,
        "element": one.element,
        "name": one.name or one.element,
        "form": one.form,
        "status": "reserved" if one.assignee else "ready",
        "assignee": one.assignee,
        "candidate_groups": named or ([in_lane(lane)] if lane else []),
        "priority": _PRIORITY if one.priority is None else one.priority,
        "safety": properties.get("escalation") == _SAFETY,
        "opened_at": context.now,
        "claimed_at": None,
        "due_at": one.due,
        "follow_up_at": one.follow_up,
        "ended_at": None,
        "ended_by": None,
    }


def _end_tasks(context: Context, case_id: str, step: cases.Step) -> None:
    common = {"case": case_id, "ended_at": context.now}
    ends = [common | end for end in _ends(step.events)]
    if ends:
        _END_TASK.run_each(context.connection, ends)
        withdraw(context, case_id, [end["task"] for end in ends])


def _ends(events: Iterable[e.StepEvent]) -> Iterator[dict[str, object]]:
    """Tokens that may be tasks, with how they ended; what nobody completed is no task."""
    for one in events:
        if isinstance(one, e.ElementCompleted) and one.by is not None:
            yield {"task": one.token, "status": "completed", "ended_by": one.by}
        elif isinstance(one, e.ElementInterrupted):
            yield {"task": one.token, "status": "terminated", "ended_by": None}


# Telling others


def _tell_others(context: Context, case: Mapping[str, Any], step: cases.Step) -> None:
    """One row for each case that waits: a message goes to one, a signal to all."""
    for one in step.for_others:
        message = isinstance(one, e.MessageThrown)
        kind = "message" if message else "signal"
        key = one.key if isinstance(one, e.MessageThrown) else None
        targets = [found for found in waiting(context, kind, one.name, key) if found != case["id"]]
        for target in targets[:1] if message else targets:
            outbox_id = context.new_id()
            variables = feel.to_json(dict(one.variables)).encode()
            context.connection.execute(
                sa.insert(t.outbox).values(
                    id=outbox_id,
                    sender_case=case["id"],
                    target_case=target,
                    kind=kind,
                    name=one.name,
                    key=key,
                    key_id=case["key_id"],
                    variables=context.keyring.seal(
                        context.connection, case["key_id"], variables, f"outbox/{outbox_id}"
                    ),
                    thrown_at=context.now,
                )
            )
