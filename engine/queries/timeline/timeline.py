"""What happened in a case, newest first?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from engine.core.credential import MACHINES
from engine.queries.case_page.reader import reader_of
from engine.queries.timeline.entry import TimelineGroup, TimelineItem
from engine.queries.timeline.kinds import tellable
from engine.queries.timeline.telling import Telling
from engine.store import tables as t
from engine.store.context import Context

# What follows from something else, where there is something else.
_LED_TO: Final = frozenset({
    "process began", "process ended", "case ended", "stage reached", "task opened",
    "task not needed", "decision", "incident", "message sent", "help called", "person listed",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timeline:
    """A part of the history.

    Attributes:
        groups: The newest first.
        before: To ask for the part before this one; None where this is the first.
    """

    groups: tuple[TimelineGroup, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTimeline:
    """What happened in a case, as far as it says something to its staff.

    Attributes:
        before: Only what came before the fact of this number; None for all.
        most: How many groups at most.
    """

    case: str
    before: int | None = None
    most: int = 25

    def run(self, context: Context) -> Timeline:
        """The newest of it.

        Raises:
            CaseNotFound: There is no such case, or not for this actor.
            Sealed: The key of the case was erased, or a row was changed.
        """
        reader, case = reader_of(context, self.case)
        history = t.history.c
        mine = sa.and_(history.case_id == self.case, tellable(context, case))
        if self.before is not None:
            mine = sa.and_(mine, history.seq < self.before)
        last = sa.func.max(history.seq)
        commands = context.connection.scalars(
            sa.select(history.command_id)
            .where(mine)
            .group_by(history.command_id)
            .order_by(last.desc())
            .limit(self.most + 1)
        ).all()
        shown = commands[: self.most]
        rows = context.connection.execute(
            sa.select(t.history).where(mine, history.command_id.in_(shown)).order_by(history.seq)
        ).all()
        telling = Telling(context, case, reader, rows)
        groups = [_group(telling, of) for of in _by_command(rows)]
        groups.sort(key=lambda one: -one.before)
        more = len(commands) > self.most
        return Timeline(tuple(groups), groups[-1].before if more else None)


def _by_command(rows: Iterable[sa.Row[Any]]) -> list[list[sa.Row[Any]]]:
    found: dict[str, list[sa.Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.command_id, []).append(row)
    return list(found.values())


def _group(telling: Telling, rows: Sequence[sa.Row[Any]]) -> TimelineGroup:
    items = [telling.item(row) for row in rows]
    first = next((one for one in items if one.kind not in _LED_TO), items[0])
    actor = rows[0].actor
    return TimelineGroup(
        before=rows[0].seq,
        at=rows[0].at,
        actor="" if actor in MACHINES else telling.named(actor),
        main=first,
        led_to=tuple(_worth_telling(first, [one for one in items if one is not first])),
    )


def _worth_telling(main: TimelineItem, others: Iterable[TimelineItem]) -> Iterable[TimelineItem]:
    """Without the message that only starts the case, and what a comment belongs to."""
    return (one for one in others if (one.kind, one.name) != (main.kind, main.name))
