"""People whom cases are about: nothing of theirs is in the clear."""

import datetime

import pytest
import sqlalchemy as sa

from engine.store import keyring as rings
from engine.store import tables as t
from engine.store.keyring import Keyring, Sealed
from engine.store.persons import (
    PersonData,
    PersonNotFound,
    add_person,
    read_person,
    read_persons,
)
from tests.store.conftest import MASTER

RUNA = PersonData(name="Runa Tollánd", born=datetime.date(1990, 2, 3), reference="AM-114")
OSRIC = PersonData(name="Osric Vane")


class Do:
    """Something in the transaction of a command."""

    recorded = False

    def __init__(self, act):
        self.run = act


def test_a_person_is_read_as_they_were_written(executor):
    added = executor.execute(Do(lambda context: add_person(context, RUNA)), by="console")
    other = executor.execute(Do(lambda context: add_person(context, OSRIC)), by="console")

    assert executor.ask(Do(lambda context: read_person(context, added)), by="console") == RUNA
    found = executor.ask(
        Do(lambda context: read_persons(context, [added, other, "0" * 32])), by="console"
    )
    assert found == {added: RUNA, other: OSRIC}
    with pytest.raises(PersonNotFound):
        executor.ask(Do(lambda context: read_person(context, "0" * 32)), by="console")


def test_nothing_of_a_person_is_in_the_clear(executor, engine):
    executor.execute(Do(lambda context: add_person(context, RUNA)), by="console")

    with engine.connect() as connection:
        (row,) = connection.execute(sa.select(t.person)).all()
    assert not {b"Runa", b"1990", b"AM-114"} & {row.data[i : i + 4] for i in range(len(row.data))}
    assert b"AM-114" not in row.data


def test_a_person_whose_key_was_erased_is_gone(executor):
    added = executor.execute(Do(lambda context: add_person(context, RUNA)), by="console")

    def erase(context):
        key = context.connection.scalar(sa.select(t.person.c.key_id))
        context.keyring.erase(context.connection, key)

    executor.execute(Do(erase), by="console")

    with pytest.raises(Sealed, match="erased"):
        executor.ask(Do(lambda context: read_person(context, added)), by="console")
    assert executor.ask(Do(lambda context: read_persons(context, [added])), by="console") == {}


def test_a_hash_to_look_for_depends_on_the_key_and_on_what_it_is():
    ring = Keyring(MASTER)

    assert ring.index("name", "vane") == Keyring(MASTER).index("name", "vane")
    assert ring.index("name", "vane") != ring.index("reference", "vane")
    assert ring.index("name", "vane") != Keyring(b"x" * 32).index("name", "vane")
    assert len(ring.index("name", "vane")) == 64


def test_a_keyring_keeps_only_so_many_keys_at_hand(executor, monkeypatch):
    monkeypatch.setattr(rings, "_MOST_KNOWN", 3)
    people = [PersonData(name=f"Person {number}") for number in range(9)]
    added = [
        executor.execute(Do(lambda context, who=who: add_person(context, who)), by="console")
        for who in people
    ]

    read = [
        executor.ask(Do(lambda context, one=one: read_person(context, one)), by="console")
        for one in added
    ]

    assert read == people
    assert len(executor._keyring._known) == 3
