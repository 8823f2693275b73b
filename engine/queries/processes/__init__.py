"""The diagrams, decisions and forms of the newest release, for everybody on the staff."""

from engine.queries.processes.decision import (
    DecisionOf,
    DecisionPage,
    DecisionRule,
    DecisionTableText,
)
from engine.queries.processes.form import FormOf, FormQuestion, FormText
from engine.queries.processes.process import ProcessOf, ProcessPage, ProcessXml
from engine.queries.processes.processes import Processes, ProcessInList, ProcessNotFound

__all__ = [
    "DecisionOf",
    "DecisionPage",
    "DecisionRule",
    "DecisionTableText",
    "FormOf",
    "FormQuestion",
    "FormText",
    "ProcessInList",
    "ProcessNotFound",
    "ProcessOf",
    "ProcessPage",
    "ProcessXml",
    "Processes",
]
