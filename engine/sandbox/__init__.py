"""A whole engine in memory, with a clock of its own: for tests, try-outs and simulation.

    >>> sandbox = Sandbox(now=datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC))
    >>> sandbox.publish("processes/intake.bpmn")
    >>> case = sandbox.start("intake", {"referral": {"source": "prison"}})
    >>> case.complete("register_referral", {"accepted": True}, by="case manager")
    >>> sandbox.advance(datetime.timedelta(days=5))
    >>> [task.element_id for task in case.open_tasks]
    ['chase_file']

Between two calls every case is saved and loaded exactly as in the database. It refuses only what
cannot run: diagrams without layout, lanes, roles or forms are fine here.
"""

from engine.errors import BpmnErrorThrown
from engine.sandbox.case import Case, Incident, OpenTask
from engine.sandbox.refusals import AmbiguousTask, DiagramRefused, TaskNotOpen, UnknownProcess
from engine.sandbox.sandbox import Sandbox

__all__ = [
    "AmbiguousTask",
    "BpmnErrorThrown",
    "Case",
    "DiagramRefused",
    "Incident",
    "OpenTask",
    "Sandbox",
    "TaskNotOpen",
    "UnknownProcess",
]
