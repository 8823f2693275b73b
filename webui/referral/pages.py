"""The three steps of a referral. Nothing is kept between them but in their addresses, sealed."""

from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.commands import PersonKnown, PersonNotFound, RecordAccess
from engine.errors import PasserelleError
from engine.executor import machine_now, new_id
from webui.account.visitor import executor, visitor
from webui.once import command_id
from webui.redirects import see_other
from webui.referral.cards import cards, hidden_matches
from webui.referral.confirmation import Confirmation, confirmation, field_of
from webui.referral.search import Search, opened_search, typed_search
from webui.view.listing import Mistake

area = Blueprint("referral", __name__, url_prefix="/referrals/new")


@area.before_request
def _only_those_who_refer() -> None:
    if "case.start" not in visitor().permissions:
        abort(403)


@area.route("", methods=["GET", "POST"])
def new() -> Response | tuple[str, int]:
    """Step 1: whom one looks for."""
    if request.method == "GET":
        return _ask(opened_search(request.args.get("search", "")) or Search(), {})
    search = typed_search(request.form)
    mistakes = search.mistakes(machine_now().date())
    if mistakes:
        return _ask(search, mistakes)
    return see_other(url_for("referral.people", search=search.sealed()), fallback="/")


@area.get("/people")
def people() -> Response | str:
    """Step 2: who is known already."""
    search = opened_search(request.args.get("search", ""))
    if search is None:
        return _begin_again()
    found = executor().ask(search.question(), by=visitor().login)
    _record(found.read)
    return render_template(
        "referral/people.html",
        search=search,
        people=cards(found, search.sealed()),
        hidden=hidden_matches(found),
        ask=found.ask,
        new_url=url_for("referral.confirm", search=search.sealed(found.ids), person="new"),
        change_url=url_for("referral.new", search=search.sealed()),
    )


@area.route("/confirm", methods=["GET", "POST"])
def confirm() -> Response | tuple[str, int]:
    """Step 3: where the person is, and who is to work on the case."""
    search = opened_search(request.args.get("search", ""))
    if search is None:
        return _begin_again()
    found = executor().ask(search.question(), by=visitor().login)
    asked = confirmation(search, found, request.args.get("person", ""), request.form)
    if asked is None:
        return see_other(url_for("referral.people", search=search.sealed()), fallback="/")
    if request.method == "POST":
        return _begin(search, asked)
    if asked.known is not None:
        _record(tuple(case.id for case in asked.known.cases))
    return _check(search, asked, {})


def _begin(search: Search, asked: Confirmation) -> Response | tuple[str, int]:
    mistakes = asked.mistakes()
    if mistakes:
        return _check(search, asked, mistakes)
    try:
        answer = executor().execute(
            asked.command(search), by=visitor().login, command_id=command_id()
        )
    except (PersonKnown, PersonNotFound):
        flash(_("Somebody like this was entered a moment ago. Look again who it is."), "warning")
        return see_other(url_for("referral.people", search=search.sealed()), fallback="/")
    except PasserelleError as refused:
        field = field_of(refused)
        if field is None:
            raise
        return _check(search, asked, {field: str(refused)})
    flash(_("Case %(number)s has begun. Register the referral now.", number=answer["number"]),
          "success")  # fmt: skip
    there = url_for("task.task", case_id=answer["id"], task_id=answer["task"])
    return see_other(there, fallback="/")


def _ask(search: Search, mistakes: dict[str, str]) -> tuple[str, int]:
    page = render_template(
        "referral/new.html",
        fields=search.fields(mistakes),
        mistakes=[Mistake(message, name) for name, message in mistakes.items()],
    )
    return page, 422 if mistakes else 200


def _check(search: Search, asked: Confirmation, mistakes: dict[str, str]) -> tuple[str, int]:
    page = render_template(
        "referral/confirm.html",
        asked=asked,
        fields=asked.fields(mistakes),
        mistakes=[Mistake(message, name) for name, message in mistakes.items()],
        back_url=url_for("referral.people", search=search.sealed()),
        command_id=command_id() or new_id(),
    )
    return page, 422 if mistakes else 200


def _begin_again() -> Response:
    flash(_("Your search is out of date. Look for the person again."), "warning")
    return see_other(url_for("referral.new"), fallback="/")


def _record(cases: tuple[str, ...]) -> None:
    for case in cases:
        executor().execute(RecordAccess(case=case, what="a search for people"), by=visitor().login)
