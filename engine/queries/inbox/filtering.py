"""Filters as conditions of SQL, with parameters: see `engine.queries.inbox.shape`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

from engine.queries.inbox.edges import Placed
from engine.queries.inbox.shape import ASKER, ESCAPE, Shape
from engine.store import tables as t
from engine.store.reach import granted_in_case

_TASK: Final = t.user_task.c
_CASE: Final = t.case.c


def conditions(shape: Shape, task: Placed) -> Iterator[sa.ColumnElement[bool]]:
    """What must hold of a task.

    A stage is asked of its case, a word, a process and a group of its row.
    """
    narrowing = shape.narrowing
    for number, people in enumerate(narrowing.words):
        yield _word(shape, number, people=people)
    if narrowing.site:
        yield task.site == _text("filter_site")
    if narrowing.stage:
        yield _CASE.stage == _text("filter_stage")
    if narrowing.process:
        yield _TASK.process == _text("filter_process")
    if narrowing.groups:
        yield _for_groups(narrowing.groups)
    if shape.edges.earlier is not None:
        yield shape.edges.earlier.until(task)


def _word(shape: Shape, number: int, *, people: bool) -> sa.ColumnElement[bool]:
    word = _text(f"word_{number}")
    ways = [
        _TASK.name.icontains(word, escape=ESCAPE),
        _CASE.number.icontains(word, escape=ESCAPE),
    ]
    if people:
        called = _CASE.person_id.in_(sa.bindparam(f"people_{number}", expanding=True))
        named = granted_in_case(ASKER, shape.grants, "case.read.A.name")
        ways.append(sa.and_(called, named))
    return sa.or_(*ways)


def _for_groups(many: int) -> sa.ColumnElement[bool]:
    """That a role is among the candidate groups, by its own name or by that of a lane."""
    written = sa.cast(_TASK.candidate_groups, sa.Text)
    return sa.or_(
        *(written.contains(_text(f"name_{number}"), escape=ESCAPE) for number in range(many))
    )


def _text(name: str) -> sa.BindParameter[str]:
    return sa.bindparam(name, type_=sa.String)
