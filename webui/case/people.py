"""Who works on a case, and who may see it where it is restricted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from engine.commands import (
    AssignPerson,
    AssignTeam,
    CaseNotFound,
    ListPerson,
    NotAllowed,
    OpenCase,
    RestrictCase,
    UnassignPerson,
    UnassignTeam,
    UnlistPerson,
)
from engine.errors import PasserelleError
from engine.executor import Command, new_id
from engine.queries import CasePeople
from engine.queries.case_page import CaseColleague, CaseTeam, PeopleOfCase
from webui.account.visitor import executor, visitor
from webui.case.area import ONE, area
from webui.case.frame import frame
from webui.once import command_id
from webui.redirects import see_other
from webui.view.field import AnyField, ChoiceField, Option, TextAreaField
from webui.view.listing import Mistake

_DONE: Final = {
    "assign": _l("The case is assigned to them."),
    "unassign": _l("They work on the case no longer."),
    "assign-team": _l("The case is assigned to the team."),
    "unassign-team": _l("The team works on the case no longer."),
    "list": _l("They are on the list."),
    "unlist": _l("They are on the list no longer."),
    "restrict": _l("The case is restricted. Only those on the list can see it."),
    "open": _l("The case is no longer restricted."),
}
_FIELD: Final = {
    "assign": "login",
    "assign-team": "team",
    "list": "listed",
    "restrict": "reason",
    "open": "reason",
}
"""Where something new is typed, by what is done with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """The people of a case, with the fields to change them; empty where the visitor may not."""

    people: PeopleOfCase
    fields: dict[str, AnyField]
    mistakes: tuple[Mistake, ...]
    command_id: str


@area.get(f"{ONE}/people")
def people(case_id: str) -> str:
    """Who works on it."""
    return _page(case_id, {})


@area.post(f"{ONE}/people/<what>")
def change_people(case_id: str, what: str) -> Response | tuple[str, int]:
    """Add somebody, take somebody off, restrict the case, or open it."""
    command = _command(case_id, what)
    if command is None:
        return see_other(url_for("case.people", case_id=case_id), fallback="/")
    try:
        executor().execute(command, by=visitor().login, command_id=command_id())
    except (CaseNotFound, NotAllowed):
        raise
    except PasserelleError as refused:
        return _page(case_id, {_FIELD.get(what, "people"): str(refused)}), 422
    flash(str(_DONE[what]), "success")
    return see_other(url_for("case.people", case_id=case_id), fallback="/")


def _command(case_id: str, what: str) -> Command[Any] | None:
    """What was asked for; None for nothing that there is."""
    sent = request.form
    login, team, reason = sent.get("login", ""), sent.get("team", ""), sent.get("reason", "")
    known: dict[str, Command[Any]] = {
        "assign": AssignPerson(case=case_id, login=login),
        "unassign": UnassignPerson(case=case_id, login=login),
        "assign-team": AssignTeam(case=case_id, team=team),
        "unassign-team": UnassignTeam(case=case_id, team=team),
        "list": ListPerson(case=case_id, login=sent.get("listed", "")),
        "unlist": UnlistPerson(case=case_id, login=login),
        "restrict": RestrictCase(case=case_id, reason=reason, logins=tuple(sent.getlist("keep"))),
        "open": OpenCase(case=case_id, reason=reason),
    }
    return known.get(what)


def _page(case_id: str, wrong: dict[str, str]) -> str:
    around = frame(case_id, "people", looked_at="the people")
    found = executor().ask(CasePeople(case=case_id), by=visitor().login)
    page = PeoplePage(
        people=found,
        fields=_fields(found, around.head.may, wrong, restricted=around.head.restricted),
        mistakes=tuple(Mistake(_whole(said), name) for name, said in wrong.items()),
        command_id=new_id(),
    )
    return render_template("case/people.html", frame=around, page=page, new_id=new_id)


def _whole(said: str) -> str:
    """A sentence of the engine as one on a page."""
    return f"{said[:1].upper()}{said[1:]}"


def _fields(
    found: PeopleOfCase, may: frozenset[str], wrong: dict[str, str], *, restricted: bool
) -> dict[str, AnyField]:
    fields: dict[str, AnyField] = {}
    sent = request.form
    if "case.assign" in may:
        there = {one.login for one in found.assigned}
        others = [one for one in found.colleagues if one.login not in there]
        fields["login"] = _choice("login", _("Person"), _people(others), wrong)
        fields["team"] = _choice("team", _("Team"), _teams(found.other_teams), wrong)
    if "case.restrict" in may:
        listed = {one.login for one in found.listed or ()}
        others = [one for one in found.colleagues if one.login not in listed]
        fields["listed"] = _choice("listed", _("Person"), _people(others), wrong)
        hint = (
            _("All who may otherwise read the case can then see it again.")
            if restricted
            else _("You are on the list yourself. Those who work on the case are offered below.")
        )
        fields["reason"] = TextAreaField(
            name="reason", label=_("Reason"), hint=hint, value=sent.get("reason", ""), rows=3,
            error=wrong.get("reason", ""),
        )  # fmt: skip
        fields["keep"] = ChoiceField(
            name="keep",
            label=_("Also on the list"),
            kind="checklist",
            optional=True,
            options=tuple(
                _people(
                    one for one in found.assigned if one.login not in {*listed, visitor().login}
                )
            ),
            chosen=frozenset(sent.getlist("keep") or [one.login for one in found.assigned]),
        )
    return fields


def _choice(name: str, label: str, options: Iterable[Option], wrong: dict[str, str]) -> ChoiceField:
    return ChoiceField(
        name=name,
        label=label,
        kind="select",
        options=(Option("", str(_("Choose"))), *options),
        chosen=frozenset([request.form.get(name, "")]),
        error=wrong.get(name, ""),
    )


def _people(people: Iterable[CaseColleague]) -> Iterable[Option]:
    for one in people:
        roles = ", ".join(one.roles)
        yield Option(one.login, f"{one.name} ({roles})" if roles else one.name)


def _teams(teams: Iterable[CaseTeam]) -> Iterable[Option]:
    return (Option(one.id, one.name) for one in teams)
