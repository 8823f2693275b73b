"""The parts of the service, as far as somebody may use them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _l

from engine.queries import Session
from webui.layout import NavigationItem


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the service.

    Attributes:
        needs: One of these permissions opens it; none: it is for everybody.
        areas: Whose pages belong to it beside its own.
    """

    label: str
    endpoint: str
    needs: frozenset[str] = frozenset()
    areas: tuple[str, ...] = ()


PARTS: Final = (
    Part(_l("Tasks"), "inbox.tasks", areas=("task",)),
    Part(_l("Cases"), "case.cases", frozenset({"case.read"})),
    Part(_l("New referral"), "referral.new", frozenset({"case.start"})),
    Part(_l("Processes"), "process.processes"),
    Part(_l("Accounts"), "user.users", frozenset({"user.see"})),
)


def navigation(session: Session) -> tuple[NavigationItem, ...]:
    """The parts that somebody may use, the one that the page belongs to marked."""
    area = (request.endpoint or "").split(".")[0]
    return tuple(
        NavigationItem(
            label=str(part.label),
            url=url_for(part.endpoint),
            current=area in (part.endpoint.split(".")[0], *part.areas),
        )
        for part in PARTS
        if part.endpoint in current_app.view_functions
        and (not part.needs or part.needs & session.permissions)
    )
