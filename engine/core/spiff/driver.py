"""Moves the tokens of an instance, one at a time, until all of them wait."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.core import event as e
from engine.core.spiff.element import complete, run
from engine.core.spiff.events import Listener
from engine.core.spiff.faults import StepLimit
from engine.core.spiff.gateways import open_inclusive
from engine.core.spiff.instance import Host, Instance, live_tokens, scopes
from engine.core.spiff.interrupting import withdraw
from engine.core.spiff.scopes import is_over
from engine.core.spiff.tidying import forget_finished

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task

    from engine.core.spiff.build import Program

MOVES: Final = 10_000
"""How often one step may move a token: a diagram that goes on without ever waiting is stopped."""

_TIDY: Final = 50
"""After how many moves finished tokens are dropped, so that none of them slows the next moves."""


def start(
    program: Program, instance_id: str, variables: Mapping[str, object], host: Host
) -> Instance:
    """Begin a process; it has not moved yet, see `settle`."""
    instance = Instance(program, instance_id, host)
    instance.variables.root.update(variables)
    return instance


def settle(instance: Instance) -> None:
    """Move until every token waits.

    Raises:
        StepLimit: That takes more than 10,000 moves.
    """
    for moves in range(1, MOVES + 1):
        if not moves % _TIDY:
            forget_finished(instance)
        if not move(instance):
            break
    else:
        raise StepLimit(f"the diagram moved {MOVES:,} times without waiting; look for a loop")
    _finish(instance)
    forget_finished(instance)


def move(instance: Instance) -> bool:
    """Make one move; False when every token waits."""
    token = _next(instance)
    if token is not None:
        run(token)
        return True
    return _close_one(instance) or _open_one(instance)


def _next(instance: Instance) -> Task | None:
    """The token to run next: what begins to listen first, then in the order of arrival."""
    ready = [
        token
        for scope in scopes(instance)
        for token in scope.tasks.values()
        if token.state == TaskState.READY and "incident" not in token.internal_data
    ]
    return min(ready, key=_turn, default=None)


def _turn(token: Task) -> tuple[bool, int]:
    return not isinstance(token.task_spec, Listener), token.internal_data.get("number", 0)


def _close_one(instance: Instance) -> bool:
    """Complete a subprocess in which nothing can move any more."""
    for token_id, part in reversed(instance.subprocesses.items()):
        if is_over(part):
            for listener in live_tokens(part):
                withdraw(listener)
            del instance.subprocesses[token_id]
            complete(instance.get_task_from_id(token_id))
            return True
    return False


def _open_one(instance: Instance) -> bool:
    return any(open_inclusive(scope) for scope in scopes(instance))


def _finish(instance: Instance) -> None:
    if instance.completed or not is_over(instance):
        return
    for listener in live_tokens(instance):
        withdraw(listener)
    instance.completed = True
    if instance.failure is not None:
        failed = e.InstanceFailed(instance=instance.id, code=instance.failure)
        instance.journal.append(failed)
    else:
        ended = e.InstanceCompleted(instance=instance.id, ends=tuple(instance.ends))
        instance.journal.append(ended)
