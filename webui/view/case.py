"""One case: who it is about, where it stands, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from webui.view.listing import SummaryRow
from webui.view.status import Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The bar that heads each page of a case.

    Attributes:
        alerts: What must be seen at once; empty for none, None where they cannot be shown.
            Unknown is not none, and the bar says which it is.
        facts: What tells this case from others, in the order shown.
    """

    reference: str
    name: str
    status: Tag
    facts: tuple[SummaryRow, ...]
    alerts: tuple[str, ...] | None = ()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a case; `since` is when it was reached."""

    label: str
    state: Literal["done", "current", "ahead"]
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing that happened; `actor` is empty where nobody did it, `more` is what it led to."""

    title: str
    at: datetime
    actor: str = ""
    text: str = ""
    tags: tuple[Tag, ...] = ()
    url: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One element of a diagram, in the order in which it is reached.

    Attributes:
        then: What comes after it, in words.
        url: Where it leads, such as to the process that it calls; may be empty.
        depth: In how many subprocesses it is.
    """

    id: str
    label: str
    kind: str
    state: Literal["done", "current", "ahead"]
    by: str = ""
    then: str = ""
    url: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A diagram, and the same in words.

    Attributes:
        source_url: Where its XML is.
        steps: Of equal worth: what the picture shows, as a list.
        text_url: A page with the steps alone; may be empty.
    """

    id: str
    title: str
    source_url: str
    steps: tuple[Step, ...]
    text_url: str = ""

    @property
    def links(self) -> dict[str, str]:
        """Where elements lead, by id, for a click into the picture."""
        return {step.id: step.url for step in self.steps if step.url}

    def ids(self, state: str) -> str:
        """The elements in a state, as an attribute holds them."""
        return " ".join(step.id for step in self.steps if step.state == state)
