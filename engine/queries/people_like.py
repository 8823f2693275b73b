"""Who may be the one that is looked for, before somebody is entered twice?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from engine.core.permission import known_role
from engine.store.context import Context
from engine.store.person_reach import CaseOfPerson, cases_about, may_know, require_to_refer
from engine.store.person_search import Candidate, Reason, alike
from engine.store.persons import PersonData

_ASK: Final = "information_officer"  # reads who it is everywhere, and keeps the restricted lists


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCase:
    """A case of somebody that the actor may read.

    Attributes:
        status: `active` is open.
        stage: None before the first.
        site: The name of its site; None: of the whole programme.
    """

    id: str
    number: str
    status: str
    stage: str | None
    site: str | None
    started_at: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLike:
    """Somebody who may be meant.

    Attributes:
        why: What speaks for it, and a date of birth that speaks against it.
        cases: The open ones first, then the newest.
        hidden_cases: How many there are besides, that the actor may not see.
    """

    id: str
    name: str
    born: datetime.date | None
    reference: str
    why: tuple[Reason, ...]
    cases: tuple[KnownCase, ...]
    hidden_cases: int

    @property
    def is_open(self) -> bool:
        """Whether one of the cases that the actor may read is open."""
        return any(one.status == "active" for one in self.cases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer.

    Attributes:
        people: Whom the actor may know, the likeliest first.
        hidden: What speaks for somebody else, for each whom they may not know.
        ask: The title of the role that can say more of these.
        ids: Of all of them, hidden ones too: `OpenReferral.seen`.
        read: The ids of the cases behind the answer: to be recorded for each by `RecordAccess`.
    """

    people: tuple[PersonLike, ...]
    hidden: tuple[tuple[Reason, ...], ...]
    ask: str
    ids: tuple[str, ...]
    read: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleLike:
    """People of a like name, by the date of birth and the reference where these are known.

    Nobody is left out because of a case that is closed to the actor; of these only that there is
    somebody is said, and what speaks for it.
    """

    name: str
    born: datetime.date | None = None
    reference: str = ""

    def run(self, context: Context) -> Found:
        """Them, at most 20.

        Raises:
            NotAllowed: The actor may not begin cases anywhere.
        """
        require_to_refer(context)
        wanted = PersonData(name=self.name, born=self.born, reference=self.reference)
        candidates = alike(context, wanted)
        cases = cases_about(context, [one.person_id for one in candidates])
        of = {
            one.person_id: [case for case in cases if case.person_id == one.person_id]
            for one in candidates
        }
        known = [one for one in candidates if may_know(of[one.person_id])]
        return Found(
            people=tuple(_person(one, of[one.person_id]) for one in known),
            hidden=tuple(one.why for one in candidates if one not in known),
            ask=known_role(_ASK).title,
            ids=tuple(one.person_id for one in candidates),
            read=tuple(case.id for case in cases),
        )


def _person(one: Candidate, cases: list[CaseOfPerson]) -> PersonLike:
    readable = [case for case in cases if case.readable]
    return PersonLike(
        id=one.person_id,
        name=one.data.name,
        born=one.data.born,
        reference=one.data.reference,
        why=one.why,
        cases=tuple(
            KnownCase(
                id=case.id,
                number=case.number,
                status=case.status,
                stage=case.stage,
                site=case.site_name,
                started_at=case.started_at,
            )
            for case in readable
        ),
        hidden_cases=len(cases) - len(readable),
    )
