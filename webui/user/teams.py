"""Teams: people who share cases."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.commands import AddToTeam, CreateTeam, RemoveFromTeam
from engine.errors import PasserelleError
from engine.executor import new_id
from engine.queries import May, Team, Teams, UsersList
from webui.account.visitor import executor, visitor
from webui.once import command_id
from webui.redirects import see_other
from webui.user.area import (
    area,
    manages_somewhere,
    only_those_who_manage,
    parts,
    sentence,
    site_options,
    summary,
)
from webui.view.field import AnyField, ChoiceField, Option, TextField


@area.get("/teams")
def teams() -> str:
    """Which there are."""
    return _list({}, {})


@area.post("/teams")
def create_team() -> Response | tuple[str, int]:
    """Make a team."""
    only_those_who_manage()
    sent = {name: request.form.get(name, "") for name in ("name", "site")}
    command = CreateTeam(name=sent["name"], site=sent["site"] or None)
    try:
        made = executor().execute(command, by=visitor().login, command_id=command_id())
    except PasserelleError as refused:
        return _list(sent, {"name": sentence(str(refused))}), 422
    flash(_("The team is there now. Add those who work in it."), "success")
    return see_other(url_for("user.team", team_id=made), fallback="/")


@area.get("/teams/<team_id>")
def team(team_id: str) -> str:
    """Who is in it."""
    return _page(_team(team_id), {})


@area.post("/teams/<team_id>/add")
def add_to_team(team_id: str) -> Response | tuple[str, int]:
    """Take somebody in."""
    only_those_who_manage()
    shown, login = _team(team_id), request.form.get("login", "")
    if not login:
        return _page(shown, {"login": _("Choose who joins the team")}), 422
    try:
        executor().execute(
            AddToTeam(team=team_id, login=login), by=visitor().login, command_id=command_id()
        )
    except PasserelleError as refused:
        return _page(shown, {"login": sentence(str(refused))}), 422
    flash(_("%(login)s is in the team now.", login=login), "success")
    return see_other(url_for("user.team", team_id=team_id), fallback="/")


@area.post("/teams/<team_id>/remove")
def remove_from_team(team_id: str) -> Response:
    """Take somebody out."""
    only_those_who_manage()
    login = request.form.get("login", "")
    executor().execute(
        RemoveFromTeam(team=team_id, login=login), by=visitor().login, command_id=command_id()
    )
    flash(_("%(login)s is no longer in the team.", login=login), "success")
    return see_other(url_for("user.team", team_id=team_id), fallback="/")


def _team(team_id: str) -> Team:
    found = [one for one in executor().ask(Teams(), by=visitor().login) if one.id == team_id]
    return found[0] if found else abort(404)


def _list(sent: Mapping[str, str], mistakes: Mapping[str, str]) -> str:
    fields: tuple[AnyField, ...] = (
        TextField(
            name="name",
            label=_("Name of the team"),
            value=sent.get("name", ""),
            error=mistakes.get("name", ""),
            autocomplete="off",
        ),
        ChoiceField(
            name="site",
            label=_("Site"),
            kind="select",
            options=site_options(_("Whole programme")),
            chosen=frozenset({sent.get("site", visitor().site or "")}),
        ),
    )
    return render_template(
        "user/teams.html",
        parts=parts(),
        teams=executor().ask(Teams(), by=visitor().login),
        fields=fields if manages_somewhere() else (),
        mistakes=summary(mistakes),
        command_id=command_id() or new_id(),
    )


def _page(team: Team, mistakes: Mapping[str, str]) -> str:
    inside = {one.login for one in team.members}
    others = [
        Option(one.login, f"{one.name} ({one.login})")
        for one in executor().ask(UsersList(status="active"), by=visitor().login)
        if one.login not in inside
    ]
    who = ChoiceField(
        name="login",
        label=_("Who joins the team?"),
        kind="select",
        options=(Option("", _("Choose an account")), *others),
        error=mistakes.get("login", ""),
    )
    may_change = executor().ask(May(permission="user.manage", site=team.site), by=visitor().login)
    return render_template(
        "user/team.html",
        parts=parts(),
        team=team,
        who=who,
        may_change=may_change,
        mistakes=summary(mistakes),
        command_ids=new_id,
    )
