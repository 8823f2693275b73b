"""What the address of an inbox asks for: everything is in it, so that it can be kept and sent."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Final, get_args
from urllib.parse import parse_qsl

from flask import url_for

from engine.queries import Inbox
from engine.queries.inbox import Filters, Sort, View

VIEWS: Final[tuple[View, ...]] = get_args(View)
SORTS: Final[tuple[Sort, ...]] = get_args(Sort)
FILTERS: Final = tuple(one.name for one in fields(Filters) if one.name != "person")
_LONGEST: Final = 200
_MOST: Final = 20
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


@dataclass(frozen=True, slots=True)
class Asked:
    """An inbox, as it is asked for."""

    view: View = "mine"
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "due"
    page: int = 1

    @property
    def query(self) -> Inbox:
        """The question to the engine."""
        return Inbox(view=self.view, filters=self.filters, sort=self.sort, page=self.page)

    @property
    def narrowed(self) -> bool:
        """Whether anything is filtered out."""
        return any(getattr(self.filters, name) for name in FILTERS)

    def said(self, **more: str) -> dict[str, str]:
        """The arguments of the address: what is as usual is left out."""
        filters = self.filters
        given = {name: str(getattr(filters, name) or "") for name in (*FILTERS, "person")}
        given["view"] = self.view if self.view not in {"mine", "person"} else ""
        given["sort"] = self.sort if self.sort != "due" else ""
        given["page"] = str(self.page) if self.page > 1 else ""
        return {name: value for name, value in (given | more).items() if value}

    def url(self, endpoint: str = "inbox.tasks", **more: str) -> str:
        """The address of this list."""
        return url_for(endpoint, _external=False, **self.said(**more))

    def on(self, page: int) -> Asked:
        """Another page of it."""
        return replace(self, page=page)

    def seen_as(self, view: View) -> Asked:
        """Another view with the same filters."""
        filters = self.filters if view == "person" else replace(self.filters, person="")
        return Asked(view, filters, self.sort)

    def without(self, name: str) -> Asked:
        """The list without one of its filters."""
        return asked_for(self.said(**{name: "", "page": ""}))

    def cleared(self) -> Asked:
        """The list without filters."""
        return Asked(self.view, Filters(person=self.filters.person), self.sort)


def asked_for(arguments: Mapping[str, str]) -> Asked:
    """What an address asks for; what makes no sense is left out."""
    view, sort = arguments.get("view", ""), arguments.get("sort", "")
    texts = {
        name: " ".join(arguments.get(name, "").split())[:_LONGEST]
        for name in ("words", "site", "stage", "process", "group", "person")
    }
    page = arguments.get("page", "")
    if texts["person"]:
        view = "person"
    elif view == "person":
        view = "unassigned"
    return Asked(
        view=view if view in VIEWS else "mine",
        filters=Filters(**texts, before=_day(arguments.get("before", ""))),
        sort=sort if sort in SORTS else "due",
        page=int(page) if page.isdecimal() and len(page) < 6 and int(page) else 1,
    )


def asked_back(said: str) -> Asked:
    """The list that a form came from, which it says as the arguments of an address."""
    try:
        return asked_for(dict(parse_qsl(said, max_num_fields=_MOST)))
    except ValueError:
        return Asked()


def _day(text: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
