"""Who works on a case, and who could?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine.core.permission import ROLES
from engine.queries.case_page.reader import reader_of
from engine.store import people as p
from engine.store.authority import in_force
from engine.store.context import Context
from engine.store.members import ASSIGNED, LISTED, Relation


@dataclass(frozen=True, slots=True)
class CaseColleague:
    """One of the staff, with the titles of the roles they have at the site of the case."""

    login: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseTeam:
    """A team, with the names of its members."""

    id: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleOfCase:
    """Those who have to do with a case.

    Attributes:
        listed: On the list of those who may see it where it is restricted; None where the actor
            may not know.
        colleagues: Whom it could be assigned to, and `other_teams` which teams; both empty for
            an actor who may not assign or restrict.
    """

    assigned: tuple[CaseColleague, ...]
    teams: tuple[CaseTeam, ...]
    listed: tuple[CaseColleague, ...] | None
    colleagues: tuple[CaseColleague, ...]
    other_teams: tuple[CaseTeam, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePeople:
    """The people and teams of a case, by name."""

    case: str

    def run(self, context: Context) -> PeopleOfCase:
        """Them.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
        """
        reader, row = reader_of(context, self.case)
        mine, others = teams_of(context, self.case, row["site_id"])
        keeps_list, assigns = reader.may("case.restrict"), reader.may("case.assign")
        return PeopleOfCase(
            assigned=members_of(context, self.case, row["site_id"], ASSIGNED),
            teams=mine,
            listed=members_of(context, self.case, row["site_id"], LISTED) if keeps_list else None,
            colleagues=_colleagues(context, row["site_id"]) if keeps_list or assigns else (),
            other_teams=others if assigns else (),
        )


def members_of(
    context: Context, case_id: str, site: str | None, relation: Relation
) -> tuple[CaseColleague, ...]:
    """Those who are assigned to a case, or on its list, by name."""
    member, user = p.case_member.c, p.user.c
    rows = context.connection.execute(
        sa.select(user.id, user.login, user.name)
        .join(p.case_member, member.user_id == user.id)
        .where(member.case_id == case_id, member.relation == relation)
        .order_by(user.name, user.login)
    ).all()
    return _with_roles(context, site, rows)


def teams_of(
    context: Context, case_id: str, site: str | None
) -> tuple[tuple[CaseTeam, ...], tuple[CaseTeam, ...]]:
    """The teams of a case, and those of its site that are not; both by name."""
    team, member, user, link = p.team.c, p.membership.c, p.user.c, p.case_team.c
    names: defaultdict[str, list[str]] = defaultdict(list)
    for row in context.connection.execute(
        sa.select(member.team_id, user.name)
        .join(p.user, user.id == member.user_id)
        .where(user.status == "active")
        .order_by(user.name)
    ):
        names[row.team_id].append(row.name)
    mine = set(context.connection.scalars(sa.select(link.team_id).where(link.case_id == case_id)))
    rows = context.connection.execute(
        sa.select(team.id, team.name)
        .where(sa.or_(team.site_id.is_(None), team.site_id == site, team.id.in_(mine)))
        .order_by(team.name)
    ).all()
    found = [CaseTeam(row.id, row.name, tuple(names[row.id])) for row in rows]
    return (
        tuple(one for one in found if one.id in mine),
        tuple(one for one in found if one.id not in mine),
    )


def _colleagues(context: Context, site: str | None) -> tuple[CaseColleague, ...]:
    """All active staff with a role at a site."""
    user, grant = p.user.c, p.role_grant.c
    rows = context.connection.execute(
        sa.select(user.id, user.login, user.name)
        .where(
            user.status == "active",
            user.id.in_(
                sa.select(grant.user_id).where(
                    in_force(context), sa.or_(grant.site_id.is_(None), grant.site_id == site)
                )
            ),
        )
        .order_by(user.name, user.login)
    ).all()
    return _with_roles(context, site, rows)


def _with_roles(
    context: Context, site: str | None, rows: Iterable[Any]
) -> tuple[CaseColleague, ...]:
    people = list(rows)
    grant = p.role_grant.c
    titles: defaultdict[str, dict[str, None]] = defaultdict(dict)
    question = (
        sa.select(grant.user_id, grant.role)
        .where(
            grant.user_id.in_([row.id for row in people]),
            in_force(context),
            sa.or_(grant.site_id.is_(None), grant.site_id == site),
        )
        .order_by(grant.role)
    )
    for row in context.connection.execute(question):
        title = ROLES[row.role].title if row.role in ROLES else row.role
        titles[row.user_id][title] = None
    return tuple(CaseColleague(row.login, row.name, tuple(titles[row.id])) for row in people)
