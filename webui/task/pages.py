"""One task: its form, the check of the answers, and completing it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.commands import (
    ClaimTask,
    CompleteTask,
    DropDraft,
    FormNotAccepted,
    KeepDraft,
    RecordAccess,
    ReturnTask,
    TaskClaimed,
    TaskNotOpen,
)
from engine.queries import DoneTasks, TaskForm, TaskPaper
from engine.queries.case_diagram import CaseDiagram
from engine.queries.task_form import Sheet, TaskFacts
from webui.account.visitor import executor, visitor
from webui.case.diagram import shown
from webui.redirects import see_other
from webui.task.asked import asked_of, just_saved
from webui.task.onward import onward, told
from webui.task.page import address, answers, inbox_url, task_page
from webui.task.sent import Sent, sent
from webui.view.case import Diagram

area = Blueprint(
    "task",
    __name__,
    url_prefix="/cases/<string(length=32):case_id>/tasks/<string(length=32):task_id>",
)

Answer = Response | tuple[str, int]


@area.get("")
def task(case_id: str, task_id: str) -> str:
    """The task with its form, as far as it is for the visitor."""
    paper = _ask(case_id, task_id)
    _record(case_id, paper)
    return _page(paper)


@area.post("")
def send(case_id: str, task_id: str) -> Answer:
    """Keep what was typed; go on to the check, or add a row, or come back later."""
    given = sent(request)
    paper = _ask(case_id, task_id, given.typed, check=True)
    sheet = _at_work(paper)
    if sheet is None:
        return _lost(case_id, task_id, given)
    _keep(case_id, task_id, sheet.typed)
    if given.rows:
        return see_other(f"{address(paper.facts, 'task')}#{given.rows}", fallback="/")
    if given.go == "later":
        flash(_("What you typed is kept. You find it when you open the task again."), "success")
        return see_other(inbox_url(), fallback="/")
    new = given.new(sheet.asked)
    if sheet.ok and not new:
        return see_other(address(paper.facts, "check"), fallback="/")
    return _page(paper, new, checked=True), 422


@area.post("/questions")
def questions(case_id: str, task_id: str) -> Answer:
    """The questions that are asked by now, for a script; what was typed is kept meanwhile."""
    given = sent(request)
    paper = _ask(case_id, task_id, given.typed)
    sheet = _at_work(paper)
    if sheet is None:
        _keep(case_id, task_id, given.typed)
        return render_template("task/gone.html", page=task_page(paper.facts, None, None, ())), 409
    saved = just_saved(_keep(case_id, task_id, sheet.typed))
    asked = dataclasses.replace(asked_of(sheet), saved=saved)
    return render_template("task/questions.html", asked=asked), 200


@area.get("/check")
def check(case_id: str, task_id: str) -> Response | str:
    """The answers in words, to be checked before they are sent."""
    paper = _ask(case_id, task_id, check=True)
    sheet = _at_work(paper)
    if sheet is None or not sheet.ok:
        return see_other(address(paper.facts, "task"), fallback="/")
    _record(case_id, paper)
    shown = answers(sheet.lines, paper.facts)
    hidden = tuple((name, text) for name, texts in sheet.typed.items() for text in texts)
    page = task_page(paper.facts, None, None, ())
    return render_template("task/check.html", page=page, answers=shown, hidden=hidden)


@area.post("/complete")
def complete(case_id: str, task_id: str) -> Answer:
    """Complete the task with what was sent."""
    given = sent(request)
    command = CompleteTask(case=case_id, task=task_id, answers=given.answers)
    try:
        done = executor().execute(command, by=visitor().login, command_id=given.command_id)
    except FormNotAccepted:
        return _page(_ask(case_id, task_id, given.typed, check=True), checked=True), 422
    except (TaskNotOpen, TaskClaimed):
        return _lost(case_id, task_id, given)
    flash(told(case_id, done), "success")
    return see_other(onward(case_id, given.then), fallback="/")


@area.post("/claim")
def claim(case_id: str, task_id: str) -> Response:
    """Take the task on; what was typed so far is kept."""
    return _hand(ClaimTask(case=case_id, task=task_id), _("The task is yours now."))


@area.post("/return")
def give_back(case_id: str, task_id: str) -> Response:
    """Let the task be nobody's again; what was typed so far is kept."""
    done = _("The task is given back. What you typed is kept for you alone.")
    return _hand(ReturnTask(case=case_id, task=task_id), done)


@area.post("/drop")
def drop(case_id: str, task_id: str) -> Response:
    """Forget what was typed."""
    executor().execute(DropDraft(case=case_id, task=task_id), by=visitor().login)
    flash(_("What you had typed is gone. The form is as it was at first."), "success")
    return see_other(request.path.removesuffix("/drop"), fallback="/")


def _hand(command: ClaimTask | ReturnTask, done: str) -> Response:
    given = sent(request)
    if given.typed:
        _keep(command.case, command.task, given.typed)
    try:
        executor().execute(command, by=visitor().login)
        flash(done, "success")
    except (TaskNotOpen, TaskClaimed):
        pass  # Who and when stands on the page of the task, which one sees next.
    there = url_for("task.task", case_id=command.case, task_id=command.task)
    return see_other(there, fallback="/")


def _ask(
    case_id: str,
    task_id: str,
    typed: Mapping[str, list[str]] | None = None,
    *,
    check: bool = False,
) -> TaskPaper:
    question = TaskForm(case=case_id, task=task_id, typed=typed, check=check)
    return executor().ask(question, by=visitor().login)


def _at_work(paper: TaskPaper) -> Sheet | None:
    """The form, where the visitor may send it."""
    return paper.sheet if paper.facts.standing in {"yours", "free"} else None


def _keep(case_id: str, task_id: str, typed: Mapping[str, Sequence[str]]) -> datetime.datetime:
    command = KeepDraft(case=case_id, task=task_id, typed=typed)
    return datetime.datetime.fromisoformat(executor().execute(command, by=visitor().login))


def _lost(case_id: str, task_id: str, given: Sent) -> tuple[str, int]:
    """Somebody was faster: say who and when, and keep what was typed."""
    _keep(case_id, task_id, given.typed)
    return _page(_ask(case_id, task_id, given.typed)), 409


def _page(paper: TaskPaper, new: tuple[str, ...] = (), *, checked: bool = False) -> str:
    facts, sheet = paper.facts, paper.sheet
    done = executor().ask(DoneTasks(case=facts.case), by=visitor().login)
    asked = asked_of(sheet, new, checked=checked) if sheet is not None else None
    page = dataclasses.replace(task_page(facts, asked, sheet, done), diagram=_diagram(facts))
    return render_template("task/task.html", page=page)


def _diagram(facts: TaskFacts) -> Diagram:
    question = CaseDiagram(case=facts.case, instance=facts.instance)
    return shown(facts.case, executor().ask(question, by=visitor().login))


def _record(case_id: str, paper: TaskPaper) -> None:
    what = "the facts of a task" if paper.sheet is None else "the form of a task"
    executor().execute(RecordAccess(case=case_id, what=what), by=visitor().login)
