"""The facts that people establish about tasks without completing them: who has one, until when.

The process knows nothing of them: they stand in the history beside the facts of its steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.core.event import ElementEvent, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskClaimed(ElementEvent):
    """Somebody took a task on; who says the row of the history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReturned(ElementEvent):
    """A task is nobody's again; `before` is the login of who had it."""

    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned(ElementEvent):
    """A task was given to somebody; `before` had it, None for nobody. Both are logins."""

    to: str
    before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDateSet(ElementEvent):
    """A task is due at another moment, None for no due date, for a reason."""

    due: datetime | None
    before: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpSet(ElementEvent):
    """A task waits until `at`; None: no longer."""

    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented(Event):
    """Somebody wrote a comment with this id, on a task or on the case as a whole."""

    comment: str
    element: str | None = None
    token: str | None = None


WorkEvent = TaskClaimed | TaskReturned | TaskAssigned | DueDateSet | FollowUpSet | Commented
