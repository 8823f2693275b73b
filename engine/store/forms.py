"""The form of a task, opened: with what it can read, and what it is filled with at first."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.core.form import Form
from engine.store import people as p
from engine.store import records as r
from engine.store import tables as t
from engine.store.authority import in_force
from engine.store.persons import read_person
from engine.store.policies import LISTS, policy
from engine.store.sites import calendar_of
from engine.store.submissions import submissions_of

if TYPE_CHECKING:
    from engine.store.context import Context


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A form and its surroundings, as the methods of `engine.core.form.Form` want them.

    Attributes:
        form: The form.
        names: What its expressions can read: the variables that the task sees, `case`, `person`,
            `site`, and the lists to choose from.
        now: In the zone of the site.
        given: The values that it begins with.
    """

    form: Form
    names: Mapping[str, object]
    now: datetime.datetime
    given: Mapping[str, object]


def open_form(
    context: Context, case: Mapping[str, Any], form: Form, seen: Mapping[str, object]
) -> OpenedForm:
    """Open a form.

    Args:
        context: Of the command or query.
        case: The row of the case.
        form: Of the release of the case.
        seen: The variables that the task can read.
    """
    names = {name: make(context, case) for name, make in _KNOWN.items() if name in form.reads}
    if form.reads - set(names) - set(seen):
        names |= {name: one for name, one in policy(context, LISTS).items() if name in form.reads}
    names |= seen
    zone = calendar_of(context.connection, case["site_id"]).tz
    now = context.now.astimezone(zone)
    return OpenedForm(form, names, now, form.opening(context=names, now=now))


def person_of(context: Context, case: Mapping[str, Any]) -> dict[str, object]:
    """What expressions read as `person`; empty for a case that is about nobody."""
    if case["person_id"] is None:
        return {}
    found = read_person(context, case["person_id"])
    return {"name": found.name, "birth_date": found.born, "reference": found.reference or None}


def _case(_context: Context, case: Mapping[str, Any]) -> dict[str, object]:
    return {name: case[name] for name in ("id", "number", "kind", "stage", "started_at")}


def _users(context: Context, case: Mapping[str, Any]) -> list[dict[str, str]]:
    """Those with a role at the site of the case, by name."""
    user, grant = p.user.c, p.role_grant.c
    rows = context.connection.execute(
        sa.select(user.login, user.name)
        .join(p.role_grant, grant.user_id == user.id)
        .where(
            user.status == "active",
            in_force(context),
            sa.or_(grant.site_id.is_(None), grant.site_id == case["site_id"]),
        )
        .distinct()
        .order_by(user.name, user.login)
    )
    return [{"value": row.login, "label": row.name} for row in rows]


def _sites(context: Context, _case: Mapping[str, Any]) -> list[dict[str, str]]:
    rows = context.connection.execute(sa.select(t.site.c.id, t.site.c.name).order_by(t.site.c.name))
    return [{"value": row.id, "label": row.name} for row in rows]


def _assessments(context: Context, case: Mapping[str, Any]) -> list[dict[str, str]]:
    """The assessments of the case, the newest first."""
    found = submissions_of(context, case, r.submission.c.form == "assessment")
    return [
        {"value": one.id, "label": f"Assessment {one.revision}, {one.at:%d %B %Y}"}
        for one in reversed(found)
    ]


_KNOWN: Final[Mapping[str, Callable[[Context, Mapping[str, Any]], object]]] = {
    "case": _case,
    "person": person_of,
    "users": _users,
    "sites": _sites,
    "assessments": _assessments,
}
