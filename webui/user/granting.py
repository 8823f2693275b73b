"""A role to grant, as it was typed: where it counts, from which day and to which."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import gettext as _

from engine.executor import machine_now
from engine.queries import Roles
from webui.account.visitor import executor, visitor
from webui.config import WebConfig
from webui.dates import TypedDate, typed_date
from webui.user.area import site_options
from webui.view.field import AnyField, ChoiceField, DateField, Option


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedGrant:
    """A role to grant.

    Attributes:
        site: The id of the site where it counts; empty: everywhere.
        first: The first day; empty: at once.
        last: The last day, which still counts; empty: until it is taken away.
    """

    role: str = ""
    site: str = ""
    first: TypedDate = field(default_factory=TypedDate)
    last: TypedDate = field(default_factory=TypedDate)

    def mistakes(self) -> dict[str, str]:
        """What is missing or wrong, by the names of the fields."""
        found = {} if self.role else {"role": _("Choose a role")}
        first, last, today = self.first.read(), self.last.read(), _today()
        for name, day in (("first", first), ("last", last)):
            if isinstance(day, str):
                found[name] = day
            elif day is not None and day < today:
                found[name] = _("This day is over: choose today or a later one")
        both = isinstance(first, datetime.date) and isinstance(last, datetime.date)
        if both and cast("datetime.date", last) < cast("datetime.date", first):
            found["last"] = _("The last day must not be before the first")
        return found

    def starts(self) -> datetime.datetime | None:
        """When it begins; None: now."""
        first = self.first.read()
        if not isinstance(first, datetime.date) or first <= _today():
            return None
        return _midnight(first)

    def until(self) -> datetime.datetime | None:
        """When it ends: with the last day; None: when it is taken away."""
        last = self.last.read()
        if not isinstance(last, datetime.date):
            return None
        return _midnight(last + datetime.timedelta(days=1))

    def fields(self, mistakes: Mapping[str, str]) -> tuple[AnyField, ...]:
        """To type it into."""
        titles = executor().ask(Roles(), by=visitor().login)
        options = tuple(Option(one.role, one.title) for one in titles)
        return (
            ChoiceField(
                name="role",
                label=_("Role"),
                kind="select",
                options=(Option("", _("Choose a role")), *options),
                chosen=frozenset({self.role}),
                error=mistakes.get("role", ""),
            ),
            ChoiceField(
                name="site",
                label=_("Where it counts"),
                kind="select",
                options=site_options(_("Everywhere")),
                chosen=frozenset({self.site}),
                error=mistakes.get("site", ""),
            ),
            _date("first", _("First day"), _("Leave it empty for at once."),
                  (self.first, mistakes)),
            _date("last", _("Last day"), _("Leave it empty for as long as it is not taken away."),
                  (self.last, mistakes)),
        )  # fmt: skip


def typed_grant(sent: Mapping[str, str]) -> TypedGrant:
    """What was typed into the fields."""
    return TypedGrant(
        role=sent.get("role", ""),
        site=sent.get("site", ""),
        first=typed_date(sent, "first"),
        last=typed_date(sent, "last"),
    )


def _date(
    name: str, label: str, hint: str, given: tuple[TypedDate, Mapping[str, str]]
) -> DateField:
    typed, mistakes = given
    return DateField(
        name=name,
        label=label,
        hint=hint,
        optional=True,
        error=mistakes.get(name, ""),
        day=typed.day,
        month=typed.month,
        year=typed.year,
    )


def _zone() -> ZoneInfo:
    config = cast("WebConfig", current_app.extensions["passerelle"])
    return ZoneInfo(config.time_zone)


def _today() -> datetime.date:
    return machine_now().astimezone(_zone()).date()


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), _zone())
