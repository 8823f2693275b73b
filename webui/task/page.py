"""What the pages of a task show, put together from answers of the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, assert_never

from flask import url_for
from flask_babel import gettext as _

from engine.executor import new_id
from engine.queries import DoneTask
from engine.queries.task_form import AnsweredBefore, AnswerLine, Sheet, TaskDue, TaskFacts
from webui.language import short_date, short_moment
from webui.task.asked import Asked
from webui.view.case import Diagram, TimelineEntry
from webui.view.due import Due, DueGroup
from webui.view.listing import Link, SummaryRow
from webui.view.status import Tag, task_tag

_GROUPS: Final = {
    "critically overdue": DueGroup.CRITICAL,
    "overdue": DueGroup.OVERDUE,
    "due soon": DueGroup.SOON,
    "not due yet": DueGroup.LATER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was answered before: a sentence, and the answers."""

    said: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """A page of a task.

    Attributes:
        notice: Why nothing can be sent; empty where something can.
        answers_url: Where what was answered can be read; empty for nothing.
        diagram: The step in its diagram; None on pages without it.
        urls: Where its forms are sent, by what they do.
    """

    facts: TaskFacts
    tag: Tag
    due: Due | None
    rows: tuple[SummaryRow, ...]
    notice: str
    asked: Asked | None
    before: Before | None
    done: tuple[TimelineEntry, ...]
    crumbs: tuple[Link, ...]
    case_url: str
    answers_url: str
    urls: dict[str, str]
    command_id: str
    diagram: Diagram | None = None


def task_page(facts: TaskFacts, asked: Asked | None, sheet: Sheet | None,
              done: Iterable[DoneTask]) -> TaskPage:  # fmt: skip
    """The page of a task, without its diagram."""
    before = sheet.before if sheet is not None else None
    case_url = url_for("case.case", case_id=facts.case)
    inbox = Link(_("Tasks"), inbox_url())
    case = Link(facts.case_number, case_url)
    return TaskPage(
        facts=facts,
        tag=task_tag(facts.status),  # type: ignore[arg-type]  # the engine knows these four
        due=due_shown(facts.due) if facts.ended_at is None else None,
        rows=_about(facts),
        notice=_notice(facts, asked),
        asked=asked,
        before=_before(before) if before is not None else None,
        done=tuple(_entry(facts.case, one) for one in done),
        crumbs=(inbox, case),
        case_url=case_url,
        answers_url=_answers_url(facts),
        urls={what: address(facts, what) for what in _PAGES},
        command_id=new_id(),
    )


def answers(lines: Iterable[AnswerLine], facts: TaskFacts) -> tuple[SummaryRow, ...]:
    """The answers to check, each with the way back to its field."""
    there = address(facts, "task")
    return tuple(
        SummaryRow(one.label, tuple(one.text.splitlines()), f"{there}#{one.name}") for one in lines
    )


def address(facts: TaskFacts, what: str) -> str:
    """The address of a page of a task, or of what its forms are sent to."""
    return url_for(f"task.{what}", case_id=facts.case, task_id=facts.id)


def inbox_url() -> str:
    """The page that one comes from and goes back to."""
    return url_for("inbox.tasks")


def due_shown(due: TaskDue | None) -> Due | None:
    """When it is due, as a badge shows it."""
    return Due(group=_GROUPS[due.group], days=due.days, on=due.on) if due is not None else None


_PAGES: Final = ("task", "questions", "complete", "drop", "claim", "give_back")


def _answers_url(facts: TaskFacts) -> str:
    if not facts.submission:
        return ""
    return url_for("case.answer", case_id=facts.case, submission_id=facts.submission)


def _about(facts: TaskFacts) -> tuple[SummaryRow, ...]:
    rows = [SummaryRow(_("For"), facts.groups or (_("Whoever completes tasks in this case"),))]
    if facts.ended_at is None:
        who = facts.assignee_name if facts.assignee else _("Nobody yet")
        rows.append(SummaryRow(_("Claimed by"), (who,)))
    rows.append(SummaryRow(_("Process"), (facts.process,)))
    if facts.standards:
        rows.append(SummaryRow(_("Standards"), (", ".join(facts.standards),)))
    return tuple(rows)


def _notice(facts: TaskFacts, asked: Asked | None) -> str:
    match facts.standing:
        case "ended":
            said = _ended(facts)
            unsent = _("What you typed was not sent: it is below, for you to copy.")
            return f"{said} {unsent}" if asked is not None else said
        case "taken":
            return _taken(facts)
        case "others":
            return str(
                _("This task is for others to do. You see that it is open, not what it asks.")
            )
        case "yours" | "free":
            return ""
        case _:
            assert_never(facts.standing)


def _taken(facts: TaskFacts) -> str:
    if facts.claimed_at is None:
        return str(_("This task was given to %(name)s.", name=facts.assignee_name))
    return str(
        _(
            "%(name)s claimed this task on %(when)s. Ask them for it, or a team leader.",
            name=facts.assignee_name,
            when=short_moment(facts.claimed_at),
        )
    )


def _ended(facts: TaskFacts) -> str:
    when = short_moment(facts.ended_at) if facts.ended_at is not None else ""
    if facts.status == "completed":
        return str(_("%(name)s completed this task on %(when)s.", name=facts.ended_by, when=when))
    return str(_("The process took this task away on %(when)s: it is not needed.", when=when))


def _before(before: AnsweredBefore) -> Before:
    hidden = _("Not shown to your role")
    said = _(
        "Answered before by %(name)s on %(day)s",
        name=before.by,
        day=short_date(before.at.date()),
    )
    rows = tuple(
        SummaryRow(one.label, tuple(one.text.splitlines()) if one.shown else (hidden,))
        for one in before.lines
    )
    return Before(said=said, rows=rows)


def _entry(case: str, one: DoneTask) -> TimelineEntry:
    url = url_for("task.task", case_id=case, task_id=one.id)
    return TimelineEntry(title=one.name, at=one.at, actor=one.by, url=url)
