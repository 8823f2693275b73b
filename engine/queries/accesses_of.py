"""Who has looked at a case?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import people as p
from engine.store.authority import require, scope_of
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One look at a case; `name` is of the actor, whose login stands there without an account."""

    at: datetime.datetime
    actor: str
    name: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessesOf:
    """The looks at a case, the newest first."""

    case: str
    most: int = 1000

    def run(self, context: Context) -> list[Access]:
        """At most `most` of them.

        Raises:
            CaseNotFound: There is no such case.
            NotAllowed: The actor may not see this.
        """
        require(context, "case.accesses", scope_of(context, self.case))
        access = p.access.c
        question = (
            sa.select(access.at, access.actor, access.what, access.reason, p.user.c.name)
            .outerjoin(p.user, p.user.c.login == access.actor)
            .where(access.case_id == self.case)
            .order_by(access.seq.desc())
            .limit(self.most)
        )
        return [
            Access(
                at=row.at,
                actor=row.actor,
                name=row.name or row.actor,
                what=row.what,
                reason=row.reason,
            )
            for row in context.connection.execute(question)
        ]
