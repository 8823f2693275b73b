"""What of a person somebody may know: it follows from the cases that are about them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from engine.core.credential import MACHINES
from engine.core.permission import known_role
from engine.store import tables as t
from engine.store.authority import NotAllowed, grants_of
from engine.store.reach import may_in_case

if TYPE_CHECKING:
    from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOfPerson:
    """A case that is about somebody.

    Attributes:
        readable: Whether the actor may read it.
        named: Whether they may read there whom it is about.
    """

    id: str
    person_id: str
    number: str
    status: str
    stage: str | None
    site_name: str | None
    started_at: datetime.datetime
    readable: bool
    named: bool


def cases_about(context: Context, person_ids: Iterable[str]) -> list[CaseOfPerson]:
    """All cases about some people, those of others too: what may be said of them is marked.

    The open ones come first, then the newest.
    """
    wanted = set(person_ids)
    if not wanted:
        return []
    case = t.case.c
    rows = context.connection.execute(
        sa.select(
            case.id,
            case.person_id,
            case.number,
            case.status,
            case.stage,
            t.site.c.name.label("site_name"),
            case.started_at,
            may_in_case(context, "case.read").label("readable"),
            may_in_case(context, "case.read.A").label("named"),
        )
        .outerjoin(t.site, t.site.c.id == case.site_id)
        .where(case.person_id.in_(wanted))
        .order_by(case.ended_at.is_not(None), case.started_at.desc(), case.number.desc())
    )
    return [
        CaseOfPerson(
            **(dict(row) | {"readable": bool(row["readable"]), "named": bool(row["named"])})
        )
        for row in rows.mappings()
    ]


def may_know(cases: Iterable[CaseOfPerson]) -> bool:
    """Whether one may be told who somebody is: by one of their cases, or because there is none."""
    given = list(cases)
    return not given or any(one.named for one in given)


def require_to_refer(context: Context) -> None:
    """Refuse who may not begin cases anywhere, and so has no reason to look for people.

    Raises:
        NotAllowed: They may not.
    """
    if context.actor in MACHINES:
        return
    grants = grants_of(context, context.actor)
    if not any("case.start" in known_role(grant.role).may for grant in grants):
        raise NotAllowed(f"{context.actor} may not look for people: it needs 'case.start'")
