"""Doing something to several tasks: a command for each, and what came of it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from flask import session as browser

from engine.commands import (
    AddComment,
    AssignTask,
    CaseNotFound,
    ClaimTask,
    DueInThePast,
    FollowUpPassed,
    NotAllowed,
    NotForThem,
    ReturnTask,
    SetDueDate,
    SetFollowUp,
    TaskClaimed,
    TaskNotOpen,
)
from engine.errors import PasserelleError
from webui.account.visitor import executor, visitor

Action = Literal["claim", "return", "assign", "due", "aside", "comment"]
Task = tuple[str, str]
"""The id of its case, and its own."""

MOST: Final = 50
_KEPT: Final = "inbox"
_FATES: Final[Mapping[type[PasserelleError], str]] = {
    TaskClaimed: "claimed",
    TaskNotOpen: "gone",
    NotForThem: "not for them",
    NotAllowed: "not allowed",
    CaseNotFound: "not seen",
    DueInThePast: "past",
    FollowUpPassed: "past",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What an action says besides which tasks it is about."""

    to: str = ""
    on: datetime.date | None = None
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an action for one task: `done`, `same`, or why not."""

    task: Task
    fate: str


_COMMANDS: Final[Mapping[Action, Callable[[str, str, Details], Any]]] = {
    "claim": lambda case, task, _: ClaimTask(case=case, task=task),
    "return": lambda case, task, _: ReturnTask(case=case, task=task),
    "assign": lambda case, task, said: AssignTask(case=case, task=task, to=said.to),
    "due": lambda case, task, said: SetDueDate(
        case=case, task=task, on=said.on, reason=said.reason
    ),
    "aside": lambda case, task, said: SetFollowUp(case=case, task=task, on=said.on),
    "comment": lambda case, task, said: AddComment(case=case, task=task, text=said.text),
}


def selected(sent: Iterable[str]) -> tuple[Task, ...]:
    """The tasks that a form names as `case.task`, each once; other texts are passed over."""
    parts = [one.partition(".") for one in dict.fromkeys(sent)]
    found = [(case, task) for case, _, task in parts if _is_id(case) and _is_id(task)]
    return tuple(found[:MOST])


def written(tasks: Iterable[Task]) -> list[str]:
    """The same as a form names them."""
    return [f"{case}.{task}" for case, task in tasks]


def do(
    action: Action, tasks: Sequence[Task], details: Details, command_id: str | None
) -> list[Outcome]:
    """Do it to each task, one transaction after the other; a refusal stops none of the others."""
    return [Outcome(one, _fate(action, one, details, command_id)) for one in tasks]


def keep(action: Action, outcomes: Sequence[Outcome]) -> None:
    """Let the next page say what came of it. Ids alone travel in the browser."""
    rows = [[*one.task, one.fate] for one in outcomes]
    browser[_KEPT] = {"action": action, "rows": rows}


def keep_selected(tasks: Iterable[Task]) -> None:
    """Let the next page have these tasks selected."""
    browser[_KEPT] = {"action": "", "rows": [[*one, ""] for one in tasks]}


def kept() -> tuple[str, list[Outcome]]:
    """What was kept for this page, once: the action, empty for none, and what came of it."""
    found: dict[str, Any] = browser.pop(_KEPT, None) or {"action": "", "rows": []}
    return found["action"], [Outcome((case, task), fate) for case, task, fate in found["rows"]]


def _fate(action: Action, task: Task, details: Details, command_id: str | None) -> str:
    command = _COMMANDS[action](*task, details)
    try:
        answer = executor().execute(
            command, by=visitor().login, command_id=_part_of(command_id, action, task)
        )
    except tuple(_FATES) as refused:
        return next(fate for kind, fate in _FATES.items() if isinstance(refused, kind))
    return "same" if answer.get("changed") is False else "done"


def _part_of(command_id: str | None, action: Action, task: Task) -> str | None:
    """An id for one of the commands of a form, the same when the form is sent again."""
    if command_id is None:
        return None
    said = "/".join((command_id, action, *task))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _is_id(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("0123456789abcdef")
