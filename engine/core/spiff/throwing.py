"""Errors and escalations go outwards: to the innermost that catches them, never to a neighbour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core import event as e
from engine.core.bpmn import model as m
from engine.core.spiff.element import complete, instance_of, where
from engine.core.spiff.instance import live_tokens
from engine.core.spiff.interrupting import empty, listeners_beside
from engine.core.spiff.variables import enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from SpiffWorkflow.task import Task


def throw_error(token: Task, code: str, *, from_activity: bool = False) -> None:
    """Throw an error; one that nothing catches ends the instance as failed.

    Args:
        token: Who throws.
        code: Of the error.
        from_activity: Whether the token's own border may catch it: its work failed. An end
            event throws into the scope that it ends.
    """
    instance = instance_of(token)
    catcher = _catcher(token, m.Error, code, from_activity=from_activity)
    caught_by = catcher.task_spec.node.id if catcher is not None else None
    thrown = e.ErrorThrown(**where(token), code=code, caught_by=caught_by)
    instance.journal.append(thrown)
    if catcher is not None:
        catch(catcher)
        return
    empty(instance)
    instance.failure = code


def throw_escalation(token: Task, code: str) -> None:
    """Throw an escalation; one that nothing catches is only noted."""
    catcher = _catcher(token, m.Escalation, code, from_activity=False)
    caught_by = catcher.task_spec.node.id if catcher is not None else None
    thrown = e.EscalationThrown(**where(token), code=code, caught_by=caught_by)
    instance_of(token).journal.append(thrown)
    if catcher is not None:
        catch(catcher)


def catch(listener: Task) -> None:
    """Let a listener catch, and go on from there."""
    listener.task_spec.caught(listener)
    complete(listener)


def _catcher(
    token: Task, kind: type[m.Error | m.Escalation], code: str, *, from_activity: bool
) -> Task | None:
    """The innermost listener that takes the code; one that names it before one for all."""
    for listeners in _outwards(token, from_activity):
        for wanted in (code, None):
            for listener in listeners:
                trigger = listener.task_spec.node.trigger
                if isinstance(trigger, kind) and trigger.code == wanted:
                    return listener
    return None


def _outwards(token: Task, from_activity: bool) -> Iterator[list[Task]]:
    """Groups of listeners from the innermost out."""
    current: Task | None = token
    if from_activity:
        yield listeners_beside(_host(token))
    while current is not None:
        # What an event subprocess throws is not for its own start to catch.
        inside = getattr(current.task_spec.node, "scope", None)
        own = inside.nodes if inside is not None else ()
        yield [
            one
            for one in live_tokens(current.workflow)
            if _starts_scope(one) and one.task_spec.node.id not in own
        ]
        current = enclosing(current)
        if current is not None:
            yield listeners_beside(_host(current))


def _host(token: Task) -> Task:
    """The multi-instance activity around a run, else the token itself."""
    return token.parent if token.internal_data.get("run") else token


def _starts_scope(token: Task) -> bool:
    return bool(token.internal_data.get("listens") == "scope")
