"""Finding people: by exact words for lists, and by likeness where nobody may be entered twice."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import sqlalchemy as sa

from engine.core import names
from engine.store import tables as t
from engine.store.person_index import (
    BORN,
    REFERENCE,
    SOUND,
    WORD,
    index_person,
    plain_reference,
)
from engine.store.persons import PersonData, read_persons

if TYPE_CHECKING:
    from engine.store.context import Context

__all__ = ["MOST", "Candidate", "Reason", "alike", "index_person", "matching"]

MOST: Final = 20
"""Candidates that are shown."""

_READ: Final = 200  # candidates whose data are opened, some 20 microseconds each
_KIND: Final = t.person_index.c.kind
_WEIGHT: Final = sa.case({REFERENCE: 8, BORN: 4, WORD: 2}, value=_KIND, else_=1)

Born = Literal["same", "swapped", "near", "unknown", "differs"]
Reason = Literal[
    "reference",
    "same name", "like name", "sounds alike",
    "born", "born swapped", "born near", "born differs",
]  # fmt: skip

# For each way in which two dates of birth are to each other: how alike the names must be at least,
# and what it counts besides the name.
_RULES: Final[dict[Born, tuple[float, float]]] = {
    "same": (0.74, 0.55),
    "swapped": (0.84, 0.50),
    "near": (0.90, 0.40),
    "unknown": (0.76, 0.35),
    "differs": (0.99, 0.20),
}
_NAME_COUNTS: Final = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be the one that is looked for.

    Attributes:
        score: From 0 to 1; by it they are ranked, it is no probability.
        why: What speaks for it, and a date of birth that speaks against it.
    """

    person_id: str
    data: PersonData
    score: float
    why: tuple[Reason, ...]


def matching(context: Context, words: str) -> sa.Select[tuple[str]]:
    """The ids of people who have all of these words in their name, or as their reference.

    Args:
        context: Of the query.
        words: As typed: case, accents, apostrophes, hyphens and order do not count. Without a
            letter or a digit nobody is found.
    """
    found = [_written(context, chunk) for chunk in words.split() if plain_reference(chunk)]
    # A reference may have spaces in it.
    whole = _has(context, REFERENCE, plain_reference(words))
    return sa.select(t.person.c.id).where(sa.or_(sa.and_(*found), whole) if found else whole)


def alike(context: Context, data: PersonData) -> list[Candidate]:
    """Those who may be the one with these data, the likeliest first; at most 20.

    Whoever has the same reference is among them. Else the names must be alike, in any order and
    spelling, the more so the less the dates of birth agree.
    """
    found = read_persons(context, _near(context, data))
    ranked = sorted(
        (one for key, known in found.items() if (one := _compare(key, data, known))),
        key=lambda one: (-one.score, one.person_id),
    )
    return ranked[:MOST]


def _has(context: Context, kind: str, text: str) -> sa.ColumnElement[bool]:
    index = t.person_index.c
    value = context.keyring.index(kind, text)
    return t.person.c.id.in_(
        sa.select(index.person_id).where(index.kind == kind, index.value == value)
    )


def _written(context: Context, chunk: str) -> sa.ColumnElement[bool]:
    """Whether a piece of what was typed is of a name, with or without hyphens, or a reference."""
    by_words = [
        sa.or_(
            sa.and_(*(_has(context, WORD, part) for part in token)),
            _has(context, WORD, "".join(token)),
        )
        for token in names.tokens(chunk)
    ]
    by_reference = _has(context, REFERENCE, plain_reference(chunk))
    return sa.or_(by_reference, sa.and_(*by_words)) if by_words else by_reference


def _near(context: Context, data: PersonData) -> list[str]:
    """The ids of those who share something with these data, the most first."""
    keys = [(WORD, word) for word in names.spellings(data.name)]
    keys += [(SOUND, sound) for sound in names.sounds(data.name)]
    if data.born is not None:
        keys += [(BORN, day.isoformat()) for day in (data.born, _swapped(data.born)) if day]
    if plain_reference(data.reference):
        keys.append((REFERENCE, plain_reference(data.reference)))
    if not keys:
        return []
    index = t.person_index.c
    wanted = [(kind, context.keyring.index(kind, text)) for kind, text in keys]
    question = (
        sa.select(index.person_id)
        .where(sa.tuple_(index.kind, index.value).in_(wanted))
        .group_by(index.person_id)
        .order_by(sa.func.sum(_WEIGHT).desc(), index.person_id)
        .limit(_READ)
    )
    return list(context.connection.scalars(question))


def _compare(person_id: str, data: PersonData, known: PersonData) -> Candidate | None:
    """Somebody as a candidate; None for a stranger."""
    reference = plain_reference(data.reference)
    same_reference = bool(reference) and reference == plain_reference(known.reference)
    born, name = _born(data.born, known.born), names.likeness(data.name, known.name)
    enough, counts = _RULES[born]
    if name < enough and not same_reference:
        return None
    score = 0.9 + 0.1 * name if same_reference else counts + _NAME_COUNTS * name
    why: list[Reason] = ["reference"] if same_reference else []
    why += _why_name(data.name, known.name, name)
    why += _WHY_BORN[born]
    return Candidate(person_id=person_id, data=known, score=round(score, 4), why=tuple(why))


def _why_name(wanted: str, known: str, likeness: float) -> list[Reason]:
    if sorted(names.words(wanted)) == sorted(names.words(known)):
        return ["same name"]
    if names.sound_alike(wanted, known):
        return ["sounds alike"]
    return ["like name"] if likeness >= _RULES["same"][0] else []


_WHY_BORN: Final[dict[Born, list[Reason]]] = {
    "same": ["born"],
    "swapped": ["born swapped"],
    "near": ["born near"],
    "unknown": [],
    "differs": ["born differs"],
}


def _born(one: datetime.date | None, other: datetime.date | None) -> Born:
    """How two dates of birth are to each other; near are those with one part typed otherwise."""
    if one is None or other is None:
        return "unknown"
    if one == other:
        return "same"
    if _swapped(one) == other:
        return "swapped"
    parts = zip(one.timetuple()[:3], other.timetuple()[:3], strict=True)
    return "near" if sum(a == b for a, b in parts) == 2 else "differs"


def _swapped(day: datetime.date) -> datetime.date | None:
    """With day and month in each other's place; None where that is no date."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None
