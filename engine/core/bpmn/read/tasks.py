"""Tasks that no person does, and those without more to say; see `user_tasks` for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from engine.core import feel
from engine.core.bpmn.model import (
    BusinessRuleTask,
    Formula,
    ManualTask,
    Message,
    PlainTask,
    ReceiveTask,
    ScriptTask,
    SendTask,
    ServiceTask,
)
from engine.core.bpmn.read import catalogue
from engine.core.bpmn.read.node import activity_parts
from engine.core.bpmn.read.reader import NOTHING
from engine.core.bpmn.read.unsupported import not_run
from engine.core.bpmn.read.zeebe import extension, variable

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader


def plain_task(reader: Reader, element: etree._Element) -> PlainTask:
    """A task of no kind, and what stands for a node that is not run yet."""
    return PlainTask(**activity_parts(reader, element))


def manual_task(reader: Reader, element: etree._Element) -> ManualTask:
    """Work for a person, outside the system."""
    return ManualTask(**activity_parts(reader, element))


def service_task(reader: Reader, element: etree._Element) -> ServiceTask:
    """Automatic work."""
    action = _action(reader, element)
    if action is None:
        message = "the task names no action; choose one of those registered (taskDefinition type)"
        reader.problem(element, message)
    return ServiceTask(**activity_parts(reader, element), action=action or Formula(""))


def _action(reader: Reader, element: etree._Element) -> Formula | None:
    written = extension(element, "taskDefinition")
    return None if written is None else reader.formula(written, written.get("type"))


def send_task(reader: Reader, element: etree._Element) -> SendTask:
    """Sends a message, or does what is registered."""
    action = _action(reader, element)
    message = None
    if action is None or reader.word(element, "messageRef"):
        message = catalogue.message(reader, element)
    return SendTask(**activity_parts(reader, element), message=message, action=action)


def receive_task(reader: Reader, element: etree._Element) -> ReceiveTask:
    """Waits for a message."""
    if reader.flag(element, "instantiate", default=False):
        not_run(reader, element, "instantiate")
    message = catalogue.message(reader, element) or Message("")
    return ReceiveTask(**activity_parts(reader, element), message=message)


def script_task(reader: Reader, element: etree._Element) -> ScriptTask | ServiceTask:
    """Computes a value; a service task where it names an action and no script."""
    ours, native = extension(element, "script"), reader.child(element, "script")
    if ours is None and native is None and _action(reader, element) is not None:
        return service_task(reader, element)
    script = result_name = None
    if ours is not None:
        script = reader.expression(ours, ours.get("expression"))
        result_name = variable(reader, ours, ours.get("resultVariable"))
    elif native is not None:
        script = _native_script(reader, element, native)
    if script is None:
        message = "the task has no script; write an expression such as =income * 12"
        reader.problem(element, message)
    return ScriptTask(
        **activity_parts(reader, element), script=script or NOTHING, result_name=result_name
    )


def _native_script(
    reader: Reader, element: etree._Element, native: etree._Element
) -> feel.Expression | None:
    language = reader.word(element, "scriptFormat")
    if language and "feel" not in language.lower():
        message = (
            f"the script is in the language '{language}', but nothing but FEEL ever comes from a"
            " diagram, and Python never; write FEEL, or name an action in a service task"
        )
        reader.problem(element, message)
        return NOTHING
    return reader.expression(native, native.text)


def business_rule_task(reader: Reader, element: etree._Element) -> BusinessRuleTask | ServiceTask:
    """Decides by a decision; a service task where it names an action and no decision."""
    called = extension(element, "calledDecision")
    if called is None and _action(reader, element) is not None:
        return service_task(reader, element)
    decision = result_name = None
    if called is not None:
        decision = reader.formula(called, called.get("decisionId"))
        result_name = variable(reader, called, called.get("resultVariable"))
    if decision is None:
        reader.problem(element, "the task names no decision; choose one (decisionId)")
    elif result_name is None:
        message = "the task says not where its result goes; name a variable (resultVariable)"
        reader.problem(element, message)
    return BusinessRuleTask(
        **activity_parts(reader, element),
        decision=decision or Formula(""),
        result_name=result_name or "",
    )
