"""What can be asked: one file is one question, its SELECT visible. Answers are frozen data."""

from engine.queries.case_history import CaseHistory, HistoryEntry
from engine.queries.due_timers import DueTimer, DueTimers
from engine.queries.open_tasks import OpenTask, OpenTasks
from engine.queries.outbox_rows import OutboxRows

__all__ = [
    "CaseHistory",
    "DueTimer",
    "DueTimers",
    "HistoryEntry",
    "OpenTask",
    "OpenTasks",
    "OutboxRows",
]
