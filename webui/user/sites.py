"""Sites: where people work, and on which days."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from zoneinfo import available_timezones

from flask import abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.commands import AddSite, CloseSite, DueError, OpenSite, SiteExists
from engine.executor import new_id
from engine.queries import DaysOfSites, May, SiteDays
from webui.account.visitor import executor, visitor
from webui.dates import TypedDate, typed_date
from webui.once import command_id
from webui.redirects import see_other
from webui.user.area import area, parts, sentence, summary
from webui.view.field import AnyField, DateField, TextField

_LONGEST = 200


@area.get("/sites")
def sites() -> str:
    """Which there are."""
    return _list({}, {})


@area.post("/sites")
def add_site() -> Response | tuple[str, int]:
    """Make a site."""
    names = ("name", "zone", "country", "subdivision")
    sent = {name: " ".join(request.form.get(name, "").split()) for name in names}
    mistakes = _mistakes(sent)
    if mistakes:
        return _list(sent, mistakes), 422
    command = AddSite(
        name=sent["name"],
        zone=sent["zone"],
        country=sent["country"].upper(),
        subdivision=sent["subdivision"].upper() or None,
    )
    try:
        made = executor().execute(command, by=visitor().login, command_id=command_id())
    except SiteExists as refused:
        return _list(sent, {"name": sentence(str(refused))}), 422
    except DueError as refused:
        return _list(sent, {"country": sentence(str(refused))}), 422
    flash(_("%(name)s is a site now.", name=sent["name"]), "success")
    return see_other(url_for("user.site", site_id=made), fallback="/")


@area.get("/sites/<site_id>")
def site(site_id: str) -> str:
    """On which days it is closed."""
    return _page(_site(site_id), TypedDate(), "", {})


@area.post("/sites/<site_id>/close")
def close_site(site_id: str) -> Response | tuple[str, int]:
    """Close it on a day."""
    shown, typed = _site(site_id), typed_date(request.form, "day")
    reason = " ".join(request.form.get("reason", "").split())
    mistakes, day = {}, typed.read()
    if not isinstance(day, datetime.date):
        mistakes["day"] = day or _("Enter the day on which the site is closed")
    if not 0 < len(reason) <= _LONGEST:
        mistakes["reason"] = _("Say why, in at most %(most)d characters", most=_LONGEST)
    if mistakes or not isinstance(day, datetime.date):
        return _page(shown, typed, reason, mistakes), 422
    command = CloseSite(site=shown.id, day=day, reason=reason)
    executor().execute(command, by=visitor().login, command_id=command_id())
    flash(_("The site is closed on that day. Open tasks keep their due dates."), "success")
    return see_other(url_for("user.site", site_id=site_id), fallback="/")


@area.post("/sites/<site_id>/open")
def open_site(site_id: str) -> Response:
    """Open it on a day after all."""
    shown = _site(site_id)
    try:
        day = datetime.date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        abort(400)
    executor().execute(
        OpenSite(site=shown.id, day=day), by=visitor().login, command_id=command_id()
    )
    flash(_("The site is open on that day."), "success")
    return see_other(url_for("user.site", site_id=site_id), fallback="/")


def _only_those_who_manage(site_id: str | None = None) -> None:
    if not executor().ask(May(permission="site.manage", site=site_id), by=visitor().login):
        abort(403)


def _site(site_id: str) -> SiteDays:
    _only_those_who_manage(site_id)
    found = [one for one in executor().ask(DaysOfSites(), by=visitor().login) if one.id == site_id]
    return found[0] if found else abort(404)


def _mistakes(sent: Mapping[str, str]) -> dict[str, str]:
    _only_those_who_manage()
    found = {}
    if not 0 < len(sent["name"]) <= _LONGEST:
        found["name"] = _("Enter a name of at most %(most)d characters", most=_LONGEST)
    if sent["zone"] not in available_timezones():
        found["zone"] = _("There is no such time zone; one is Europe/Paris")
    if len(sent["country"]) != 2:
        found["country"] = _("Enter the two letters of the country, for example FR")
    return found


def _list(sent: Mapping[str, str], mistakes: Mapping[str, str]) -> str:
    labels = {
        "name": (_("Name of the site"), "", 0),
        "zone": (_("Time zone"), _("For example, Europe/Paris"), 20),
        "country": (_("Country"), _("Two letters, for its public holidays: for example, FR"), 2),
        "subdivision": (_("Part of the country"),
                        _("Where it has public holidays of its own: for example, BY"), 5),
    }  # fmt: skip
    fields: list[AnyField] = [
        TextField(
            name=name,
            label=label,
            hint=hint,
            width=width,
            value=sent.get(name, ""),
            error=mistakes.get(name, ""),
            optional=name == "subdivision",
            autocomplete="off",
        )
        for name, (label, hint, width) in labels.items()
    ]
    may_add = executor().ask(May(permission="site.manage"), by=visitor().login)
    if not may_add and "site.manage" not in visitor().permissions:
        abort(403)
    return render_template(
        "user/sites.html",
        parts=parts(),
        sites=executor().ask(DaysOfSites(), by=visitor().login),
        fields=fields if may_add else [],
        mistakes=summary(mistakes),
        command_id=command_id() or new_id(),
    )


def _page(site: SiteDays, typed: TypedDate, reason: str, mistakes: Mapping[str, str]) -> str:
    fields: tuple[AnyField, ...] = (
        DateField(
            name="day",
            label=_("Day"),
            hint=_("For example, 27 3 2027"),
            error=mistakes.get("day", ""),
            day=typed.day,
            month=typed.month,
            year=typed.year,
        ),
        TextField(
            name="reason",
            label=_("Why is it closed?"),
            hint=_("For example, a training day"),
            value=reason,
            error=mistakes.get("reason", ""),
            autocomplete="off",
        ),
    )
    return render_template(
        "user/site.html",
        parts=parts(),
        site=site,
        fields=fields,
        mistakes=summary(mistakes),
        command_ids=new_id,
    )
