"""Take back that a site is closed on a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.permission import Scope
from engine.store import tables as t
from engine.store.accounts import check_site
from engine.store.authority import require
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSite:
    """People work there on that day after all, unless it is a weekend or a public holiday.

    Tasks that are opened from now on count with it; those that are open keep their due dates.
    """

    site: str
    day: datetime.date

    def run(self, context: Context) -> bool:
        """Open it; the answer is whether it was closed.

        Raises:
            NotAllowed: The actor may not.
            SiteNotFound: There is no site of this id.
        """
        require(context, "site.manage", Scope(site=self.site))
        check_site(context, self.site)
        closure = t.closure.c
        gone = context.connection.execute(
            sa.delete(t.closure).where(closure.site_id == self.site, closure.day == self.day)
        )
        return bool(gone.rowcount)
