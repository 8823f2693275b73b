"""What is there to do: views of tasks, counted by the SELECT that lists them."""

from engine.queries.inbox.asked import FOR_ALL_TO_SEE, OWN_VIEWS, Filters, Sort, View
from engine.queries.inbox.choices import InboxChoices, InboxFilters
from engine.queries.inbox.fates import TaskFate, TaskFates
from engine.queries.inbox.inbox import PAGE, Inbox, InboxChanges, InboxGroup, InboxPage
from engine.queries.inbox.rows import InboxTask
from engine.queries.inbox.workload import Colleague, Workload

__all__ = [
    "FOR_ALL_TO_SEE",
    "OWN_VIEWS",
    "PAGE",
    "Colleague",
    "Filters",
    "Inbox",
    "InboxChanges",
    "InboxChoices",
    "InboxFilters",
    "InboxGroup",
    "InboxPage",
    "InboxTask",
    "Sort",
    "TaskFate",
    "TaskFates",
    "View",
    "Workload",
]
