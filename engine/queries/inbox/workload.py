"""Who could have these tasks, and how much do they have to do already?"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.permission import ROLES
from engine.store import people as p
from engine.store import tables as t
from engine.store.authority import in_force
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who completes tasks.

    Attributes:
        roles: Their titles.
        site: The name of the site where they work; empty for none.
        open_tasks: How many they have claimed, wherever.
    """

    login: str
    name: str
    roles: tuple[str, ...]
    site: str
    open_tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Everybody with a role that completes tasks, with their open tasks, by name."""

    def run(self, context: Context) -> list[Colleague]:
        """Them; how much somebody has to do is no secret among the staff."""
        user, grant, task = p.user.c, p.role_grant.c, t.user_task.c
        open_tasks = (
            sa.select(sa.func.count())
            .where(task.assignee == user.login, task.status == "reserved")
            .scalar_subquery()
        )
        able = [name for name, role in ROLES.items() if "task.complete" in role.may]
        held: dict[str, list[str]] = {}
        for login, role in context.connection.execute(
            sa.select(user.login, grant.role)
            .join(p.user, user.id == grant.user_id)
            .where(in_force(context), grant.role.in_(able))
            .order_by(grant.role)
            .distinct()
        ):
            held.setdefault(login, []).append(ROLES[role].title)
        rows = context.connection.execute(
            sa.select(user.login, user.name, t.site.c.name.label("site"), open_tasks.label("open"))
            .outerjoin(t.site, t.site.c.id == user.site_id)
            .where(user.status == "active")
            .order_by(user.name, user.login)
        )
        return [
            Colleague(
                login=row.login,
                name=row.name,
                roles=tuple(held[row.login]),
                site=row.site or "",
                open_tasks=row.open,
            )
            for row in rows
            if row.login in held
        ]
