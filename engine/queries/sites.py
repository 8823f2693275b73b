"""Which sites are there?"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """All of them, by name."""

    def run(self, context: Context) -> list[Site]:
        """Them."""
        question = sa.select(t.site.c.id, t.site.c.name).order_by(t.site.c.name)
        return [Site(id=row.id, name=row.name) for row in context.connection.execute(question)]
