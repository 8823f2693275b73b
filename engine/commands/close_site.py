"""Say that a site is closed on a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.permission import Scope
from engine.store import tables as t
from engine.store.accounts import SiteNotFound
from engine.store.authority import require
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSite:
    """Nobody works there on that day, besides weekends and public holidays.

    Tasks that are opened from now on count without it; those that are open keep their due dates.
    """

    site: str
    day: datetime.date
    reason: str

    def run(self, context: Context) -> bool:
        """Close it; the answer is whether that is new, and not only another reason.

        Raises:
            NotAllowed: The actor may not.
            SiteNotFound: There is no site of this id.
        """
        require(context, "site.manage", Scope(site=self.site))
        there = sa.select(t.site.c.id).where(t.site.c.id == self.site)
        if context.connection.execute(there).one_or_none() is None:
            raise SiteNotFound
        mine = sa.and_(t.closure.c.site_id == self.site, t.closure.c.day == self.day)
        known = context.connection.execute(
            sa.update(t.closure).where(mine).values(reason=self.reason)
        )
        if known.rowcount:
            return False
        context.connection.execute(
            sa.insert(t.closure).values(site_id=self.site, day=self.day, reason=self.reason)
        )
        return True
