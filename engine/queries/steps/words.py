"""What the elements of a process say, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from engine.core.bpmn import model as m
from engine.queries.steps.order import in_order
from engine.queries.steps.step import DueWords, StepInWords, StepKind, TriggerKind, WayOn
from engine.store.addressees import addressees
from engine.store.context import Context
from engine.store.groups import in_lane
from engine.store.releases import Release

_KINDS: Final[Mapping[type[m.Node], StepKind]] = {
    m.StartEvent: "start",
    m.EndEvent: "end",
    m.CatchEvent: "catch",
    m.ThrowEvent: "throw",
    m.BoundaryEvent: "boundary",
    m.ExclusiveGateway: "exclusive",
    m.InclusiveGateway: "inclusive",
    m.ParallelGateway: "parallel",
    m.EventGateway: "event choice",
    m.UserTask: "user task",
    m.ManualTask: "manual task",
    m.PlainTask: "plain task",
    m.ServiceTask: "service task",
    m.SendTask: "send task",
    m.ReceiveTask: "receive task",
    m.ScriptTask: "script task",
    m.BusinessRuleTask: "decision",
    m.CallActivity: "call",
    m.SubProcess: "subprocess",
}
_TRIGGERS: Final[Mapping[type[object], TriggerKind]] = {
    m.NoTrigger: "",
    m.Timer: "timer",
    m.Message: "message",
    m.Signal: "signal",
    m.Error: "error",
    m.Escalation: "escalation",
    m.Terminate: "terminate",
}
_PEOPLE: Final = (m.UserTask, m.ManualTask)


def in_words(context: Context, release: Release, process: str) -> tuple[StepInWords, ...]:
    """The elements of a process of a release, each before what is inside it."""
    scope = release.programs[process].process.scope
    lanes: dict[str, tuple[str, ...]] = {}

    def whom(node: m.Node) -> tuple[str, ...]:
        key = _group(release, process, node)
        if key not in lanes:
            lanes[key] = addressees(context, key.split(",")) if key else ()
        return lanes[key]

    return tuple(_step(node, inside, where, whom(node)) for node, inside, where in _told(scope, ()))


def _told(
    scope: m.Scope, inside: tuple[str, ...]
) -> Iterator[tuple[m.Node, tuple[str, ...], m.Scope]]:
    for node in in_order(scope):
        yield node, inside, scope
        if isinstance(node, m.SubProcess):
            yield from _told(node.scope, (*inside, node.id))


def _group(release: Release, process: str, node: m.Node) -> str:
    """The groups of work for people, with commas; whom an expression names is not known yet."""
    if not isinstance(node, _PEOPLE):
        return ""
    named = node.assignment.candidate_groups if isinstance(node, m.UserTask) else None
    if named is not None and named.expression is None:
        return ",".join(one.strip() for one in named.text.split(","))
    lane = release.lane_of(process, node.id)
    return in_lane(lane) if lane else ""


def _step(
    node: m.Node, inside: tuple[str, ...], scope: m.Scope, groups: tuple[str, ...]
) -> StepInWords:
    said = node.properties
    standards = (one.strip() for one in said.get("standard", "").split(","))
    return StepInWords(
        id=node.id,
        name=node.name,
        kind=_kind(node),
        documentation=node.documentation,
        inside=inside,
        groups=groups,
        standards=tuple(one for one in standards if one),
        stage=said.get("stage", ""),
        safety=said.get("escalation") == "critical",
        ways=_ways(node, scope),
        **_event(node),
        **_activity(node),
    )


def _kind(node: m.Node) -> StepKind:
    if isinstance(node, m.SubProcess) and node.by_event:
        return "event subprocess"
    return _KINDS[type(node)]


def _event(node: m.Node) -> dict[str, Any]:
    trigger = getattr(node, "trigger", None)
    if trigger is None:
        return {}
    return {
        "trigger": _TRIGGERS[type(trigger)],
        "trigger_text": _trigger_text(trigger),
        "interrupting": getattr(node, "interrupting", True),
        "attached_to": getattr(node, "attached_to", ""),
    }


def _trigger_text(trigger: m.Trigger) -> str:
    match trigger:
        case m.Timer():
            return trigger.value.text
        case m.Message() | m.Signal():
            return trigger.name
        case m.Error() | m.Escalation():
            return trigger.code or ""
        case _:
            return ""


def _activity(node: m.Node) -> dict[str, Any]:
    found: dict[str, Any] = {"repeats": _repeats(node)}
    match node:
        case m.UserTask():
            form, rule = node.form, node.schedule.rule
            found["form"] = (form.form_id or "embedded") if form is not None else ""
            if rule is not None:
                found["due"] = DueWords(
                    rule.amount, rule.unit.value, rule.variable or "", rule.before
                )
        case m.BusinessRuleTask():
            found["decision"] = node.decision.text if node.decision.expression is None else ""
        case m.CallActivity():
            found["calls"] = node.process.text if node.process.expression is None else ""
        case _:
            pass
    return found


def _repeats(node: m.Node) -> Literal["", "one by one", "all at once"]:
    loop = node.loop if isinstance(node, m.Activity) else None
    if loop is None:
        return ""
    return "one by one" if loop.sequential else "all at once"


def _ways(node: m.Node, scope: m.Scope) -> tuple[WayOn, ...]:
    default = getattr(node, "default", None)
    return tuple(
        WayOn(flow.target, flow.name or _condition(flow), flow.id == default)
        for flow in scope.outgoing(node.id)
    )


def _condition(flow: m.Flow) -> str:
    return flow.condition.text if flow.condition is not None else ""
