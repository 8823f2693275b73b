"""Carry a message or signal from the case that threw it to one that waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine.core import case as cases
from engine.core import feel
from engine.store import tables as t
from engine.store.authority import require_machine
from engine.store.cases import lock, save, world_of
from engine.store.context import Context
from engine.store.subscriptions import waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverOutbox:
    """Deliver one row of the outbox, and delete it in the same transaction."""

    row: str

    def run(self, context: Context) -> bool:
        """Deliver; the answer is whether the case took it.

        A message whose receiver waits no more goes to another that does; the row then stays.
        """
        require_machine(context)
        there = sa.select(t.outbox).where(t.outbox.c.id == self.row)
        row = context.connection.execute(there).mappings().one_or_none()
        if row is None:
            return False
        values = {str(name): value for name, value in row.items()}
        taken = _deliver(context, values)
        if taken or not self._send_on(context, values):
            context.connection.execute(sa.delete(t.outbox).where(t.outbox.c.id == self.row))
        return taken

    def _send_on(self, context: Context, row: Mapping[str, Any]) -> bool:
        others = waiting(context, "message", row["name"], row["key"])
        if row["kind"] != "message" or not others:
            return False
        change = sa.update(t.outbox).where(t.outbox.c.id == self.row)
        context.connection.execute(change.values(target_case=others[0]))
        return True


def _deliver(context: Context, row: Mapping[str, Any]) -> bool:
    place = f"outbox/{row['id']}"
    plain = context.keyring.open(context.connection, row["key_id"], row["variables"], place)
    values = feel.from_json(plain.decode())
    variables = values if isinstance(values, dict) else {}
    stored = lock(context, row["target_case"])
    world, name = world_of(context, stored.row), row["name"]
    if row["kind"] == "message":
        step = cases.deliver_message(world, stored.state, name, row["key"], variables)
    else:
        step = cases.deliver_signal(world, stored.state, name, variables)
    if step is None:
        return False
    save(context, stored, step)
    return True
