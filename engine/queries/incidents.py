"""Where could the engine not go on?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.queries.steps import element_named, process_named
from engine.store import tables as t
from engine.store.context import Context
from engine.store.reach import may_in_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Where a case stands still.

    Attributes:
        readable: Whether the actor may read the case.
        retry: Whether they may let it try again.
    """

    case: str
    number: str
    id: str
    process: str
    step: str
    reason: str
    raised_at: datetime.datetime
    readable: bool
    retry: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """The incidents that the actor may see, the oldest first."""

    most: int = 200

    def run(self, context: Context) -> list[Incident]:
        """At most `most` of them."""
        incident, instance, case = t.incident.c, t.instance.c, t.case.c
        rows = context.connection.execute(
            sa.select(
                t.incident,
                instance.process,
                case.number,
                case.release,
                may_in_case(context, "case.read").label("readable"),
                may_in_case(context, "incident.retry").label("retry"),
            )
            .join(t.case, case.id == incident.case_id)
            .join(t.instance, sa.and_(instance.case_id == incident.case_id,
                                      instance.id == incident.instance_id))
            .where(sa.or_(
                may_in_case(context, "incident.see"), may_in_case(context, "incident.retry")
            ))
            .order_by(incident.raised_at, incident.id)
            .limit(self.most)
        ).all()  # fmt: skip
        return [
            Incident(
                case=row.case_id,
                number=row.number,
                id=row.id,
                process=process_named(release, row.process),
                step=element_named(release, row.process, row.element),
                reason=row.reason,
                raised_at=row.raised_at,
                readable=bool(row.readable),
                retry=bool(row.retry),
            )
            for row in rows
            for release in [context.releases.get(context.connection, row.release)]
        ]
