"""How a case begins: its row, its key, its number, and the first step of its process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from engine.core import case as cases
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.cases import StoredCase, save, world_of
from engine.store.chain import START
from engine.store.counters import count_on
from engine.store.persons import PersonNotFound

if TYPE_CHECKING:
    from engine.store.context import Context

Kind = Literal["participant", "contributor", "incident", "request", "programme", "monitoring"]


class UnknownProcess(PasserelleError):
    """The newest release has no such process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a case begins with.

    Attributes:
        process: Of the newest release.
        person: Whose case it is; its data are then encrypted under the key of this person.
    """

    process: str
    variables: Mapping[str, object] = field(default_factory=dict)
    kind: Kind = "participant"
    person: str | None = None
    site: str | None = None
    restricted: bool = False


def begin_case(context: Context, given: Beginning) -> Mapping[str, Any]:
    """Begin a case; returns its row as it was before its first step.

    Raises:
        UnknownProcess: There is no release yet, or it has no such process.
        PersonNotFound: There is no such person.
    """
    release = context.releases.newest(context.connection)
    if release is None:
        raise UnknownProcess("nothing has been published yet: publish a release first")
    if given.process not in context.releases.get(context.connection, release).programs:
        raise UnknownProcess(f"release {release} has no process '{given.process}'")
    row = _row(context, given, release)
    context.connection.execute(sa.insert(t.case).values(**row))
    step = cases.start(world_of(context, row), given.process, given.variables)
    save(context, StoredCase(row, cases.CaseState(), {}), step)
    return row


def _row(context: Context, given: Beginning, release: int) -> dict[str, Any]:
    return {
        "id": context.new_id(),
        "number": _next_number(context),
        "kind": given.kind,
        "release": release,
        "person_id": given.person,
        "site_id": given.site,
        "key_id": _key(context, given.person),
        "status": "active",
        "stage": None,
        "restricted": given.restricted,
        "started_at": context.now,
        "ended_at": None,
        "version": 0,
        "history_seq": 0,
        "history_hash": START,
    }


def _key(context: Context, person: str | None) -> str:
    """The key of the person; a case without one has a key of its own."""
    if person is not None:
        key = context.connection.scalar(sa.select(t.person.c.key_id).where(t.person.c.id == person))
        if key is None:
            raise PersonNotFound
        return str(key)
    key_id = context.new_id()
    context.keyring.make(context.connection, key_id, context.now)
    return key_id


def _next_number(context: Context) -> str:
    """The next number of the year; the counter's row lets one case begin after the other."""
    prefix = f"EX-{context.now.year}"
    return f"{prefix}-{count_on(context.connection, prefix):04}"
