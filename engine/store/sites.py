"""Sites: where the work is done, and on which days."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Final

import sqlalchemy as sa

from engine.core.due import Calendar
from engine.store import tables as t

_NOWHERE: Final = Calendar("UTC")


def calendar_of(connection: sa.Connection, site_id: str | None) -> Calendar:
    """The calendar of a site; a case of no site counts from Monday to Friday, in UTC."""
    if site_id is None:
        return _NOWHERE
    site = connection.execute(sa.select(t.site).where(t.site.c.id == site_id)).one()
    closures = connection.execute(
        sa.select(t.closure.c.day, t.closure.c.reason).where(t.closure.c.site_id == site_id)
    )
    return Calendar(
        site.zone,
        country=site.country,
        subdivision=site.subdivision,
        closures={row.day: row.reason for row in closures},
    )


def calendars_of(connection: sa.Connection) -> dict[str | None, Calendar]:
    """The calendars of all sites, by id, with that of cases of no site under None."""
    closures: defaultdict[str, dict[datetime.date, str]] = defaultdict(dict)
    for row in connection.execute(sa.select(t.closure)):
        closures[row.site_id][row.day] = row.reason
    found: dict[str | None, Calendar] = {None: _NOWHERE}
    for site in connection.execute(sa.select(t.site)):
        found[site.id] = Calendar(
            site.zone,
            country=site.country,
            subdivision=site.subdivision,
            closures=closures[site.id],
        )
    return found
