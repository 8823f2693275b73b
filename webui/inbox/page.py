"""What a page of the inbox shows, put together from the answer of the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine.queries import InboxFilters
from engine.queries.inbox import FOR_ALL_TO_SEE, PAGE, InboxPage, InboxTask, View
from webui.account.visitor import executor, visitor
from webui.inbox.asked import Asked
from webui.inbox.changing import colleagues
from webui.inbox.empty import why_empty
from webui.inbox.filters import FilterForm, filter_form
from webui.language import short_date
from webui.task.page import due_shown
from webui.view.due import DueGroup
from webui.view.listing import Empty, Link, Paging, amount
from webui.view.status import task_tag
from webui.view.task import TaskGroup, TaskRow

_GROUPS: Final = {
    "critically overdue": DueGroup.CRITICAL,
    "overdue": DueGroup.OVERDUE,
    "due soon": DueGroup.SOON,
    "not due yet": DueGroup.LATER,
}
_NAMES: Final[Mapping[View, Callable[[], str]]] = {
    "mine": lambda: _("My tasks"),
    "team": lambda: _("Unclaimed"),
    "overdue": lambda: _("Overdue"),
    "week": lambda: _("Due this week"),
    "waiting": lambda: _("Waiting"),
    "done": lambda: _("Completed by me"),
    "unassigned": lambda: _("Nobody's, in my teams"),
    "person": lambda: _("Of one person"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxShown:
    """A page of the inbox.

    Attributes:
        said: What the list is, in a sentence: how many, which, narrowed down by what.
        actions: What can be done to what is selected: the word to send and its label.
        empty: Why there is nothing; None where there is something.
        back: The list, as its forms say it.
        marks_url: Where to ask whether it has changed.
    """

    heading: str
    said: str
    tabs: tuple[Link, ...]
    filters: FilterForm
    groups: tuple[TaskGroup, ...]
    actions: tuple[Link, ...]
    paging: Paging | None
    empty: Empty | None
    back: str
    marks_url: str


def inbox_page(asked: Asked, found: InboxPage, chosen: frozenset[tuple[str, str]]) -> InboxShown:
    """The page; `chosen` are the tasks that are selected from the beginning."""
    heading = _heading(asked)
    choices = executor().ask(InboxFilters(), by=visitor().login)
    filters = filter_form(asked, choices)
    marks = ".".join(row.mark for row in found.rows)
    shown = [heading, *(chip.label for chip in filters.active)]
    return InboxShown(
        heading=heading,
        said=" · ".join((_many(found.total), *shown[1:])),
        tabs=tuple(_tab(asked, found, view) for view in found.views),
        filters=filters,
        groups=_groups(found, chosen),
        actions=_actions(asked.view),
        paging=_paging(asked, found) if found.pages > 1 else None,
        empty=None if found.rows else why_empty(asked, found),
        back=asked.url().partition("?")[2],
        marks_url=asked.url("inbox.changes", marks=marks),
    )


def _heading(asked: Asked) -> str:
    if asked.view == "person":
        login = asked.filters.person
        names = (one.name for one in colleagues() if one.login == login)
        return str(_("Tasks of %(name)s", name=next(names, login)))
    return str(_NAMES[asked.view]())


def _many(total: int) -> str:
    if total > FOR_ALL_TO_SEE:
        return str(_("More than %(number)s tasks", number=FOR_ALL_TO_SEE))
    return str(ngettext("%(num)d task", "%(num)d tasks", total))


def _tab(asked: Asked, found: InboxPage, view: View) -> Link:
    count = found.counts.get(view)
    return Link(
        str(_NAMES[view]()),
        asked.seen_as(view).url(),
        current=view == asked.view,
        count="" if count is None else amount(count),
    )


def _groups(found: InboxPage, chosen: frozenset[tuple[str, str]]) -> tuple[TaskGroup, ...]:
    me = visitor().login
    return tuple(
        TaskGroup(
            _GROUPS.get(group.name),
            group.total,
            tuple(_row(row, me, (row.case, row.id) in chosen) for row in group.rows),
        )
        for group in found.groups
    )


def _row(row: InboxTask, me: str, selected: bool) -> TaskRow:
    known = "case.case" in current_app.view_functions
    return TaskRow(
        id=f"{row.case}.{row.id}",
        title=row.name,
        url=url_for("task.task", case_id=row.case, task_id=row.id) if row.readable else "",
        case=row.case_number,
        case_url=url_for("case.case", case_id=row.case) if row.readable and known else "",
        person=row.person,
        step_of=row.process,
        due=due_shown(row.due),
        status=task_tag(row.status),  # type: ignore[arg-type]  # the engine knows these four
        assignee=row.assignee_name,
        mine=row.assignee == me,
        stage=words_of_stage(row.stage),
        notes=_notes(row),
        selected=selected,
        claimable=row.status == "ready" and row.readable,
        ended=row.ended_at,
    )


def words_of_stage(key: str) -> str:
    """A stage as diagrams name it, as words: "Release preparation"."""
    return key.replace("_", " ").capitalize()


def _notes(row: InboxTask) -> tuple[str, ...]:
    found = []
    if row.restricted:
        found.append(_("Restricted case"))
    if row.follow_up is not None:
        found.append(_("Put aside until %(day)s", day=short_date(row.follow_up)))
    if row.commented_at is not None:
        found.append(_("Comment of %(day)s", day=short_date(row.commented_at.date())))
    return tuple(map(str, found))


def _actions(view: View) -> tuple[Link, ...]:
    """Words and labels; the address is the word that is sent."""
    if view == "done":
        return (Link(_("Comment"), "comment"),)
    found = [Link(_("Claim"), "claim"), Link(_("Return"), "return"), Link(_("Assign"), "assign")]
    found.append(Link(_("Put aside"), "aside"))
    if "task.reassign" in visitor().permissions:
        found.append(Link(_("Due date"), "due"))
    found.append(Link(_("Comment"), "comment"))
    return tuple(found)


def _paging(asked: Asked, found: InboxPage) -> Paging:
    page, pages = found.page, found.pages
    near = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    links: list[Link | None] = []
    for place, number in enumerate(near):
        if place and number - near[place - 1] > 1:
            links.append(None)
        links.append(Link(str(number), asked.on(number).url(), current=number == page))
    return Paging(
        first=found.first,
        last=min(found.first + PAGE - 1, found.first + len(found.rows) - 1),
        total=found.total,
        pages=tuple(links),
        previous_url=asked.on(page - 1).url() if page > 1 else "",
        next_url=asked.on(page + 1).url() if page < pages else "",
    )
