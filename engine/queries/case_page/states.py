"""How far the elements of an instance have come, as its history says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.context import Context

ElementState = Literal["done", "current", "ahead"]

_ENTERED: Final = "ElementEntered"
_HAPPENED: Final = ("TimerFired", "MessageCaught")
_KINDS: Final = (_ENTERED, "ElementCompleted", "ElementInterrupted", *_HAPPENED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementStanding:
    """One element.

    Attributes:
        state: `current` where a token waits there; `done` where one was and went on.
        since: When it was reached last.
        until: When it was left last; None while a token is there.
        by: Login of who acted when it was left.
        tokens: The ids of its visits, the last one last.
    """

    state: ElementState
    since: datetime.datetime
    until: datetime.datetime | None
    by: str
    tokens: tuple[str, ...]


def standings(
    context: Context, case_id: str, instance_id: str, *, running: bool
) -> Mapping[str, ElementStanding]:
    """The elements of an instance that were reached, by id.

    Args:
        context: Of the query.
        case_id: Of the case.
        instance_id: Of the instance.
        running: Whether it is active; in one that is over nothing waits.
    """
    history = t.history.c
    rows = context.connection.execute(
        sa.select(history.at, history.actor, history.kind, history.element, history.token)
        .where(
            history.case_id == case_id,
            history.instance_id == instance_id,
            history.kind.in_(_KINDS),
        )
        .order_by(history.seq)
    ).all()
    live: dict[str, list[str]] = {}
    found: dict[str, ElementStanding] = {}
    for row in rows:
        tokens = live.setdefault(row.element, [])
        before = found.get(row.element)
        if row.kind == _ENTERED:
            tokens.append(row.token)
        elif row.token in tokens:
            tokens.remove(row.token)
        visits = before.tokens if before else ()
        found[row.element] = ElementStanding(
            state="current" if tokens and running else "done",
            since=before.since if before and row.kind != _ENTERED else row.at,
            until=None if tokens and running else row.at,
            by=row.actor,
            tokens=visits if row.token in visits else (*visits, row.token),
        )
    return found
