"""What happened in a case?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import cast

import sqlalchemy as sa

from engine.core import feel
from engine.store import tables as t
from engine.store.authority import require_in_case
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One fact: its kind is the name of an event of `engine.core.event`."""

    seq: int
    at: datetime.datetime
    actor: str
    kind: str
    instance: str
    element: str | None
    token: str | None
    data: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHistory:
    """The history of a case, in order, from a row on."""

    case: str
    after: int = 0
    most: int = 1000

    def run(self, context: Context) -> list[HistoryEntry]:
        """At most `most` entries.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            Sealed: The key of the case was erased, or a row was changed.
        """
        require_in_case(context, "case.read", self.case)
        history = t.history.c
        key_id = context.connection.scalar(
            sa.select(t.case.c.key_id).where(t.case.c.id == self.case)
        )
        rows = context.connection.execute(
            sa.select(t.history)
            .where(history.case_id == self.case, history.seq > self.after)
            .order_by(history.seq)
            .limit(self.most)
        )
        found = []
        for row in rows:
            place = f"history/{self.case}/{row.seq}"
            plain = context.keyring.open(context.connection, str(key_id), row.data, place)
            found.append(
                HistoryEntry(
                    seq=row.seq,
                    at=row.at,
                    actor=row.actor,
                    kind=row.kind,
                    instance=row.instance_id,
                    element=row.element,
                    token=row.token,
                    data=cast("dict[str, object]", feel.from_json(plain.decode())),
                )
            )
        return found
