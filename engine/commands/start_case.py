"""Begin a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import sqlalchemy as sa

from engine.core import case as cases
from engine.core.permission import Scope
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.authority import require
from engine.store.cases import StoredCase, save, world_of
from engine.store.chain import START
from engine.store.context import Context
from engine.store.counters import count_on

Kind = Literal["participant", "contributor", "incident", "request", "programme", "monitoring"]


class UnknownProcess(PasserelleError):
    """The newest release has no such process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCase:
    """Begin a case with a process of the newest release.

    Attributes:
        person: Whose case it is; its data are then encrypted under the key of this person.
    """

    process: str
    variables: Mapping[str, object] = field(default_factory=dict)
    kind: Kind = "participant"
    person: str | None = None
    site: str | None = None
    restricted: bool = False

    def run(self, context: Context) -> dict[str, str]:
        """Begin it; the answer has its `id` and its `number`, such as EX-2027-0042.

        Raises:
            UnknownProcess: There is no release yet, or it has no such process.
            NotAllowed: The actor may not begin cases there.
        """
        require(context, "case.start", Scope(site=self.site))
        release = context.releases.newest(context.connection)
        if release is None:
            raise UnknownProcess("nothing has been published yet: publish a release first")
        if self.process not in context.releases.get(context.connection, release).programs:
            raise UnknownProcess(f"release {release} has no process '{self.process}'")
        row = self._row(context, release)
        context.connection.execute(sa.insert(t.case).values(**row))
        save(
            context,
            StoredCase(row, cases.CaseState(), {}),
            cases.start(world_of(context, row), self.process, self.variables),
        )
        return {"id": row["id"], "number": row["number"]}

    def _row(self, context: Context, release: int) -> dict[str, Any]:
        return {
            "id": context.new_id(),
            "number": _next_number(context),
            "kind": self.kind,
            "release": release,
            "person_id": self.person,
            "site_id": self.site,
            "key_id": self._key(context),
            "status": "active",
            "stage": None,
            "restricted": self.restricted,
            "started_at": context.now,
            "ended_at": None,
            "version": 0,
            "history_seq": 0,
            "history_hash": START,
        }

    def _key(self, context: Context) -> str:
        """The key of the person; a case without one has a key of its own."""
        if self.person is not None:
            key = context.connection.scalar(
                sa.select(t.person.c.key_id).where(t.person.c.id == self.person)
            )
            return str(key)
        key_id = context.new_id()
        context.keyring.make(context.connection, key_id, context.now)
        return key_id


def _next_number(context: Context) -> str:
    """The next number of the year; the counter's row lets one case begin after the other."""
    prefix = f"EX-{context.now.year}"
    return f"{prefix}-{count_on(context.connection, prefix):04}"
