"""The demonstration, played once for each kind of database."""

import datetime
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from engine.demo.clock import SetClock
from engine.demo.world import World
from engine.executor import Executor
from engine.store import passwords
from engine.store import tables as t
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade

# A Wednesday; all that is told lies before it.
BEGAN = datetime.datetime(2027, 3, 3, 9, 30, tzinfo=datetime.UTC)
MASTER = bytes(range(32))


@pytest.fixture(scope="package", autouse=True)
def quick_passwords():
    """Hashes as cheap as may be: there are many, and nobody is kept out by them here."""
    before = passwords._HASHER
    passwords._HASHER = PasswordHasher(1, 8, 1)
    yield
    passwords._HASHER = before


@pytest.fixture(scope="package")
def open_world():
    """A world in a database that is empty at first; opened again, it goes on."""
    engines = []

    def make(url, began=BEGAN, kind=Executor):
        engine = connect(url, **({"synchronous": "OFF"} if url.startswith("sqlite") else {}))
        upgrade(engine)
        engines.append(engine)
        clock = SetClock(began)
        return World(kind(engine, Keyring(MASTER), clock=clock), clock, began)

    yield make
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def played(request, tmp_path_factory, open_world):
    """The world with all its stories, and what was said of them; its clock shows today."""
    url = f"sqlite:///{tmp_path_factory.mktemp('world') / 'passerelle.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_server").new_url()
    world = open_world(url)
    stories = {one.key: one for one in world.play()}
    world.clock.now = BEGAN
    with world.executor.engine.connect() as connection:
        ids = {row.number: row.id for row in connection.execute(sa.select(t.case))}
    return SimpleNamespace(
        world=world, stories=stories, cases={key: ids[one.number] for key, one in stories.items()}
    )
