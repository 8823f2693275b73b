"""When a user task is due, and when it should be looked at."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from engine.core import due
from engine.core.bpmn import model as m
from engine.core.spiff.element import instance_of
from engine.core.spiff.evaluation import value_of
from engine.core.spiff.faults import Fault
from engine.core.spiff.timers import moment

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task

    from engine.core.spiff.instance import Instance

_DATE: Final = "date"
_END_OF_DATE: Final = due.DueRule(0, due.Unit.DAYS, _DATE)


def due_of(schedule: m.Schedule, token: Task) -> datetime.datetime | None:
    """When the task of a token is due, counted from now by the calendar of the site.

    Returns:
        In UTC; None for never, and where the date that it counts from is not known yet.

    Raises:
        Fault: What the diagram counts from is no date.
    """
    instance = instance_of(token)
    if schedule.rule is not None:
        return _count(schedule.rule, instance, instance.variables.seen_by(token))
    value = value_of(schedule.due, token)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return _count(_END_OF_DATE, instance, {_DATE: value})
    return _moment(value, instance)


def follow_up_of(schedule: m.Schedule, token: Task) -> datetime.datetime | None:
    """When to look at the task of a token; in UTC, None for not before it is due.

    Raises:
        Fault: What the diagram states is no date and time.
    """
    return _moment(value_of(schedule.follow_up, token), instance_of(token))


def _count(
    rule: due.DueRule, instance: Instance, values: Mapping[str, object]
) -> datetime.datetime | None:
    host = instance.host
    try:
        return due.due_at(rule, anchor=host.now, calendar=host.calendar(), values=values)
    except due.DueError as error:
        raise Fault(f"the due date '{rule}' cannot be worked out: {error}") from error


def _moment(value: object, instance: Instance) -> datetime.datetime | None:
    """A moment; a local one is on the clock of the site."""
    if value is None:
        return None
    host = instance.host
    return moment(value, host.now.astimezone(host.calendar().tz))
