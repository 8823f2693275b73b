"""Where a case stands, as its first page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from engine.queries.case_page import Awaited, Block, CaseTask, OverviewOfCase
from webui.language import short_date
from webui.task.page import due_shown
from webui.view.due import Due
from webui.view.listing import SummaryRow
from webui.view.status import Tag, task_tag


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """An open task; `mark` says whose it is to the visitor, empty for others' work."""

    name: str
    url: str
    process: str
    who: str
    mark: str
    tag: Tag
    due: Due | None
    put_off: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLine:
    """A part of the way; `note` says since when, or why not yet."""

    name: str
    state: str
    note: str
    url: str
    inside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The way through the programme: the blocks in order, and those that come at any time."""

    blocks: tuple[BlockLine, ...]
    any_time: tuple[BlockLine, ...]
    done: int


def task_lines(case_id: str, tasks: Iterable[CaseTask]) -> tuple[TaskLine, ...]:
    """The open tasks."""
    return tuple(
        TaskLine(
            name=one.name,
            url=url_for("task.task", case_id=case_id, task_id=one.id),
            process=one.process,
            who=one.assignee or ", ".join(one.groups),
            mark=_mark(one),
            tag=task_tag(one.status),  # type: ignore[arg-type]  # the engine knows these four
            due=due_shown(one.due) if one.due is not None else None,
            put_off=short_date(one.follow_up_on) if one.follow_up_on else "",
        )
        for one in tasks
    )


def _mark(task: CaseTask) -> str:
    if task.mine:
        return str(_("Yours"))
    return str(_("You can do this")) if task.for_me and not task.assignee else ""


def way(case_id: str, blocks: Iterable[Block]) -> Way:
    """The way through the programme."""
    found = list(blocks)
    return Way(
        blocks=tuple(_block(case_id, one) for one in found if not one.any_time),
        any_time=tuple(_block(case_id, one) for one in found if one.any_time),
        done=sum(one.state == "done" for one in found if not one.any_time),
    )


def _block(case_id: str, block: Block) -> BlockLine:
    url = ""
    if block.instance:
        url = url_for("case.diagram", case_id=case_id, instance=block.instance)
    return BlockLine(
        name=block.name,
        state=block.state,
        note=_note(block),
        url=url,
        inside=block.inside[-1] if block.any_time and block.inside else "",
    )


def _note(block: Block) -> str:
    if block.state == "done" and block.until is not None:
        return str(_("done on %(day)s", day=short_date(block.until)))
    if block.state == "current" and block.since is not None:
        return str(_("since %(day)s", day=short_date(block.since)))
    if block.after:
        return str(_("waits for: %(blocks)s", blocks=", ".join(block.after)))
    return _awaited(block.event) if block.event is not None else str(_("when its turn comes"))


def _awaited(event: Awaited) -> str:
    name = event.name or event.text.replace("_", " ")
    match event.kind:
        case "timer":
            return str(_("waits for a date: %(name)s", name=name))
        case "message" | "signal":
            return str(_("waits for news: %(name)s", name=name))
        case _:
            return str(_("waits for: %(name)s", name=name))


def side(overview: OverviewOfCase) -> tuple[SummaryRow, ...]:
    """Who works on it, and what comes by itself."""
    rows = [
        SummaryRow(_("Works on it"), _names(one.name for one in overview.assigned)),
        SummaryRow(_("Teams"), _names(one.name for one in overview.teams)),
    ]
    if overview.coming:
        coming = tuple(f"{short_date(one.on)}: {one.of or one.name}" for one in overview.coming[:5])
        rows.append(SummaryRow(_("Comes by itself"), coming))
    return tuple(rows)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names) or (str(_("Nobody yet")),)
