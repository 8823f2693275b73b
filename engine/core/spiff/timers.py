"""Clocks in a diagram: a date, a length of time, or a repetition, computed by the calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from engine.core import event as e
from engine.core import feel
from engine.core.bpmn import model as m
from engine.core.spiff.element import instance_of, where
from engine.core.spiff.evaluation import value_of
from engine.core.spiff.faults import Fault

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task

_REPETITION: Final = re.compile(r"R(\d*)/(?:([^P/][^/]*)/)?(-?P[^/]+)")
_SUM: Final = feel.parse("anchor + length * times")


def arm(token: Task, timer: m.Timer) -> None:
    """Start the clock of a token.

    Raises:
        Fault: The diagram gives no date or duration.
    """
    data = token.internal_data
    if "due" not in data:
        data.update(_first_round(token, timer))
    due = datetime.datetime.fromisoformat(data["due"])
    instance_of(token).journal.append(e.TimerStarted(**where(token), due=due))


def next_round(token: Task, trigger: m.Trigger) -> Mapping[str, object] | None:
    """What a non-interrupting listener that caught keeps for the next time; None for never.

    A message or signal may come again at once; a date or length of time comes once; a
    repetition comes at its anchor plus so many lengths, so that months do not drift. A length
    that is computed is computed anew each time; another one counts from the last time.
    """
    if not isinstance(trigger, m.Timer):
        return {}
    data = token.internal_data
    left = data.get("left")
    if "length" not in data or left == 1:
        return None
    anchor, length, round_number = data["anchor"], data["length"], data["round"] + 1
    if trigger.value.expression is not None:
        _, _, computed = _repetition(value_of(trigger.value, token))
        if computed != length:
            anchor, length, round_number = data["due"], computed, 1
    due = _after(anchor, length, round_number)
    return {
        "anchor": anchor,
        "length": length,
        "round": round_number,
        "left": None if left is None else left - 1,
        "due": due.isoformat(),
    }


def _first_round(token: Task, timer: m.Timer) -> dict[str, object]:
    value, now = value_of(timer.value, token), instance_of(token).host.now
    if timer.kind is m.TimerKind.DATE:
        return {"due": moment(value, now).isoformat()}
    if timer.kind is m.TimerKind.DURATION:
        return {"due": _after(now.isoformat(), _duration(value), 1).isoformat()}
    count, start, length = _repetition(value)
    anchor = moment(start, now).isoformat() if start else now.isoformat()
    first = 0 if start else 1
    return {
        "anchor": anchor,
        "length": length,
        "round": first,
        "left": int(count) if count else None,
        "due": _after(anchor, length, first).isoformat(),
    }


def _repetition(value: object) -> tuple[str, str | None, str]:
    """How often ("" for ever), from when, and how long between."""
    match = _REPETITION.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Fault(f"{_shown(value)} is not a repetition such as R3/PT10H or R/P6M")
    count, start, length = match.groups()
    return count, start, _duration(length)


def moment(value: object, now: datetime.datetime) -> datetime.datetime:
    """A moment from a date, a date and time, or a text of one; local time is that of `now`.

    Raises:
        Fault: It is none of these.
    """
    if isinstance(value, str):
        read = feel.evaluate("date and time(text)", {"text": value.strip()})
        value = read if read is not None else value
    if isinstance(value, datetime.datetime):
        aware = value if value.tzinfo is not None else value.replace(tzinfo=now.tzinfo)
        return aware.astimezone(datetime.UTC)
    if isinstance(value, datetime.date):
        midnight = datetime.datetime.combine(value, datetime.time(), now.tzinfo)
        return midnight.astimezone(datetime.UTC)
    raise Fault(f"{_shown(value)} is not a date and time such as 2027-01-31T09:00:00Z")


def _duration(value: object) -> str:
    """A length of time as text."""
    if isinstance(value, (feel.DaysAndTimeDuration, feel.YearsAndMonthsDuration)):
        return str(feel.evaluate("string(value)", {"value": value}))
    text = value.strip() if isinstance(value, str) else ""
    if feel.evaluate("duration(text)", {"text": text}) is None:
        raise Fault(f"{_shown(value)} is not a duration such as PT4H, P10D or P3M")
    return text


def _after(anchor: str, length: str, times: int) -> datetime.datetime:
    moment = _SUM.evaluate(
        {
            "anchor": datetime.datetime.fromisoformat(anchor),
            "length": feel.evaluate("duration(text)", {"text": length}),
            "times": times,
        }
    )
    if not isinstance(moment, datetime.datetime):
        raise Fault(f"{length} after {anchor} is no moment that a clock can show")
    return moment.astimezone(datetime.UTC)


def _shown(value: object) -> str:
    return "nothing" if value is None else f"'{value}'"
