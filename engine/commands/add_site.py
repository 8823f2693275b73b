"""Make a site."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.due import Calendar
from engine.core.permission import Scope
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.authority import require
from engine.store.context import Context


class SiteExists(PasserelleError):
    """There is a site of this name already; choose another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSite:
    """A place where people work, with the days on which they do.

    Attributes:
        zone: An IANA name such as `Europe/Paris`.
        country: Two letters; its public holidays are no working days.
        subdivision: A part of the country with holidays of its own.
    """

    name: str
    zone: str
    country: str
    subdivision: str | None = None

    def run(self, context: Context) -> str:
        """Make it; the answer is its id.

        Raises:
            NotAllowed: The actor may not.
            SiteExists: There is one of this name.
            DueError: There is no such zone, country or subdivision.
        """
        require(context, "site.manage", Scope())
        Calendar(self.zone, country=self.country, subdivision=self.subdivision)
        named = sa.select(t.site.c.id).where(t.site.c.name == self.name)
        if context.connection.execute(named).one_or_none() is not None:
            raise SiteExists(f"there is a site '{self.name}' already; choose another name")
        site_id = context.new_id()
        context.connection.execute(
            sa.insert(t.site).values(
                id=site_id,
                name=self.name,
                zone=self.zone,
                country=self.country,
                subdivision=self.subdivision,
            )
        )
        return site_id
