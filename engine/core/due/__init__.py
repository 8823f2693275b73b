"""Due dates: the one place that says when a task is due, and whether it is overdue.

    >>> calendar = Calendar("Europe/Paris", country="FR")
    >>> due_at(parse("10 wd"), anchor=created_at, calendar=calendar)
    datetime.datetime(2027, 3, 16, 23, 0, tzinfo=datetime.timezone.utc)

Pure: the clock is an argument. Moments are aware; those that come out are in UTC. A rule in
days, working days or months gives a local date and is due until the end of that date: its
moment is the start of the next local day. A rule in hours or minutes gives an instant. A task
due exactly now is not overdue.
"""

from engine.core.due.calendar import Calendar
from engine.core.due.errors import DueError
from engine.core.due.moment import due_at, due_on, moment
from engine.core.due.overdue import Boundaries, Group, boundaries, days_late, group, overdue
from engine.core.due.recurrence import Recurrence, next_occurrence, occurrence
from engine.core.due.rule import DueRule, Unit, parse

__all__ = [
    "Boundaries",
    "Calendar",
    "DueError",
    "DueRule",
    "Group",
    "Recurrence",
    "Unit",
    "boundaries",
    "days_late",
    "due_at",
    "due_on",
    "group",
    "moment",
    "next_occurrence",
    "occurrence",
    "overdue",
    "parse",
]
