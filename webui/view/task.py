"""User tasks in a list."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The rows of one group; `total` counts those on other pages too."""

    group: DueGroup
    total: int
    rows: tuple[TaskRow, ...]
