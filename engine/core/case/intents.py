"""The intents: each is a function from the state of a case to a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.core.case.moving import Moving
from engine.core.case.state import CaseState, NotWaiting, Step, Values, World
from engine.core.spiff import outside
from engine.core.spiff.codec import load
from engine.core.spiff.instance import Instance


def start(world: World, process: str, variables: Values) -> Step:
    """Begin a case with a process of the release."""
    moving = Moving(world, CaseState())
    moving.begin(process, variables, caller=None)
    return moving.step()


Filling = Callable[[Values], Values]
"""What is filled in, given the variables that the task can read."""


def complete_task(  # noqa: PLR0913 - which task, and what of it
    world: World,
    case: CaseState,
    instance: str,
    token: str,
    values: Values | Filling,
    *,
    by: str | None,
) -> Step:
    """Complete a user task with what was filled in.

    Raises:
        NotWaiting: The task is no longer open.
    """
    moving = Moving(world, case)
    task = moving.token(instance, token)
    loaded = moving.instance(instance)
    if not outside.is_open_task(task):
        raise NotWaiting(token)
    filled = values(loaded.variables.seen_by(task)) if callable(values) else values
    outside.complete_task(task, filled, by)
    return moving.step()


def seen_by_task(world: World, case: CaseState, instance: str, token: str) -> Values:
    """The variables that a user task can read.

    Raises:
        NotWaiting: The task is no longer open.
    """
    moving = Moving(world, case)
    return moving.instance(instance).variables.seen_by(moving.token(instance, token))


def fire_timer(world: World, case: CaseState, instance: str, token: str) -> Step:
    """Let a timer run out whose time has come.

    Raises:
        NotWaiting: The timer has fired, or what it stood for was taken away.
    """
    moving = Moving(world, case)
    waiting = moving.token(instance, token)
    if waiting not in outside.timers(moving.instance(instance)):
        raise NotWaiting(token)
    outside.fire(waiting)
    return moving.step()


def deliver_message(
    world: World, case: CaseState, name: str, key: str | None, values: Values
) -> Step | None:
    """Give a message to the first token of a case that waits for it; None when none does."""
    moving = Moving(world, case)
    return moving.step() if moving.deliver_message(name, key, values) else None


def deliver_signal(world: World, case: CaseState, name: str, values: Values) -> Step | None:
    """Give a signal to every token of a case that waits for it; None when none does."""
    moving = Moving(world, case)
    return moving.step() if moving.deliver_signal(name, values) else None


def retry(world: World, case: CaseState, instance: str, token: str) -> Step:
    """Let a token with an incident try again.

    Raises:
        NotWaiting: It has no incident any more.
    """
    moving = Moving(world, case)
    parked = moving.token(instance, token)
    if token not in outside.incidents(moving.instance(instance)):
        raise NotWaiting(token)
    outside.try_again(parked)
    return moving.step()


def cancel(world: World, case: CaseState) -> Step:
    """Stop a case with all that runs in it."""
    moving = Moving(world, case)
    moving.cancel(case.root.id)
    return moving.step()


def instances(world: World, case: CaseState) -> Iterator[Instance]:
    """The instances of a case as they stand, for looking at."""
    for one in case.instances.values():
        yield load(one.state, world.programs[one.process], world.host)
