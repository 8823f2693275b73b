"""Filters as conditions of SQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from engine.core.permission import Grant
from engine.queries.inbox.asked import Filters
from engine.queries.inbox.edges import Edges, Placed
from engine.store import tables as t
from engine.store.groups import names_of_role
from engine.store.person_search import matching
from engine.store.reach import granted_in_case

if TYPE_CHECKING:
    from engine.store.context import Context

_MOST_WORDS: Final = 8


def conditions(
    context: Context,
    filters: Filters,
    edges: Edges,
    task: Placed,
    grants: tuple[Grant, ...],
) -> Iterator[sa.ColumnElement[bool]]:
    """What must hold of a task; a stage is asked of its case, and `Filters.of_task` of its row."""
    for word in filters.words.split()[:_MOST_WORDS]:
        yield _word(context, word, grants)
    if filters.site:
        yield task.site == filters.site
    if filters.stage:
        yield t.case.c.stage == filters.stage
    if filters.process:
        yield t.user_task.c.process == filters.process
    if filters.group:
        yield _for_group(context, filters.group)
    if filters.before is not None:
        yield edges.before(filters.before, task)


def _word(context: Context, word: str, grants: tuple[Grant, ...]) -> sa.ColumnElement[bool]:
    case = t.case.c
    ways = [
        t.user_task.c.name.icontains(word, autoescape=True),
        case.number.icontains(word, autoescape=True),
    ]
    # Looked up once: mostly nobody, or a few.
    people = context.connection.scalars(matching(context, word)).all()
    if people:
        named = granted_in_case(context, grants, "case.read.A.name")
        ways.append(sa.and_(case.person_id.in_(people), named))
    return sa.or_(*ways)


def _for_group(context: Context, role: str) -> sa.ColumnElement[bool]:
    """That a role is among the candidate groups, by its own name or by that of a lane."""
    written = sa.cast(t.user_task.c.candidate_groups, sa.Text)
    return sa.or_(
        *(
            written.contains(json.dumps(name), autoescape=True)
            for name in sorted(names_of_role(context, role))
        )
    )
