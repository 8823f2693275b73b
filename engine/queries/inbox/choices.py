"""What can an inbox be narrowed down by?"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.permission import ROLES
from engine.store import tables as t
from engine.store.context import Context
from engine.store.releases import Release


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxChoices:
    """What there is to choose from: pairs of what is asked for and what it is called.

    Attributes:
        stages: Keys of stages alone: these are words of the diagrams.
    """

    sites: tuple[tuple[str, str], ...]
    stages: tuple[str, ...]
    processes: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxFilters:
    """The choices of all filters, from the newest release."""

    def run(self, context: Context) -> InboxChoices:
        """Them, each by name; stages in the order in which diagrams name them."""
        sites = context.connection.execute(
            sa.select(t.site.c.id, t.site.c.name).order_by(t.site.c.name)
        )
        newest = context.releases.newest(context.connection)
        release = context.releases.get(context.connection, newest) if newest else None
        groups = [(name, one.title) for name, one in ROLES.items() if "task.complete" in one.may]
        return InboxChoices(
            sites=tuple((row.id, row.name) for row in sites),
            stages=_stages(release) if release else (),
            processes=_processes(release) if release else (),
            groups=tuple(sorted(groups, key=lambda pair: pair[1])),
        )


def _stages(release: Release) -> tuple[str, ...]:
    found = (
        node.properties.get("stage", "")
        for nodes in release.nodes.values()
        for node in nodes.values()
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _processes(release: Release) -> tuple[tuple[str, str], ...]:
    found = ((key, one.process.name or key) for key, one in release.programs.items())
    return tuple(sorted(found, key=lambda pair: pair[1]))
