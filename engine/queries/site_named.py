"""Which site has this name?"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.accounts import SiteNotFound
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteNamed:
    """The site of this name."""

    name: str

    def run(self, context: Context) -> str:
        """Its id.

        Raises:
            SiteNotFound: There is none; the message names those there are.
        """
        rows = context.connection.execute(
            sa.select(t.site.c.name, t.site.c.id).order_by(t.site.c.name)
        )
        sites = {row.name: row.id for row in rows}
        if self.name not in sites:
            there = f"there are: {', '.join(sites)}" if sites else "there are none yet"
            raise SiteNotFound(f"there is no site '{self.name}'; {there}")
        return str(sites[self.name])
