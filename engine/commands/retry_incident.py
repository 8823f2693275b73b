"""Let a token with an incident try again."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.core import case as cases
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.authority import require_in_case
from engine.store.cases import lock, save, world_of
from engine.store.context import Context


class IncidentGone(PasserelleError):
    """The incident is no longer there: somebody has dealt with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryIncident:
    """Retry what could not go on, once its cause is mended."""

    case: str
    incident: str

    def run(self, context: Context) -> dict[str, str]:
        """Retry; the answer is the `status` of the case.

        Raises:
            CaseNotFound: There is no such case.
            IncidentGone: There is no such incident any more.
        """
        require_in_case(context, "incident.retry", self.case)
        stored = lock(context, self.case)
        instance = context.connection.scalar(
            sa.select(t.incident.c.instance_id).where(
                t.incident.c.case_id == self.case, t.incident.c.id == self.incident
            )
        )
        if instance is None:
            raise IncidentGone
        world = world_of(context, stored.row)
        # The row goes with the old incident; a new one is written if it fails again.
        context.connection.execute(
            sa.delete(t.incident).where(
                t.incident.c.case_id == self.case, t.incident.c.id == self.incident
            )
        )
        step = cases.retry(world, stored.state, instance, self.incident)
        save(context, stored, step)
        return {"status": step.state.status}
