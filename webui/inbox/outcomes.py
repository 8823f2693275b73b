"""What came of an action, row by row, in words: what was done, or why not, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine.queries import TaskFates
from engine.queries.inbox import TaskFate
from webui.account.visitor import executor, visitor
from webui.inbox.acting import Outcome
from webui.language import short_moment


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One task: whether it was done, and a sentence."""

    title: str
    case: str
    url: str
    done: bool
    said: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What stands above the list after an action."""

    said: str
    rows: tuple[OutcomeRow, ...]
    failed: int


def outcomes(action: str, kept: Sequence[Outcome]) -> Outcomes | None:
    """What came of an action; None where there was none."""
    if not action:
        return None
    tasks = tuple(one.task for one in kept)
    found = executor().ask(TaskFates(tasks=tasks), by=visitor().login)
    fates = {(one.case, one.id): one for one in found}
    rows = tuple(_row(action, one, fates.get(one.task)) for one in kept)
    failed = sum(not row.done for row in rows)
    return Outcomes(_summary(action, len(rows) - failed, failed), rows, failed)


def _row(action: str, outcome: Outcome, fate: TaskFate | None) -> OutcomeRow:
    done = outcome.fate in {"done", "same"}
    if fate is None:
        return OutcomeRow(_("A task"), "", "", done, _("You may not see it."))
    url = url_for("task.task", case_id=fate.case, task_id=fate.id)
    said = _same(action) if outcome.fate == "same" else _refused(outcome.fate, fate)
    return OutcomeRow(fate.name, fate.case_number, url, done, said or _done(action, fate))


def _summary(action: str, done: int, failed: int) -> str:
    names = {
        "claim": ngettext("%(num)d task claimed", "%(num)d tasks claimed", done),
        "return": ngettext("%(num)d task returned", "%(num)d tasks returned", done),
        "assign": ngettext("%(num)d task assigned", "%(num)d tasks assigned", done),
        "due": ngettext("%(num)d due date changed", "%(num)d due dates changed", done),
        "aside": ngettext("%(num)d task put aside", "%(num)d tasks put aside", done),
        "comment": ngettext("%(num)d comment added", "%(num)d comments added", done),
    }
    said = str(names[action])
    if failed:
        said += ", " + ngettext("%(num)d refused", "%(num)d refused", failed)
    return said


def _done(action: str, fate: TaskFate) -> str:
    match action:
        case "claim":
            return str(_("It is yours."))
        case "return":
            return str(_("It is nobody's now: those whom it is for can claim it."))
        case "assign":
            return str(_("It is with %(name)s now.", name=fate.by))
        case "due":
            return str(_("It is due on another day."))
        case "aside":
            return str(_("It waits until its day, under Waiting, or is back among your tasks."))
        case _:
            return str(_("The comment is with the case."))


def _same(action: str) -> str:
    if action == "claim":
        return str(_("It was yours already."))
    return str(_("It was so already."))


def _refused(why: str, fate: TaskFate) -> str:
    """Why not; empty where it was done."""
    name, when = fate.by, short_moment(fate.at) if fate.at is not None else ""
    match why:
        case "claimed" if when:
            return str(_("%(name)s claimed it on %(when)s.", name=name, when=when))
        case "claimed":
            return str(_("%(name)s has it: the process gave it to them.", name=name))
        case "gone" if fate.status == "completed":
            return str(_("%(name)s completed it on %(when)s.", name=name, when=when))
        case "gone":
            return str(_("The process took it away on %(when)s.", when=when))
        case "not allowed" if fate.status == "ready" and not fate.by:
            return str(_("It is nobody's, or for others to do: claim it first, if you may."))
        case _:
            return _WHY.get(why, lambda: "")()


_WHY = {
    "not for them": lambda: str(
        _("That person may not do it: they need its role, and to work on the case.")
    ),
    "not allowed": lambda: str(_("It is for others to do, or not yours to change.")),
    "not seen": lambda: str(_("You may not see its case.")),
    "past": lambda: str(_("That day is over where the case is.")),
}
