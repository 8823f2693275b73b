"""What a command runs with: who, when, and the one connection of its transaction."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.spiff.instance import Action
from engine.store.keyring import Keyring
from engine.store.releases import Releases


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of one command or query.

    Attributes:
        connection: In a transaction that the executor began.
        now: Aware, UTC.
        actor: Who acts: the name of an account, or `scheduler`.
        command_id: Of this command; the same twice is the same command.
        keyring: Opens and seals.
        releases: What has been published.
        actions: What service tasks may do.
        new_id: Gives a new id, 32 hexadecimal digits of a UUIDv7.
    """

    connection: sa.Connection
    now: datetime.datetime
    actor: str
    command_id: str
    keyring: Keyring
    releases: Releases
    actions: Mapping[str, Action]
    new_id: Callable[[], str]
