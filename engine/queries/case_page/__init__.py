"""A case as its pages show it: who it is about, where it stands, who works on it."""

from engine.queries.case_page.head import STAGES, CaseAlert, CaseHead, CaseStage, HeadOfCase
from engine.queries.case_page.overview import (
    CaseIncident,
    CaseOverview,
    CaseTask,
    Coming,
    OverviewOfCase,
)
from engine.queries.case_page.people import CaseColleague, CasePeople, CaseTeam, PeopleOfCase
from engine.queries.case_page.progress import Awaited, Block

__all__ = [
    "STAGES",
    "Awaited",
    "Block",
    "CaseAlert",
    "CaseColleague",
    "CaseHead",
    "CaseIncident",
    "CaseOverview",
    "CasePeople",
    "CaseStage",
    "CaseTask",
    "CaseTeam",
    "Coming",
    "HeadOfCase",
    "OverviewOfCase",
    "PeopleOfCase",
]
