"""What a BPMN document says, as frozen data: the standard's words, in plain form.

A process is a scope of nodes and flows; a subprocess is a node with a scope of its own. Every
node and flow has an id that is unique in the document. What was lowered (`engine.core.bpmn.lower`)
has ids `<id>__<role>`; ids that people see never change.
"""

from engine.core.bpmn.model.activities import (
    Activity,
    Assignment,
    BusinessRuleTask,
    CallActivity,
    FormReference,
    ManualTask,
    Mapping,
    MultiInstance,
    PlainTask,
    ReceiveTask,
    Schedule,
    ScriptTask,
    SendTask,
    ServiceTask,
    SubProcess,
    UserTask,
    everything,
)
from engine.core.bpmn.model.diagram import Diagram, Flow, Lane, Process, Scope
from engine.core.bpmn.model.events import (
    Error,
    Escalation,
    Message,
    NoTrigger,
    Signal,
    Terminate,
    Timer,
    TimerKind,
    Trigger,
)
from engine.core.bpmn.model.formula import Formula
from engine.core.bpmn.model.node import (
    Node,
)
from engine.core.bpmn.model.nodes import (
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    EventGateway,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
    StartEvent,
    ThrowEvent,
)

__all__ = [
    "Activity",
    "Assignment",
    "BoundaryEvent",
    "BusinessRuleTask",
    "CallActivity",
    "CatchEvent",
    "Diagram",
    "EndEvent",
    "Error",
    "Escalation",
    "EventGateway",
    "ExclusiveGateway",
    "Flow",
    "FormReference",
    "Formula",
    "InclusiveGateway",
    "Lane",
    "ManualTask",
    "Mapping",
    "Message",
    "MultiInstance",
    "NoTrigger",
    "Node",
    "ParallelGateway",
    "PlainTask",
    "Process",
    "ReceiveTask",
    "Schedule",
    "Scope",
    "ScriptTask",
    "SendTask",
    "ServiceTask",
    "Signal",
    "StartEvent",
    "SubProcess",
    "Terminate",
    "ThrowEvent",
    "Timer",
    "TimerKind",
    "Trigger",
    "UserTask",
    "everything",
]
