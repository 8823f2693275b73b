"""Invented content for the components. Nobody in it exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Final

from webui.layout import Crumb, Furniture, NavigationItem
from webui.style_guide import story
from webui.view.due import Due, DueGroup
from webui.view.field import ChoiceField, Option, TextField
from webui.view.listing import Empty, Figure, FilterBar, Link, Paging, SummaryRow
from webui.view.status import Tag, case_tag, task_tag
from webui.view.task import TaskGroup, TaskRow

COMPLETED: Final = "Record session 14 is completed. Next for this case: prepare the conference."
MESSAGES: Final = (
    ("success", COMPLETED),
    ("info", "Release 12 of the processes is in use since this morning."),
    ("warning", "Two tasks could not be handed over: see the marked rows."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Everything that the pages of the guide show."""

    pages: tuple[Link, ...]
    crumbs: tuple[Crumb, ...]
    case_crumbs: tuple[Crumb, ...]
    tags: tuple[Tag, ...]
    dues: tuple[Due, ...]
    figures: tuple[Figure, ...]
    groups: tuple[TaskGroup, ...]
    filters: FilterBar
    paging: Paging
    empty: Empty
    summary: tuple[SummaryRow, ...]
    answers: tuple[tuple[str, tuple[SummaryRow, ...]], ...]
    case: story.Story


def furniture(*, current: str) -> Furniture:
    """The frame of a page for somebody who is signed in."""
    items = (
        ("my_work", "My work", "/style-guide/my-work", 23),
        ("case", "Cases", "/style-guide/case", 0),
        ("overview", "Overview", "#overview", 0),
        ("processes", "Processes", "#processes", 0),
        ("components", "Style guide", "/style-guide", 0),
    )
    part = "my_work" if current == "task" else current
    return Furniture(
        home_url="/style-guide",
        navigation=tuple(
            NavigationItem(label=label, url=url, count=count, current=name == part)
            for name, label, url, count in items
        ),
        person="Anneke Sorrel",
        account_url="#account",
        sign_out_url="#sign-out",
        search_url="/style-guide/my-work",
        note="Invented data. No person in it exists.",
    )


def guide() -> Guide:
    """The content, with the words of statuses in the language of the page."""
    groups = _groups()
    return Guide(
        pages=(
            Link("Components", "/style-guide", current=True),
            Link("Example: my work", "/style-guide/my-work"),
            Link("Example: a task", "/style-guide/task"),
            Link("Example: a case", "/style-guide/case"),
        ),
        crumbs=(
            Crumb("My work", "/style-guide/my-work"),
            Crumb("EX-2026-0042", "/style-guide/case"),
        ),
        case_crumbs=(Crumb("Cases", "#cases"), Crumb("Aldermoor", "#aldermoor")),
        tags=(
            *(task_tag(one) for one in ("ready", "reserved", "completed", "terminated")),
            *(case_tag(one) for one in ("active", "suspended", "cancelled", "failed")),
        ),
        dues=tuple(row.due for group in groups for row in group.rows if row.due),
        figures=(
            Figure(2, "critically overdue", "#group-critical", "critical"),
            Figure(3, "overdue", "#group-overdue", "overdue"),
            Figure(6, "due within 3 days", "#group-soon", "soon"),
            Figure(1204, "open in your team", "#team", "plain"),
        ),
        groups=groups,
        filters=_filters(),
        paging=_paging(),
        empty=Empty(
            "Nothing is waiting for you",
            "Tasks appear here when a case needs you. Your team has 4 that nobody has claimed.",
            Link("Show the tasks of your team", "#team"),
        ),
        summary=(
            SummaryRow("Case manager", ("Anneke Sorrel",)),
            SummaryRow("Track", ("Individual programme, intensity 2",), "#track"),
            SummaryRow("Interpreter", (), "#interpreter"),
        ),
        answers=story.ANSWERS,
        case=story.story(),
    )


def _groups() -> tuple[TaskGroup, ...]:
    rows = (
        (
            "Approve safety plan before release",
            "0031",
            "Joren Vask",
            "Release preparation",
            -9,
            None,
        ),
        ("Report to the release panel", "0017", "Ilse Marrow", "Release preparation", -6, None),
        ("Record session 14", "0042", "Mira Tolland", "Delivery", -2, None),
        ("Co-sign intervention plan", "0058", "Dorin Pell", "Planning", -1, None),
        (
            "Second assessor: review of risk assessment",
            "0061",
            "Tamsin Orre",
            "Assessment",
            0,
            None,
        ),
        (
            "Answer information request from Eastquay",
            "0042",
            "Mira Tolland",
            "Sharing",
            0,
            time(16),
        ),
        ("Prepare case conference", "0042", "Mira Tolland", "Reassessment", 2, None),
        ("Explain measures to participant", "0066", "Evin Carrow", "Engagement", 6, None),
        ("Review of housing decision", "0023", "Lune Abbery", "Classification", 12, None),
    )
    days = {-9: 11, -6: 16, -2: 20, -1: 23, 0: 24, 2: 26, 6: 32, 12: 40}
    made = []
    for number, (title, case, person, step, left, at) in enumerate(rows):
        day = days[left]
        on = date(2026, 11, day) if day <= 30 else date(2026, 12, day - 30)
        due = Due(group=_group(left), days=left, on=on, at=at)
        assignee = ("Anneke Sorrel", "", "Pavel Innes")[number % 3]
        row = TaskRow(
            id=f"t{number}",
            title=title,
            url="/style-guide/task",
            case=f"EX-2026-{case}",
            case_url="/style-guide/case",
            person=person,
            step_of=step,
            due=due,
            status=task_tag("reserved" if assignee else "ready"),
            assignee=assignee,
            mine=assignee == "Anneke Sorrel",
        )
        made.append(row)
    by_group = {one: tuple(r for r in made if r.due and r.due.group is one) for one in DueGroup}
    return tuple(TaskGroup(one, len(found), found) for one, found in by_group.items() if found)


def _group(left: int) -> DueGroup:
    if left < -5:
        return DueGroup.CRITICAL
    if left < 0:
        return DueGroup.OVERDUE
    return DueGroup.SOON if left <= 3 else DueGroup.LATER


def _filters() -> FilterBar:
    whose = (Option("mine", "Mine and my team's"), Option("me", "Claimed by me"))
    stages = (Option("", "All stages"), Option("delivery", "Delivery"))
    return FilterBar(
        url="/style-guide/my-work",
        fields=(
            TextField(name="words", label="Task, case or person", type="search"),
            ChoiceField(name="whose", label="Whose", kind="select", options=whose),
            ChoiceField(name="stage", label="Stage", kind="select", options=stages),
        ),
        active=(Link("Site: Aldermoor", "#no-site"), Link("Due before 1 Dec", "#no-date")),
        views=(
            Link("Everything", "#everything", current=True),
            Link("Waiting for co-signing", "#cosigning"),
            Link("Releases in 3 months", "#releases"),
        ),
        clear_url="#clear",
    )


def _paging() -> Paging:
    numbers = (
        Link("1", "#1"),
        None,
        Link("4", "#4"),
        Link("5", "#5", current=True),
        Link("6", "#6"),
    )
    return Paging(
        first=101,
        last=125,
        total=1204,
        pages=(*numbers, None, Link("49", "#49")),
        previous_url="#4",
        next_url="#6",
    )
