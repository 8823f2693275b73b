"""Dropping what is done: the state of an instance is its live tokens, however long it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from engine.core.spiff.instance import Instance, live_tokens, scopes

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task


def forget_finished(instance: Instance) -> None:
    """Drop the tokens that are done; those behind them hang on the nearest that is kept.

    What is kept: the roots, tokens that may still move, and what they are found through: the
    token in front of an activity and its boundary events.
    """
    for scope in scopes(instance):
        live = {token.id for token in live_tokens(scope)}
        keep = live | {scope.task_tree.id} | {
            token._parent for token in live_tokens(scope) if _needs_parent(token)
        }  # fmt: skip
        for token_id in keep:
            token = scope.tasks[token_id]
            while token._parent is not None and token._parent not in keep:
                token._parent = scope.tasks[token._parent]._parent
        for token_id in [known for known in scope.tasks if known not in keep]:
            del scope.tasks[token_id]
        children: dict[UUID, list[UUID]] = {token_id: [] for token_id in scope.tasks}
        for token in scope.tasks.values():
            if token._parent is not None:
                children[token._parent].append(token.id)
        for token in scope.tasks.values():
            token._children = children[token.id]


def _needs_parent(token: Task) -> bool:
    """Whether a token is a listener, is listened to, is a run, or has rivals."""
    data = token.internal_data
    if "listens" in data or "run" in data or "rival" in data:
        return True
    parent = token.parent
    return parent is not None and any(
        child is not None and child.internal_data.get("listens") == token.id.hex
        for child in parent.children
    )
