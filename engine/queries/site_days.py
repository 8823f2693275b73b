"""When do people work at the sites?"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A day on which nobody works at a site, besides weekends and public holidays."""

    day: datetime.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDays:
    """A site with its calendar.

    Attributes:
        zone: An IANA name such as `Europe/Paris`.
        country: Two letters; its public holidays are no working days.
        subdivision: A part of the country with holidays of its own.
        closures: From today on, by day.
    """

    id: str
    name: str
    zone: str
    country: str
    subdivision: str | None
    closures: tuple[Closure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOfSites:
    """All sites, by name, with the days on which they are closed from today on."""

    def run(self, context: Context) -> list[SiteDays]:
        """Them."""
        closure = t.closure.c
        closures: defaultdict[str, list[Closure]] = defaultdict(list)
        for row in context.connection.execute(
            # A day earlier: today has not begun yet in zones far to the west.
            sa.select(t.closure)
            .where(closure.day >= context.now.date() - datetime.timedelta(days=1))
            .order_by(closure.day)
        ):
            closures[row.site_id].append(Closure(day=row.day, reason=row.reason))
        return [
            SiteDays(
                id=row.id,
                name=row.name,
                zone=row.zone,
                country=row.country,
                subdivision=row.subdivision,
                closures=tuple(closures[row.id]),
            )
            for row in context.connection.execute(sa.select(t.site).order_by(t.site.c.name))
        ]
