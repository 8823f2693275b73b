"""DMN 1.1 to 1.6: decision models read, evaluated and checked.

Pure: no I/O, no clock but the one passed in. The language of every text is FEEL.
"""

from engine.core.dmn.check import check
from engine.core.dmn.decision_model import Model, read
from engine.core.dmn.problems import DmnError
from engine.core.dmn.results import DecisionResult, DmnWarning, MatchedRule
from engine.core.problem import Problem

__all__ = [
    "DecisionResult",
    "DmnError",
    "DmnWarning",
    "MatchedRule",
    "Model",
    "Problem",
    "check",
    "read",
]
