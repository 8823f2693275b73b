"""Who works on a case, and who is on the list of a restricted one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal

import sqlalchemy as sa

from engine.store import people as p

if TYPE_CHECKING:
    from engine.store.context import Context

Relation = Literal["assigned", "listed"]
ASSIGNED: Final[Relation] = "assigned"
LISTED: Final[Relation] = "listed"


def assign(
    context: Context, case_id: str, logins: Iterable[str], relation: Relation = ASSIGNED
) -> None:
    """Let people work on a case from now on; names without an account are passed over."""
    wanted = set(logins)
    if not wanted:
        return
    user, member = p.user.c, p.case_member.c
    there = sa.exists().where(
        member.case_id == case_id, member.user_id == user.id, member.relation == relation
    )
    found = context.connection.scalars(
        sa.select(user.id).where(user.login.in_(wanted), user.status == "active", ~there)
    ).all()
    rows = [{"case_id": case_id, "user_id": one, "relation": relation} for one in found]
    if rows:
        context.connection.execute(sa.insert(p.case_member), rows)


def unassign(context: Context, case_id: str, login: str, relation: Relation = ASSIGNED) -> bool:
    """Let somebody work on a case no longer; whether they did."""
    member, user = p.case_member.c, p.user.c
    whose = sa.select(user.id).where(user.login == login).scalar_subquery()
    done = context.connection.execute(
        sa.delete(p.case_member).where(
            member.case_id == case_id, member.relation == relation, member.user_id == whose
        )
    )
    return bool(done.rowcount)
