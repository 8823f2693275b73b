"""After a task is completed: what is said, and where one goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine.queries import FollowingTask, NextTask, WhatFollows
from webui.account.visitor import executor, visitor
from webui.language import short_date
from webui.task.page import inbox_url

_MOST = 3


def told(case_id: str, done: Mapping[str, Any]) -> str:
    """What was done and what happens next, in words; `done` is the answer of the command."""
    login = visitor().login
    said = [_("“%(task)s” is completed.", task=done["task"])]
    following = executor().ask(WhatFollows(case=case_id, tasks=done["opened"]), by=login)
    said += [_next(one) for one in following[:_MOST]]
    more = len(following) - _MOST
    if more > 0:
        said.append(ngettext("One more task is open.", "%(num)d more tasks are open.", more))
    if done["status"] != "active":
        said.append(_("The case is closed."))
    elif not following:
        said.append(_("No further task was opened by it."))
    return " ".join(map(str, said))


def onward(case_id: str, then: str) -> str:
    """The address to go to: the next task of the visitor where they want it, else the inbox."""
    if then == "next":
        found = executor().ask(NextTask(case=case_id), by=visitor().login)
        if found is not None:
            return url_for("task.task", case_id=found.case, task_id=found.task)
    return inbox_url()


def _next(one: FollowingTask) -> str:
    whom = one.assignee or ", ".join(_within(group) for group in one.groups)
    if not whom:
        said = _("Next: %(task)s", task=one.name)
    else:
        said = _("Next: %(task)s, for %(whom)s", task=one.name, whom=whom)
    if one.due is None:
        return f"{said}."
    return f"{said}, {_('due %(day)s', day=short_date(one.due.on))}."


def _within(title: str) -> str:
    """A title as it reads within a sentence: "intake officers", but "MDT chair"."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
