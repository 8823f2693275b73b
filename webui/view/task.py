"""User tasks in a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webui.view.due import Due, DueGroup
from webui.view.status import Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One user task.

    Attributes:
        id: Sent by the box that selects it.
        person: Whom the case is about; empty for a case without one.
        due: None where it has no due date.
        assignee: Who has claimed it; empty for nobody.
        mine: Whether that is the person who looks.
        step_of: The process that it belongs to.
        url: Empty where the person who looks may not open it; so is `case_url`.
        stage: Of the case, in words; may be empty.
        notes: More about it, a few words each.
        claimable: Whether it can be claimed from the list.
        ended: When it was completed; None while it is open.
    """

    id: str
    title: str
    url: str
    case: str
    case_url: str
    person: str
    step_of: str
    due: Due | None
    status: Tag
    assignee: str = ""
    mine: bool = False
    stage: str = ""
    notes: tuple[str, ...] = ()
    selected: bool = False
    claimable: bool = False
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The rows of one group, None: of all; `total` counts those on other pages too."""

    group: DueGroup | None
    total: int
    rows: tuple[TaskRow, ...]
