"""The inbox: a list, what is done to its rows, and whether it has changed."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.executor import new_id
from engine.queries import InboxChanges, TaskFates
from webui.account.visitor import executor, visitor
from webui.inbox.acting import Action, Details, do, keep, keep_selected, kept, selected, written
from webui.inbox.asked import asked_back, asked_for
from webui.inbox.changing import FORMS, Change, button, change_sent, heading
from webui.inbox.outcomes import outcomes
from webui.inbox.page import inbox_page
from webui.once import command_id
from webui.redirects import see_other
from webui.view.listing import Mistake

area = Blueprint("inbox", __name__, url_prefix="/tasks")

_AT_ONCE: Final[tuple[Action, ...]] = ("claim", "return")


@area.get("")
def tasks() -> str:
    """A page of tasks."""
    asked = asked_for(request.args)
    found = executor().ask(asked.query, by=visitor().login)
    action, before = kept()
    page = inbox_page(asked, found, frozenset(one.task for one in before if one.fate != "done"))
    return render_template(
        "inbox/tasks.html", page=page, outcomes=outcomes(action, before), command_id=new_id()
    )


@area.post("")
def act() -> Response:
    """Do something to the tasks that are selected, or ask what is needed for it."""
    asked = asked_back(request.form.get("back", ""))
    # The button of a row is about that row alone.
    one = request.form.get("claim", "")
    some = selected([one] if one else request.form.getlist("task"))
    action = "claim" if one else request.form.get("action", "")
    if not some:
        flash(_("Select one task or several first."), "warning")
    elif action in _AT_ONCE:
        keep(action, do(action, some, Details(), command_id()))
    elif action in FORMS:
        there = url_for("inbox.change", action=action, task=written(some),
                        back=urlencode(asked.said()))  # fmt: skip
        return see_other(there, fallback="/")
    return see_other(asked.url(), fallback="/")


@area.route("/<action>", methods=["GET", "POST"])
def change(action: str) -> Response | tuple[str, int]:
    """What an action needs to know, for the tasks that the address names."""
    if action not in FORMS:
        abort(404)
    some = selected(request.args.getlist("task"))
    asked = asked_back(request.args.get("back", ""))
    if not some or "leave" in request.form:
        keep_selected(some)
        return see_other(asked.url(), fallback="/")
    if request.method == "GET":
        return _form(Change(action), some, {})
    sent = change_sent(action, request.form)
    mistakes = sent.mistakes()
    if mistakes:
        return _form(sent, some, mistakes)
    keep(action, do(action, some, sent.details, command_id()))
    return see_other(asked.url(), fallback="/")


@area.get("/changes")
def changes() -> str:
    """Whether the list is another by now; nothing where it is not."""
    asked = asked_for(request.args)
    marks = frozenset(filter(None, request.args.get("marks", "").split(".")))
    question = InboxChanges(inbox=asked.query, marks=marks)
    changed = executor().ask(question, by=visitor().login)
    return render_template("inbox/changes.html", changed=changed, url=asked.url())


def _form(
    sent: Change, some: tuple[tuple[str, str], ...], mistakes: dict[str, str]
) -> tuple[str, int]:
    found = executor().ask(TaskFates(tasks=some), by=visitor().login)
    page = render_template(
        "inbox/change.html",
        heading=heading(sent.action, len(some)),
        button=button(sent.action),
        fields=sent.fields(mistakes),
        mistakes=[Mistake(message, name) for name, message in mistakes.items()],
        tasks=found,
        command_id=command_id() or new_id(),
    )
    return page, 422 if mistakes else 200
