"""One thing that happened, and what it led to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

TimelineKind = Literal[
    "case began",
    "process began",
    "process ended",
    "case ended",
    "case failed",
    "stage reached",
    "task opened",
    "task completed",
    "task not needed",
    "task claimed",
    "task returned",
    "task given",
    "due date set",
    "follow-up set",
    "comment",
    "decision",
    "timer",
    "message caught",
    "message sent",
    "help called",
    "incident",
    "person assigned",
    "person unassigned",
    "person listed",
    "person unlisted",
    "team assigned",
    "team unassigned",
    "restricted",
    "opened",
    "cancelled",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One fact of the history.

    Attributes:
        name: Of what it is about: a task, process, stage, event, decision or team; of a
            comment, of its task, empty where it is on the case.
        of: What that belongs to: the activity of a timer, the end that a process reached.
        person: The name of somebody else it is about; empty for nobody.
        text: What somebody wrote: a comment, a reason; or why the engine could not go on.
        shown: Whether the actor may read what is in it; where not, `text`, `value` and `rules`
            are empty.
        on: The new due date, or the day to come back, at the site.
        task: The id of the task; empty for none.
        submission: The id of what was answered; empty for nothing.
        value: What was decided, by name and in words.
        rules: The rules that decided: table and number.
    """

    kind: TimelineKind
    name: str = ""
    of: str = ""
    person: str = ""
    text: str = ""
    shown: bool = True
    on: datetime.date | None = None
    task: str = ""
    submission: str = ""
    value: tuple[tuple[str, str], ...] = ()
    rules: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineGroup:
    """What one did, or what happened by itself, and what that led to.

    Attributes:
        before: The number of its first fact: ask for those before it to go on.
        actor: The name of who did it; empty where it happened by itself.
        led_to: In order.
    """

    before: int
    at: datetime.datetime
    actor: str
    main: TimelineItem
    led_to: tuple[TimelineItem, ...]
