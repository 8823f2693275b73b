"""What can be asked: one file is one question, its SELECT visible. Answers are frozen data."""

from engine.queries.accesses_of import Access, AccessesOf
from engine.queries.account_of import Account, AccountOf, RoleHeld
from engine.queries.answers import Answer, CaseAnswers
from engine.queries.audit_breaks import AuditBreaks
from engine.queries.case_diagram import CaseDiagram, CaseDiagramXml
from engine.queries.case_history import CaseHistory, HistoryEntry
from engine.queries.case_page import CaseHead, CaseOverview, CasePeople
from engine.queries.cases_list import CasesList
from engine.queries.done_tasks import DoneTask, DoneTasks
from engine.queries.due_timers import DueTimer, DueTimers
from engine.queries.inbox import Inbox, InboxChanges, InboxFilters, TaskFates, Workload
from engine.queries.incidents import Incidents
from engine.queries.last_beat import LastBeat
from engine.queries.may import May
from engine.queries.next_task import NextTask, TaskPlace
from engine.queries.open_tasks import OpenTask, OpenTasks
from engine.queries.outbox_rows import OutboxRows
from engine.queries.people_like import Found, KnownCase, PeopleLike, PersonLike
from engine.queries.processes import (
    DecisionOf,
    FormOf,
    Processes,
    ProcessNotFound,
    ProcessOf,
    ProcessXml,
)
from engine.queries.roles import Roles, RoleTitle
from engine.queries.roles_of import RoleOf, RolesOf
from engine.queries.session_of import Session, SessionOf
from engine.queries.site_days import Closure, DaysOfSites, SiteDays
from engine.queries.site_named import SiteNamed
from engine.queries.sites import Site, Sites
from engine.queries.task_form import TaskForm, TaskPaper
from engine.queries.teams import Team, TeamMember, Teams
from engine.queries.timeline import CaseTimeline
from engine.queries.users_list import User, UsersList
from engine.queries.what_follows import FollowingTask, WhatFollows
from engine.store.person_search import Reason

__all__ = [
    "Access",
    "AccessesOf",
    "Account",
    "AccountOf",
    "Answer",
    "AuditBreaks",
    "CaseAnswers",
    "CaseDiagram",
    "CaseDiagramXml",
    "CaseHead",
    "CaseHistory",
    "CaseOverview",
    "CasePeople",
    "CaseTimeline",
    "CasesList",
    "Closure",
    "DaysOfSites",
    "DecisionOf",
    "DoneTask",
    "DoneTasks",
    "DueTimer",
    "DueTimers",
    "FollowingTask",
    "FormOf",
    "Found",
    "HistoryEntry",
    "Inbox",
    "InboxChanges",
    "InboxFilters",
    "Incidents",
    "KnownCase",
    "LastBeat",
    "May",
    "NextTask",
    "OpenTask",
    "OpenTasks",
    "OutboxRows",
    "PeopleLike",
    "PersonLike",
    "ProcessNotFound",
    "ProcessOf",
    "ProcessXml",
    "Processes",
    "Reason",
    "RoleHeld",
    "RoleOf",
    "RoleTitle",
    "Roles",
    "RolesOf",
    "Session",
    "SessionOf",
    "Site",
    "SiteDays",
    "SiteNamed",
    "Sites",
    "TaskFates",
    "TaskForm",
    "TaskPaper",
    "TaskPlace",
    "Team",
    "TeamMember",
    "Teams",
    "User",
    "UsersList",
    "WhatFollows",
    "Workload",
]
