"""Why an inbox is empty, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from engine.queries.inbox import FOR_ALL_TO_SEE, InboxPage, View
from webui.account.visitor import visitor
from webui.inbox.asked import Asked
from webui.view.listing import Empty, Link


def why_empty(asked: Asked, found: InboxPage) -> Empty:
    """The reason: no role for it, filters that are too narrow, or that there is nothing."""
    if not found.works and "task.reassign" not in visitor().permissions:
        return Empty(
            _("You have no role that does tasks"),
            _("Ask an administrator which role you need: they grant roles under Accounts."),
        )
    if asked.narrowed:
        return Empty(
            _("No task fits these filters"),
            _("There may be tasks that the filters leave out."),
            Link(_("Clear all filters"), asked.cleared().url()),
        )
    if asked.view == "mine":
        return _nothing_mine(found)
    return Empty(*_NOTHING[asked.view]())


def _nothing_mine(found: InboxPage) -> Empty:
    heading = _("No task is yours")
    free = found.counts.get("team", 0)
    if not free:
        return Empty(heading, _("And nobody else has left one unclaimed that you may do."))
    if free > FOR_ALL_TO_SEE:
        text = _("More than %(number)s are unclaimed that you may do.", number=FOR_ALL_TO_SEE)
    else:
        text = ngettext(
            "%(num)d is unclaimed that you may do.", "%(num)d are unclaimed that you may do.", free
        )
    return Empty(heading, text, Link(_("Show the unclaimed tasks"), Asked("team").url()))


_NOTHING: Final[Mapping[View, Callable[[], tuple[str, str]]]] = {
    "team": lambda: (
        _("Nothing is unclaimed"),
        _("Tasks that you may do, and that nobody has claimed, appear here."),
    ),
    "overdue": lambda: (_("Nothing is overdue"), _("Neither of yours nor of what is unclaimed.")),
    "week": lambda: (
        _("Nothing more is due this week"),
        _("Neither of yours nor of what is unclaimed."),
    ),
    "waiting": lambda: (
        _("Nothing waits"),
        _("Tasks of yours that you put aside until a day appear here."),
    ),
    "done": lambda: (
        _("You have completed no task yet"),
        _("Tasks that you complete appear here, the last first."),
    ),
    "unassigned": lambda: (
        _("Somebody has claimed every task"),
        _("Tasks of your teams that nobody has claimed appear here."),
    ),
    "person": lambda: (
        _("They have no open task"),
        _("None, that is, in cases where you may give tasks to others."),
    ),
}
