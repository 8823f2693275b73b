"""Which cases may one read?"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from engine.store import tables as t
from engine.store.context import Context
from engine.store.person_search import matching
from engine.store.persons import read_persons
from engine.store.reach import may_in_case

PAGE: Final = 25
"""Cases on one page."""
MOST_COUNTED: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInList:
    """One case.

    Attributes:
        person: The name; empty where the actor may not know it, or for nobody.
        hidden: Whether there is a person whom the actor may not know.
        site: The name of the site; empty for none.
        open_tasks: How many there are.
        due_at: When the first of them is due; None for no due date.
    """

    id: str
    number: str
    person: str
    hidden: bool
    site: str
    status: str
    stage: str
    restricted: bool
    started_at: datetime.datetime
    open_tasks: int
    due_at: datetime.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesFound:
    """One page of cases, the newest first; `total` counts to 1000."""

    cases: tuple[CaseInList, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesList:
    """The cases that the actor may read; of these, where it is said, some.

    Attributes:
        words: A part of the number, or words that are all in the name of the person. Names are
            looked through only where the actor may read them.
        status: Such as `active`.
        stage: Such as `intake`.
        site: The id of the site.
        page: From 1.
    """

    words: str = ""
    status: str = ""
    stage: str = ""
    site: str = ""
    page: int = 1

    def run(self, context: Context) -> CasesFound:
        """One page of them."""
        case = t.case.c
        named = may_in_case(context, "case.read.A.name")
        wanted = sa.and_(*self._wanted(context, named))
        counted = sa.select(case.id).where(wanted).limit(MOST_COUNTED).subquery()
        rows = context.connection.execute(
            sa.select(t.case, t.site.c.name.label("site"), named.label("named"))
            .outerjoin(t.site, t.site.c.id == case.site_id)
            .where(wanted)
            .order_by(case.started_at.desc(), case.id.desc())
            .limit(PAGE)
            .offset(PAGE * (self.page - 1))
        ).all()
        total = context.connection.scalar(sa.select(sa.func.count()).select_from(counted)) or 0
        return CasesFound(cases=_shown(context, rows), total=total)

    def _wanted(
        self, context: Context, named: sa.ColumnElement[bool]
    ) -> Iterable[sa.ColumnElement[bool]]:
        case = t.case.c
        yield may_in_case(context, "case.read")
        if self.words.strip():
            people = sa.and_(named, case.person_id.in_(matching(context, self.words)))
            number = case.number.icontains(self.words.strip(), autoescape=True)
            yield sa.or_(number, people)
        if self.status:
            yield case.status == self.status
        if self.stage:
            yield case.stage == self.stage
        if self.site:
            yield case.site_id == self.site


def _shown(context: Context, rows: Iterable[sa.Row[Any]]) -> tuple[CaseInList, ...]:
    found = list(rows)
    people = read_persons(context, (row.person_id for row in found if row.named and row.person_id))
    task = t.user_task.c
    open_tasks = {
        row.case_id: row
        for row in context.connection.execute(
            sa.select(
                task.case_id, sa.func.count().label("number"), sa.func.min(task.due_at).label("due")
            )
            .where(task.case_id.in_([row.id for row in found]), task.ended_at.is_(None))
            .group_by(task.case_id)
        )
    }
    return tuple(
        CaseInList(
            id=row.id,
            number=row.number,
            person=people[row.person_id].name if row.person_id in people else "",
            hidden=bool(row.person_id) and row.person_id not in people,
            site=row.site or "",
            status=row.status,
            stage=row.stage or "",
            restricted=row.restricted,
            started_at=row.started_at,
            open_tasks=open_tasks[row.id].number if row.id in open_tasks else 0,
            due_at=open_tasks[row.id].due if row.id in open_tasks else None,
        )
        for row in found
    )
