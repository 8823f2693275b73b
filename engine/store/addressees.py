"""How those whom a task is for are called on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import sqlalchemy as sa

from engine.core.permission import ROLES
from engine.store import people as p
from engine.store.groups import in_lane, resolved, title
from engine.store.policies import LANES, policy

if TYPE_CHECKING:
    from engine.store.context import Context


def names_of(context: Context, logins: Iterable[str | None]) -> dict[str, str]:
    """The names of people, by login; what has no account, such as a machine, is left out."""
    wanted = {login for login in logins if login}
    if not wanted:
        return {}
    user = p.user.c
    rows = context.connection.execute(
        sa.select(user.login, user.name).where(user.login.in_(wanted))
    )
    return {row.login: row.name for row in rows}


def addressees(context: Context, groups: Iterable[str]) -> tuple[str, ...]:
    """How the candidate groups of a task are called: "Intake officers", "Mira Tolland"."""
    given = tuple(groups)
    people = names_of(context, (group[1:] for group in given if group.startswith("@")))
    lanes = policy(context, LANES)
    titles: dict[str, str] = {}
    for name, said in lanes.items():
        # Several lanes may be of one role: each says best itself whom it is for.
        titles[in_lane(name)] = str(said.get("title"))
        titles.setdefault(str(said.get("group")), str(said.get("title")))
    return tuple(
        titles[group] if group in titles else _called(role, people, titles)
        for group, role in zip(given, resolved(context, given), strict=True)
    )


def _called(group: str, people: Mapping[str, str], titles: Mapping[str, str]) -> str:
    if group.startswith("@"):
        return people.get(group[1:], group[1:])
    role = ROLES.get(group)
    return titles.get(group) or (role.title if role is not None else title(group))
