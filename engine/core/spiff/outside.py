"""What comes from outside: people, clocks, messages, called processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from SpiffWorkflow.exceptions import TaskNotFoundException
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.core import event as e
from engine.core.spiff.activities import Activity, CallActivity
from engine.core.spiff.element import Element, complete, retry
from engine.core.spiff.events import Listener
from engine.core.spiff.instance import Instance, live_tokens, scopes
from engine.core.spiff.interrupting import empty
from engine.core.spiff.people import ManualTask, UserTask
from engine.core.spiff.throwing import catch, throw_error

if TYPE_CHECKING:
    from collections.abc import Iterator

Token = Task


def find(instance: Instance, token_id: str) -> Task | None:
    """The token of an id that may still move; None where there is none."""
    try:
        token = instance.get_task_from_id(UUID(token_id))
    except (TaskNotFoundException, ValueError):
        return None
    return token if token.has_state(TaskState.NOT_FINISHED_MASK) else None


def may_move(token: Task) -> bool:
    """Whether nothing has completed a token or taken it away."""
    return bool(token.has_state(TaskState.NOT_FINISHED_MASK))


def open_tasks(instance: Instance) -> list[Task]:
    """The user tasks and manual tasks that wait for a person, in the order they were opened."""
    return [token for token in _waiting(instance) if is_open_task(token)]


def is_open_task(token: Task) -> bool:
    """Whether a token is a user task or manual task that waits for a person."""
    return isinstance(token.task_spec, (UserTask, ManualTask)) and _waits(token)


def parked(instance: Instance) -> list[Task]:
    """The tokens that wait with an incident."""
    return [
        token
        for scope in scopes(instance)
        for token in live_tokens(scope)
        if "incident" in token.internal_data
    ]


def incidents(instance: Instance) -> dict[str, str]:
    """Why tokens are parked, by their ids."""
    return {token.id.hex: token.internal_data["incident"] for token in parked(instance)}


def complete_task(token: Task, values: Mapping[str, object], by: str | None) -> None:
    """Complete a user task with what was filled in."""
    activity: Activity = token.task_spec
    activity.results(token, values)
    complete(token, by=by)


def fire(token: Task) -> None:
    """Let a timer of a token run out."""
    instance: Instance = token.workflow.top_workflow
    element: Element = token.task_spec
    fired = e.TimerFired(instance=instance.id, element=element.node.id, token=token.id.hex)
    instance.journal.append(fired)
    _happen(token)


def timers(instance: Instance) -> list[Task]:
    """The tokens whose clock runs."""
    return [token for token in _waiting(instance) if "due" in token.internal_data]


def subscriptions(instance: Instance) -> list[Task]:
    """The tokens that wait for a message or signal."""
    return [token for token in _waiting(instance) if "waits" in token.internal_data]


def waiting_for(instance: Instance, kind: str, name: str, key: str | None) -> list[Task]:
    """The tokens that wait for a message or signal of a name, and for this key or any."""
    found = []
    for token in subscriptions(instance):
        wanted = token.internal_data["waits"]
        if wanted[:2] == [kind, name] and wanted[2] in (None, key):
            found.append(token)
    return found


def deliver(token: Task, name: str, values: Mapping[str, object]) -> None:
    """Give a message or signal to a token that waits for it."""
    instance: Instance = token.workflow.top_workflow
    element: Element = token.task_spec
    caught = e.MessageCaught(
        instance=instance.id, element=element.node.id, token=token.id.hex, name=name
    )
    instance.journal.append(caught)
    if isinstance(element, Activity):
        element.results(token, values)
    elif values:
        instance.variables.write(token, values)
    _happen(token)


def returned(token: Task, values: Mapping[str, object]) -> None:
    """A called process has completed."""
    activity: CallActivity = token.task_spec
    activity.returned(token, values)
    complete(token)


def call_failed(token: Task, code: str) -> None:
    """A called process has failed: its error is the call activity's."""
    throw_error(token, code, from_activity=True)


def try_again(token: Task) -> None:
    """Let a parked token try again."""
    retry(token)


def cancel(instance: Instance) -> None:
    """Stop an instance with all that runs in it."""
    empty(instance)
    instance.completed = True
    instance.journal.append(e.InstanceCancelled(instance=instance.id))


def _waiting(instance: Instance) -> Iterator[Task]:
    for scope in scopes(instance):
        for token in scope.tasks.values():
            if _waits(token) and isinstance(token.task_spec, Element):
                yield token


def _waits(token: Task) -> bool:
    data = token.internal_data
    return token.state == TaskState.STARTED and "done" not in data and "incident" not in data


def _happen(token: Task) -> None:
    """What a token waited for has happened."""
    if isinstance(token.task_spec, Listener):
        catch(token)
    else:
        complete(token)
