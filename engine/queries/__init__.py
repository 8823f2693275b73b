"""What can be asked: one file is one question, its SELECT visible. Answers are frozen data."""

from engine.queries.accesses_of import Access, AccessesOf
from engine.queries.audit_breaks import AuditBreaks
from engine.queries.case_history import CaseHistory, HistoryEntry
from engine.queries.due_timers import DueTimer, DueTimers
from engine.queries.last_beat import LastBeat
from engine.queries.may import May
from engine.queries.open_tasks import OpenTask, OpenTasks
from engine.queries.outbox_rows import OutboxRows
from engine.queries.roles_of import RoleOf, RolesOf
from engine.queries.session_of import Session, SessionOf
from engine.queries.site_named import SiteNamed
from engine.queries.sites import Site, Sites
from engine.queries.users_list import User, UsersList

__all__ = [
    "Access",
    "AccessesOf",
    "AuditBreaks",
    "CaseHistory",
    "DueTimer",
    "DueTimers",
    "HistoryEntry",
    "LastBeat",
    "May",
    "OpenTask",
    "OpenTasks",
    "OutboxRows",
    "RoleOf",
    "RolesOf",
    "Session",
    "SessionOf",
    "Site",
    "SiteNamed",
    "Sites",
    "User",
    "UsersList",
]
