"""BPMN 2.0 diagrams: read leniently, every problem with its element; lowered to what is run.

Knows nothing of cases, and nothing of what runs a diagram.
"""

from engine.core.bpmn.model import Diagram
from engine.core.bpmn.problems import BpmnError
from engine.core.bpmn.read import read
from engine.core.problem import Problem

__all__ = ["BpmnError", "Diagram", "Problem", "read"]
