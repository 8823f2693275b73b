"""Taking tokens away, with all that runs inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from SpiffWorkflow.util.task import TaskState

from engine.core import event as e
from engine.core.spiff.element import Element, instance_of, where
from engine.core.spiff.instance import LIVE, Instance, Part, live_tokens

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task


def interrupt(token: Task) -> None:
    """Take a token away: its subprocess and its runs first, then itself."""
    if not token.has_state(LIVE):
        return
    instance = instance_of(token)
    part = instance.subprocesses.get(token.id)
    if part is not None:
        empty(part)
        del instance.subprocesses[token.id]
    for child in token.children:
        if child is not None and "run" in child.internal_data:
            interrupt(child)
    withdraw(token)
    if isinstance(token.task_spec, Element) and "entered" in token.internal_data:
        instance.journal.append(e.ElementInterrupted(**where(token)))
    silence_border(token)


def withdraw(token: Task) -> None:
    """Take a single token away without a word."""
    if token.has_state(LIVE):
        token._set_state(TaskState.CANCELLED)
        instance_of(token).variables.forget(token)


def empty(scope: Instance | Part, *, sparing: Task | None = None) -> None:
    """Take all tokens of a scope away, but for one."""
    for token in live_tokens(scope):
        if token is not sparing:
            interrupt(token)


def listeners_beside(token: Task) -> list[Task]:
    """The boundary events that wait at the border of the activity of a token."""
    split = token.parent
    if split is None or "run" in token.internal_data:
        return []
    return [
        child
        for child in split.children
        if child is not None and child.internal_data.get("listens") == token.id.hex
    ]


def silence_border(token: Task) -> None:
    """The activity of a token is over: what listened at its border listens no more."""
    for listener in listeners_beside(token):
        withdraw(listener)
