"""One question to an inbox: its SELECTs, each put together when it is first asked, with values."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.core.due import Group
from engine.queries.inbox.asked import Sort, View
from engine.queries.inbox.selecting import MOST, SKIP, Selecting, first_of
from engine.queries.inbox.shape import Shape

if TYPE_CHECKING:
    from engine.store.context import Context

_AT_MOST: Final = 400  # a shape has some ten
_ready: Final[dict[Hashable, sa.Select[Any] | None]] = {}


@dataclass(frozen=True, slots=True)
class Asking:
    """A question; the values are those of all parameters of its shape."""

    context: Context
    shape: Shape
    values: Mapping[str, Any]

    def counts(self, wanted: tuple[tuple[View, Group | None], ...]) -> list[int]:
        """How many tasks are in each view or group of one, at most 1,000 each, asked at once."""
        question = prepared(
            ("counts", self.shape, wanted), lambda: Selecting(self.shape).counts(wanted)
        )
        if question is None:
            return []
        return [int(one) for one in self.context.connection.execute(question, self.values).one()]

    def keys(
        self, view: View, group: Group | None, sort: Sort, *, skip: int, most: int
    ) -> list[tuple[str, str]]:
        """Case and id of the tasks of a view, or of a group of it, in their order."""
        question = prepared(
            ("keys", self.shape, view, group, sort),
            lambda: Selecting(self.shape).keys(view, group, sort),
        )
        if question is None:
            return []
        repeats = {1, *(one.places for one in (*self.shape.to_complete, *self.shape.to_reassign))}
        first = {first_of(one): (skip + most) * one for one in repeats}
        values = {**self.values, **first, SKIP.key: skip, MOST.key: most}
        return [(row.case_id, row.id) for row in self.context.connection.execute(question, values)]


def prepared(which: Hashable, make: Callable[[], sa.Select[Any] | None]) -> sa.Select[Any] | None:
    """The SELECT that is known as this; it is made where there is none yet."""
    if which in _ready:
        return _ready[which]
    if len(_ready) >= _AT_MOST:
        _ready.clear()
    return _ready.setdefault(which, make())
