"""Small BPMN documents from fragments, in the words of the diagrams.

    drawn(start("s"), user_task("u", groups="staff"), end("e"), flows("s", "u", "e"))

An attribute of the standard is written as it stands there (`isInterrupting=False`); a flow from
`a` to `b` has the id `a_b`. Fragments are texts, one to a line.
"""

from collections.abc import Mapping
from html import escape
from itertools import pairwise

from engine.core import bpmn
from engine.core.bpmn.model import Node, Process

NAMESPACES = (
    ' xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
)
Attribute = str | bool | int | None


# Reading what is drawn


def drawn(*fragments: str, beside: str = "") -> bpmn.Diagram:
    """A diagram of one process `p`, which must have no problems; `beside` are messages and such."""
    diagram = read_anyway(*fragments, beside=beside)
    assert [str(problem) for problem in diagram.problems] == []
    return diagram


def read_anyway(*fragments: str, beside: str = "") -> bpmn.Diagram:
    """The same, with any problems."""
    return bpmn.read(definitions(beside, process("p", *fragments)))


def problems(*fragments: str, beside: str = "") -> list[tuple[str, str]]:
    """The errors of a process, with the ids of their elements."""
    found = read_anyway(*fragments, beside=beside).problems
    return [(one.element_id, one.message) for one in found if one.severity == "error"]


def warnings(*fragments: str, beside: str = "") -> list[tuple[str, str]]:
    found = read_anyway(*fragments, beside=beside).problems
    return [(one.element_id, one.message) for one in found if one.severity == "warning"]


def process_of(*fragments: str, beside: str = "") -> Process:
    """The process that is drawn, without problems."""
    (found,) = drawn(*fragments, beside=beside).processes
    return found


def node_of(fragment: str, *more: str, beside: str = "") -> Node:
    """The first node that is drawn, without problems."""
    return next(iter(process_of(fragment, *more, beside=beside).scope.nodes.values()))


# Elements


def element(tag: str, /, *inner: str, **attributes: Attribute) -> str:
    head = "".join(
        f' {name}="{escape(written(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{head}>{''.join(inner)}</{tag}>" if inner else f"<{tag}{head}/>"


def written(value: Attribute) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def text(tag: str, value: str, /, **attributes: Attribute) -> str:
    return element(tag, escape(value, quote=False), **attributes)


def zeebe(name: str, /, *inner: str, **attributes: Attribute) -> str:
    """An extension element of Camunda."""
    return element(f"zeebe:{name}", *inner, **attributes)


def extensions(*inner: str) -> str:
    return element("extensionElements", *inner) if any(inner) else ""


def mappings(inputs: Mapping[str, str], outputs: Mapping[str, str]) -> str:
    """`inputs` and `outputs`: targets to sources."""
    one = [zeebe("input", source=source, target=target) for target, source in inputs.items()]
    two = [zeebe("output", source=source, target=target) for target, source in outputs.items()]
    return zeebe("ioMapping", *one, *two) if one or two else ""


def properties(ours: Mapping[str, str]) -> str:
    """Properties `programme:<name>`."""
    each = [zeebe("property", name=f"programme:{name}", value=ours[name]) for name in ours]
    return zeebe("properties", *each) if each else ""


def documentation(value: str) -> str:
    return text("documentation", value)


# Documents and processes


def definitions(*fragments: str) -> str:
    inside = "\n".join(fragments)
    return f'<definitions id="definitions"{NAMESPACES}>\n{inside}\n</definitions>'


def process(id: str, *fragments: str, executable: bool | None = True, name: str | None = None):
    inside = "\n".join(fragments)
    return element("process", f"\n{inside}\n", id=id, name=name, isExecutable=executable)


def lanes(*fragments: str) -> str:
    return element("laneSet", *fragments)


def lane(id: str, *nodes: str, name: str | None = None, inside: str = "") -> str:
    """A lane with the ids of its nodes; `inside` are lanes within it."""
    inner = "".join(text("flowNodeRef", node) for node in nodes)
    inner += element("childLaneSet", inside) if inside else ""
    return element("lane", inner, id=id, name=name)


def new_message(id: str, name: str | None = None, key: str | None = None) -> str:
    """A message beside the process, which `message(id)` names; it is called as its id if not."""
    waits = extensions(zeebe("subscription", correlationKey=key)) if key else ""
    return element("message", waits, id=id, name=id if name is None else name)


def new_signal(id: str, name: str | None = None) -> str:
    return element("signal", id=id, name=id if name is None else name)


def new_error(id: str, code: str | None = None) -> str:
    return element("error", id=id, errorCode=code)


def new_escalation(id: str, code: str | None = None) -> str:
    return element("escalation", id=id, escalationCode=code)


# Flows


def flow(source: str, target: str, when: str | None = None, **attributes: Attribute) -> str:
    inner = [] if when is None else [text("conditionExpression", when)]
    ends = {"id": f"{source}_{target}", "sourceRef": source, "targetRef": target}
    return element("sequenceFlow", *inner, **(ends | attributes))


def flows(*nodes: str) -> str:
    """Flows from each to the next."""
    return "\n".join(flow(a, b) for a, b in pairwise(nodes))


# Nodes


def node(  # noqa: PLR0913 - all that a node may be drawn with
    tag: str,
    id: str,
    *inner: str,
    inputs: Mapping[str, str] | None = None,
    outputs: Mapping[str, str] | None = None,
    ours: Mapping[str, str] | None = None,
    more: str = "",
    **attributes: Attribute,
) -> str:
    """A node: `ours` are properties `programme:`, `more` further extension elements."""
    extended = mappings(inputs or {}, outputs or {}) + properties(ours or {}) + more
    return element(tag, extensions(extended), *inner, id=id, **attributes)


def user_task(  # noqa: PLR0913 - all that a user task may be drawn with
    id: str,
    *inner: str,
    form: str | None = None,
    assignee: str | None = None,
    groups: str | None = None,
    users: str | None = None,
    due: str | None = None,
    follow_up: str | None = None,
    priority: str | None = None,
    **further,
) -> str:
    who = {"assignee": assignee, "candidateGroups": groups, "candidateUsers": users}
    when = {"dueDate": due, "followUpDate": follow_up}
    more = zeebe("formDefinition", formId=form) if form else ""
    more += zeebe("assignmentDefinition", **who) if any(who.values()) else ""
    more += zeebe("taskSchedule", **when) if any(when.values()) else ""
    more += zeebe("priorityDefinition", priority=priority) if priority else ""
    return node("userTask", id, *inner, more=more + further.pop("more", ""), **further)


def task(id: str, *inner: str, **further) -> str:
    return node("task", id, *inner, **further)


def manual_task(id: str, *inner: str, **further) -> str:
    return node("manualTask", id, *inner, **further)


def service_task(id: str, *inner: str, action: str | None = "act", **further) -> str:
    more = zeebe("taskDefinition", type=action) if action is not None else ""
    return node("serviceTask", id, *inner, more=more, **further)


def send_task(id: str, *inner: str, message: str | None = None, **further) -> str:
    return node("sendTask", id, *inner, messageRef=message, **further)


def receive_task(id: str, *inner: str, message: str | None = None, **further) -> str:
    return node("receiveTask", id, *inner, messageRef=message, **further)


def script_task(
    id: str, *inner: str, script: str | None = None, result: str | None = None, **further
) -> str:
    more = zeebe("script", expression=script, resultVariable=result) if script else ""
    return node("scriptTask", id, *inner, more=more, **further)


def rule_task(
    id: str, *inner: str, decision: str | None = None, result: str | None = "result", **further
) -> str:
    more = zeebe("calledDecision", decisionId=decision, resultVariable=result) if decision else ""
    return node("businessRuleTask", id, *inner, more=more, **further)


def call(id: str, *inner: str, process: str | None = None, **further) -> str:
    more = zeebe("calledElement", processId=process) if process else ""
    return node("callActivity", id, *inner, more=more + further.pop("more", ""), **further)


def subprocess(id: str, *inner: str, by_event: bool | None = None, **further) -> str:
    inside = "".join(f"\n{one}" for one in inner)
    return node("subProcess", id, inside, triggeredByEvent=by_event, **further)


def exclusive(id: str, **further) -> str:
    return node("exclusiveGateway", id, **further)


def inclusive(id: str, **further) -> str:
    return node("inclusiveGateway", id, **further)


def parallel(id: str, **further) -> str:
    return node("parallelGateway", id, **further)


def event_gateway(id: str, **further) -> str:
    return node("eventBasedGateway", id, **further)


# Events, and what they wait for or throw


def start(id: str, *trigger: str, **further) -> str:
    return node("startEvent", id, *trigger, **further)


def end(id: str, *trigger: str, **further) -> str:
    return node("endEvent", id, *trigger, **further)


def catch(id: str, *trigger: str, **further) -> str:
    return node("intermediateCatchEvent", id, *trigger, **further)


def throw(id: str, *trigger: str, **further) -> str:
    return node("intermediateThrowEvent", id, *trigger, **further)


def boundary(id: str, on: str, *trigger: str, interrupting: bool | None = None, **further) -> str:
    return node(
        "boundaryEvent", id, *trigger, attachedToRef=on, cancelActivity=interrupting, **further
    )


def timer(value: str, kind: str | None = None) -> str:
    """A timer; of what kind is seen from the value, a computed one is a duration if not said."""
    if kind is None:
        guessed = {"R": "timeCycle", "P": "timeDuration", "=": "timeDuration"}
        kind = guessed.get(value[:1], "timeDate")
    return element("timerEventDefinition", text(kind, value))


def message(id: str | None) -> str:
    return element("messageEventDefinition", messageRef=id)


def signal(id: str | None) -> str:
    return element("signalEventDefinition", signalRef=id)


def error(id: str | None = None) -> str:
    return element("errorEventDefinition", errorRef=id)


def escalation(id: str | None = None) -> str:
    return element("escalationEventDefinition", escalationRef=id)


def terminate() -> str:
    return element("terminateEventDefinition")


# Repetition


def each(  # noqa: PLR0913 - all that a repetition may be drawn with
    items: str,
    item: str | None = None,
    *,
    collect: str | None = None,
    into: str | None = None,
    until: str | None = None,
    sequential: bool | None = None,
) -> str:
    """Inside an activity: once for each item of a list."""
    ours = zeebe(
        "loopCharacteristics",
        inputCollection=items,
        inputElement=item,
        outputElement=collect,
        outputCollection=into,
    )
    ends = [] if until is None else [text("completionCondition", until)]
    tag = "multiInstanceLoopCharacteristics"
    return element(tag, extensions(ours), *ends, isSequential=sequential)


def times(count: str, *, sequential: bool | None = None) -> str:
    """Inside an activity: a number of times."""
    inner = text("loopCardinality", count)
    return element("multiInstanceLoopCharacteristics", inner, isSequential=sequential)
