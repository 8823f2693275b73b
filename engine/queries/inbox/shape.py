"""What the SELECTs of an inbox depend on, apart from values: the same for all who ask alike.

To put a SELECT of an inbox together takes longer than to run it. So it is put together once for
each shape, with parameters; each question brings their values, all of them, every time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from engine.core.due import Calendar
from engine.core.permission import ROLES, Grant, Permission, Reach, known_role
from engine.queries.inbox.asked import Filters
from engine.queries.inbox.edges import Edges, Values, edges_at
from engine.store.groups import names_of_role, offered_to
from engine.store.person_search import matching
from engine.store.reach import Asker, places_of

if TYPE_CHECKING:
    from engine.store.context import Context

_MOST_WORDS: Final = 8
_ASKED: Final[frozenset[Permission]] = frozenset(
    {"task.complete", "task.reassign", "case.read", "case.read.A.name"}
)
ASKER: Final = Asker(
    sa.bindparam("actor", type_=sa.String), lambda site: sa.bindparam(site, type_=sa.String)
)
"""Who asks, by parameters; a site is known by its number among those of the grants."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Where some grants count that reach the same cases, so that none of them says more.

    Attributes:
        name: What the names of its parameters end with.
        site: The parameter of the only site; None for every site.
        grants: The grants.
        places: How many places that are; see `engine.store.offers`.
        groups: How many groups somebody with these grants is offered tasks of.
    """

    name: str
    site: str | None
    reach: Reach
    grants: tuple[Grant, ...]
    places: int
    groups: int


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which filters there are.

    Attributes:
        words: For each word whether people are called so.
        groups: By how many names the role is known that tasks are for.
    """

    words: tuple[bool, ...]
    site: bool
    stage: bool
    process: bool
    groups: int

    @property
    def of_task(self) -> bool:
        """Whether the rows of the tasks must be looked at, besides where and when they are due."""
        return bool(self.words or self.process or self.groups)


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of an inbox.

    Attributes:
        grants: What the actor may: each role stands for all that are alike here, and in the place
            of a site stands its parameter.
        to_complete: Where they let complete tasks.
        to_reassign: Where they let give tasks to others.
    """

    grants: tuple[Grant, ...]
    to_complete: tuple[Reached, ...]
    to_reassign: tuple[Reached, ...]
    edges: Edges
    narrowing: Narrowing


def shape_of(
    context: Context,
    grants: Iterable[Grant],
    calendars: Mapping[str | None, Calendar],
    filters: Filters,
) -> tuple[Shape, Values]:
    """The shape of the actor's inbox, and the values of all parameters."""
    some = tuple(grants)
    held, values = numbered(context, some)
    edges, more = edges_at(context.now, calendars, filters.before)
    narrowing, words = _narrowing(context, filters)
    values |= more | words
    shape = Shape(
        grants=held,
        to_complete=tuple(_reached(context, some, "task.complete", values)),
        to_reassign=tuple(_reached(context, some, "task.reassign", values)),
        edges=edges,
        narrowing=narrowing,
    )
    return shape, values


def numbered(context: Context, grants: Iterable[Grant]) -> tuple[tuple[Grant, ...], Values]:
    """Grants as a shape has them, and the values of the actor and of the sites."""
    some = tuple(grants)
    sites = _parameters_of_sites(some)
    held = dict.fromkeys(
        Grant(_alike(one.role), sites[one.site] if one.site else None) for one in some
    )
    return tuple(held), {"actor": context.actor, **{name: site for site, name in sites.items()}}


def _parameters_of_sites(grants: tuple[Grant, ...]) -> dict[str, str]:
    sites = dict.fromkeys(one.site for one in grants if one.site is not None)
    return {site: f"site_{number}" for number, site in enumerate(sites)}


@cache
def _alike(role: str) -> str:
    """The first role for which the SELECTs are the same, so that there are few of them."""
    asked = known_role(role)
    return next(
        name
        for name, other in ROLES.items()
        if other.reach == asked.reach and other.may & _ASKED == asked.may & _ASKED
    )


def able(grants: Iterable[Grant], permission: Permission) -> tuple[Grant, ...]:
    """Those of the grants that have a permission."""
    return tuple(one for one in grants if permission in known_role(one.role).may)


def _reached(
    context: Context, grants: tuple[Grant, ...], permission: Permission, values: Values
) -> Iterator[Reached]:
    """Where grants have a permission; adds the values of their parameters."""
    sites = _parameters_of_sites(grants)
    found: defaultdict[tuple[str | None, Reach], list[Grant]] = defaultdict(list)
    for one in able(grants, permission):
        found[one.site, known_role(one.role).reach].append(one)
    for (site, reach), some in found.items():
        at = sites[site] if site is not None else None
        name = f"{permission.partition('.')[2]}_{reach}_{at or 'everywhere'}"
        places = places_of(context, site, reach)
        groups = sorted(offered_to(context, context.actor, some))
        values[f"places_{name}"], values[f"groups_{name}"] = places, groups
        values |= {f"group_{number}_{name}": one for number, one in enumerate(groups)}
        held = dict.fromkeys(Grant(_alike(one.role), at) for one in some)
        yield Reached(name, at, reach, tuple(held), len(places), len(groups))


def _narrowing(context: Context, filters: Filters) -> tuple[Narrowing, Values]:
    words = filters.words.split()[:_MOST_WORDS]
    # Looked up once: mostly nobody, or a few.
    people = [context.connection.scalars(matching(context, word)).all() for word in words]
    names = sorted(names_of_role(context, filters.group)) if filters.group else []
    values: Values = {
        "filter_site": filters.site,
        "filter_stage": filters.stage,
        "filter_process": filters.process,
        "person": filters.person,
        **{f"word_{number}": _escaped(word) for number, word in enumerate(words)},
        **{f"people_{number}": some for number, some in enumerate(people)},
        **{f"name_{number}": _escaped(json.dumps(one)) for number, one in enumerate(names)},
    }
    narrowing = Narrowing(
        words=tuple(map(bool, people)),
        site=bool(filters.site),
        stage=bool(filters.stage),
        process=bool(filters.process),
        groups=len(names),
    )
    return narrowing, values


ESCAPE: Final = "/"


def _escaped(text: str) -> str:
    """Text to be looked for as it is, where `%` and `_` stand for others."""
    for one in (ESCAPE, "%", "_"):
        text = text.replace(one, ESCAPE + one)
    return text
