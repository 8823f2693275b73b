"""Give a message from outside to a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.core import case as cases
from engine.store.authority import require_machine
from engine.store.cases import lock, save, world_of
from engine.store.context import Context
from engine.store.subscriptions import waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage:
    """A message to the first case that waits for its name and key."""

    name: str
    key: str | None = None
    variables: Mapping[str, object] = field(default_factory=dict)

    def run(self, context: Context) -> str | None:
        """Deliver it; the answer is the id of the case that took it, None when nobody waits."""
        require_machine(context)
        for case_id in waiting(context, "message", self.name, self.key):
            stored = lock(context, case_id)
            world = world_of(context, stored.row)
            step = cases.deliver_message(world, stored.state, self.name, self.key, self.variables)
            if step is not None:
                save(context, stored, step)
                return case_id
        return None
