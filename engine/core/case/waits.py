"""What an instance waits for after a step: what is shown to people, and watched by clocks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from engine.core.spiff import outside
from engine.core.spiff.instance import Instance


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A token that waits.

    Attributes:
        token: Its id.
        element: The id of the element where it waits.
        name: What the diagram calls that element.
    """

    token: str
    element: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerWait(Wait):
    """A clock that runs until `due`, aware and in UTC."""

    due: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription(Wait):
    """Waiting for a message or signal; `key` None takes every message of the name."""

    kind: str
    wanted: str
    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked(Wait):
    """A token with an incident."""

    reason: str


@dataclass(frozen=True, slots=True)
class Waits:
    """All that one instance waits for."""

    tasks: tuple[Wait, ...]
    timers: tuple[TimerWait, ...]
    subscriptions: tuple[Subscription, ...]
    incidents: tuple[Parked, ...]


def waits_of(instance: Instance) -> Waits:
    """What an instance waits for."""
    return Waits(
        tasks=tuple(Wait(**_place(token)) for token in outside.open_tasks(instance)),
        timers=tuple(
            TimerWait(
                **_place(token), due=datetime.datetime.fromisoformat(token.internal_data["due"])
            )
            for token in outside.timers(instance)
        ),
        subscriptions=tuple(
            Subscription(**_place(token), kind=kind, wanted=wanted, key=key)
            for token in outside.subscriptions(instance)
            for kind, wanted, key in [token.internal_data["waits"]]
        ),
        incidents=tuple(
            Parked(**_place(token), reason=token.internal_data["incident"])
            for token in outside.parked(instance)
        ),
    )


def _place(token: outside.Token) -> dict[str, str]:
    node = token.task_spec.node
    return {"token": token.id.hex, "element": node.id, "name": node.name}
