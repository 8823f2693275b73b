"""Lists: how many, which page, which filters, and what to say when nothing is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webui.view.field import AnyField

MOST_COUNTED: Final = 999


def amount(number: int) -> str:
    """Exact to 999, then `999+`."""
    return str(number) if number <= MOST_COUNTED else f"{MOST_COUNTED}+"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that leads to its list; `tone` is the end of a class."""

    number: int
    label: str
    url: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead; `count` says how many are there, empty where it does not."""

    label: str
    url: str
    current: bool = False
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """One page of a list.

    Attributes:
        first: Number of the first item shown, from 1.
        pages: The pages to offer; None is a gap between them.
        previous_url: Empty on the first page.
        next_url: Empty on the last.
    """

    first: int
    last: int
    total: int
    pages: tuple[Link | None, ...]
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterBar:
    """Filters of a list, sent by GET so that the address is the filter.

    Attributes:
        active: Each filter in use, with the address of the list without it.
        views: Saved views to choose from.
    """

    url: str
    fields: tuple[AnyField, ...]
    active: tuple[Link, ...] = ()
    views: tuple[Link, ...] = ()
    clear_url: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """Why a list is empty, and what to do."""

    heading: str
    text: str
    action: Link | None = None


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A line of a summary, or an answer to check.

    Attributes:
        lines: The answer, one or several lines; empty where none was given.
        change_url: Where it can be changed; empty where it cannot.
    """

    label: str
    lines: tuple[str, ...]
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line of an error summary; `target` is the id of the field to go to."""

    message: str
    target: str
