"""What can be asked of an inbox: a view, filters, an order."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final, Literal

View = Literal[
    "mine",  # claimed by the actor, and not put aside
    "team",  # offered to the actor, claimed by nobody
    "overdue",  # of both, those past their due date
    "week",  # of both, those due by the end of this week
    "waiting",  # claimed by the actor and put aside until a day
    "done",  # completed by the actor
    "unassigned",  # claimed by nobody, in cases where the actor may reassign
    "person",  # claimed by one person, in cases where the actor may reassign
]
Sort = Literal["due", "opened", "case"]

OWN_VIEWS: Final[tuple[View, ...]] = ("mine", "team", "overdue", "week", "waiting", "done")
FOR_ALL_TO_SEE: Final = 999
"""What is counted exactly; what is more is only said to be more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows a view down; what is empty narrows nothing.

    Attributes:
        words: Each is in the name of the task or in the number of the case, or is a word of the
            name of the person, where the actor may know it.
        site: The id of a site.
        stage: The key of a stage.
        process: The id of a process.
        group: The name of a role that the tasks are for.
        before: Due on an earlier day than this, at the site of the case.
        person: The login of who has claimed the tasks, for the view of one person.
    """

    words: str = ""
    site: str = ""
    stage: str = ""
    process: str = ""
    group: str = ""
    before: datetime.date | None = None
    person: str = ""

    @property
    def of_task(self) -> bool:
        """Whether the rows of the tasks must be looked at, besides where and when they are due."""
        return bool(self.words or self.process or self.group)
