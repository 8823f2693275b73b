"""The SELECT of a view: the one that is counted is the one that is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from engine.core.due import Group
from engine.queries.inbox.asked import FOR_ALL_TO_SEE, Sort, View
from engine.queries.inbox.filtering import conditions
from engine.queries.inbox.parts import TASK, Part, claimed, completed, held, offered, unassigned
from engine.queries.inbox.shape import Shape
from engine.store import tables as t
from engine.store.columns import Moment

COUNTED: Final = FOR_ALL_TO_SEE + 1
_NOW: Final = sa.bindparam("now", type_=Moment)
SKIP: Final = sa.bindparam("skip", type_=sa.Integer)
MOST: Final = sa.bindparam("most", type_=sa.Integer)


def first_of(repeats: int) -> str:
    """The parameter for how many rows of a part hold as many tasks as `skip` and `most` need."""
    return f"first_{repeats}"


@dataclass(frozen=True)
class Selecting:
    """The SELECTs of one shape; each part is put together once."""

    shape: Shape

    @cached_property
    def claimed(self) -> tuple[Part, ...]:
        """What the actor has claimed."""
        return self._narrowed(claimed(self.shape))

    @cached_property
    def offered(self) -> tuple[Part, ...]:
        """What the actor may claim."""
        return self._narrowed(offered(self.shape))

    @cached_property
    def completed(self) -> tuple[Part, ...]:
        """What the actor has completed."""
        return self._narrowed(completed(self.shape))

    @cached_property
    def unassigned(self) -> tuple[Part, ...]:
        """What nobody has, and the actor may give to somebody."""
        return self._narrowed(unassigned(self.shape))

    @cached_property
    def held(self) -> tuple[Part, ...]:
        """What one person has, and the actor may give to somebody else."""
        return self._narrowed(held(self.shape))

    def counts(self, wanted: Sequence[tuple[View, Group | None]]) -> sa.Select[Any]:
        """How many tasks are in each view or group of one, at most 1,000 each, in one row."""
        columns: list[sa.ColumnElement[Any]] = [self._count(*one) for one in wanted]
        return sa.select(*columns)

    def keys(self, view: View, group: Group | None, sort: Sort) -> sa.Select[Any] | None:
        """Case and id of the tasks of a view, or of a group of it, in their order; None for none.

        `skip` and `most` say which; `first_of` how many of each part may be needed for them.
        """
        falling = view == "done"
        # By another order than that of the index, each would have to be sorted.
        parts = [
            (part, _rank(view, sort, part))
            for one in _VIEWS[view](self)
            for part in (one.stretches if sort == "due" and one.stretches else (one,))
        ]
        if not parts:
            return None
        ranks = len(parts[0][1])
        # As many of each part as may be needed of all: together they have the first of all.
        some = [
            sa.select(
                _ordered(self._select(part, group, rank), ranks, falling=falling)
                .limit(sa.bindparam(first_of(part.repeats), type_=sa.Integer))
                .subquery()
            )
            for part, rank in parts
        ]
        together = (sa.union(*some) if len(some) > 1 else some[0].distinct()).subquery()
        question = sa.select(together.c.case_id, together.c.id)
        return _ordered(question, ranks, falling=falling).offset(SKIP).limit(MOST)

    def _count(self, view: View, group: Group | None) -> sa.ColumnElement[int]:
        parts = list(_VIEWS[view](self))
        if not parts:
            return sa.literal(0)
        some = [
            self._select(part, group, ()).limit(COUNTED * part.repeats).subquery() for part in parts
        ]
        selects = [sa.select(one) for one in some]
        if len(some) > 1:
            counted = sa.union(*selects).limit(COUNTED).subquery()
        elif parts[0].repeats > 1:
            counted = selects[0].distinct().limit(COUNTED).subquery()
        else:
            counted = some[0]
        return sa.select(sa.func.count()).select_from(counted).scalar_subquery()

    def _select(
        self, part: Part, group: Group | None, rank: Sequence[sa.ColumnElement[Any]]
    ) -> sa.Select[Any]:
        case_id, task_id = part.key
        question = (
            sa.select(case_id.label("case_id"), task_id.label("id"))
            .select_from(self._source(part, rank))
            .where(*part.where)
            .add_columns(*(one.label(f"rank_{place}") for place, one in enumerate(rank)))
        )
        return question.where(self.shape.edges.group(group, part)) if group else question

    def _source(self, part: Part, rank: Sequence[sa.ColumnElement[Any]]) -> sa.FromClause:
        """Not more than is asked of."""
        narrowing = self.shape.narrowing
        if narrowing.of_task or any(one is TASK.opened_at for one in rank):
            return part.tasks
        by_case = narrowing.stage or any(one is t.case.c.number for one in rank)
        return part.cases if by_case else part.alone

    def _narrowed(self, parts: Iterator[Part]) -> tuple[Part, ...]:
        return tuple(part.also(*conditions(self.shape, part)) for part in parts)


def _mine(asked: Selecting) -> Iterator[Part]:
    here = sa.or_(TASK.follow_up_at.is_(None), TASK.follow_up_at <= _NOW)
    return (part.also(here) for part in asked.claimed)


def _waiting(asked: Selecting) -> Iterator[Part]:
    return (part.also(TASK.follow_up_at > _NOW) for part in asked.claimed)


def _overdue(asked: Selecting) -> Iterator[Part]:
    edges = asked.shape.edges
    return (one.also(edges.late(one)) for one in (*asked.claimed, *asked.offered))


def _this_week(asked: Selecting) -> Iterator[Part]:
    edges = asked.shape.edges
    return (one.also(edges.this_week(one)) for one in (*asked.claimed, *asked.offered))


_VIEWS: Final[Mapping[View, Callable[[Selecting], Iterable[Part]]]] = {
    "mine": _mine,
    "team": lambda asked: asked.offered,
    "overdue": _overdue,
    "week": _this_week,
    "waiting": _waiting,
    "done": lambda asked: asked.completed,
    "unassigned": lambda asked: asked.unassigned,
    "person": lambda asked: asked.held,
}


def _rank(view: View, sort: Sort, part: Part) -> tuple[sa.ColumnElement[Any], ...]:
    """What a part is ordered by; ids come in the order in which tasks were opened."""
    if view == "done":
        return TASK.ended_at, TASK.id
    if sort == "opened":
        return TASK.opened_at, part.key[1]
    if sort == "case":
        return t.case.c.number, part.order[0], part.key[1]
    return part.order


_Asked = TypeVar("_Asked", bound=sa.GenerativeSelect)


def _ordered(question: _Asked, ranks: int, *, falling: bool) -> _Asked:
    """By the columns of the rank, as they are called in a SELECT and in a union alike."""
    columns = [sa.literal_column(f"rank_{place}", sa.Integer) for place in range(ranks)]
    return question.order_by(*(one.desc() if falling else one.asc() for one in columns))
