"""People whom cases are about: their data encrypted, each under a key of their own."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.person_index import index_person

if TYPE_CHECKING:
    from engine.store.context import Context

_DATA: Final = sa.select(t.person.c.id, t.person.c.key_id, t.person.c.data)


class PersonNotFound(PasserelleError):
    """There is no such person; their data may have been erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonData:
    """What identifies somebody: data of class A.

    Attributes:
        name: As in the papers.
        born: Date of birth; None where it is not known.
        reference: The number that the referring organisation uses; may be empty.
    """

    name: str
    born: datetime.date | None = None
    reference: str = ""


def add_person(context: Context, data: PersonData) -> str:
    """Write a new person, with a key of their own, who can be found; returns the id."""
    person_id, key_id = context.new_id(), context.new_id()
    context.keyring.make(context.connection, key_id, context.now)
    context.connection.execute(
        sa.insert(t.person).values(
            id=person_id, key_id=key_id, data=_sealed(context, key_id, person_id, data)
        )
    )
    index_person(context, person_id, data)
    return person_id


def read_person(context: Context, person_id: str) -> PersonData:
    """What is known of a person.

    Raises:
        PersonNotFound: There is none of this id.
        Sealed: Their key was erased, or the row was changed.
    """
    row = context.connection.execute(_DATA.where(t.person.c.id == person_id)).one_or_none()
    if row is None:
        raise PersonNotFound
    return _opened(context, row)


def read_persons(context: Context, person_ids: Iterable[str]) -> dict[str, PersonData]:
    """What is known of several people, by their ids; those without a key or row are left out."""
    wanted = set(person_ids)
    if not wanted:
        return {}
    rows = context.connection.execute(
        sa.select(t.person.c.id, t.person.c.key_id, t.person.c.data, t.data_key.c.wrapped)
        .join(t.data_key, t.data_key.c.id == t.person.c.key_id)
        .where(t.person.c.id.in_(wanted), t.data_key.c.wrapped.is_not(None))
    ).all()
    for row in rows:
        context.keyring.learn(row.key_id, row.wrapped)
    return {row.id: _opened(context, row) for row in rows}


def _sealed(context: Context, key_id: str, person_id: str, data: PersonData) -> bytes:
    born = data.born.isoformat() if data.born else None
    plain = json.dumps({"name": data.name, "born": born, "reference": data.reference})
    return context.keyring.seal(context.connection, key_id, plain.encode(), f"person/{person_id}")


def _opened(context: Context, row: Any) -> PersonData:
    plain = context.keyring.open(context.connection, row.key_id, row.data, f"person/{row.id}")
    said = json.loads(plain)
    born = datetime.date.fromisoformat(said["born"]) if said["born"] else None
    return PersonData(name=said["name"], born=born, reference=said["reference"])
