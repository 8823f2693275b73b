"""Each test of a room with a database runs on SQLite and on a real PostgreSQL."""

import datetime
from pathlib import Path

import pytest

from engine.executor import Executor
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade

MASTER = bytes(range(32))


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        return self.now

    def advance(self, **much: float) -> None:
        self.now += datetime.timedelta(**much)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path: Path):
    """A database with the newest schema."""
    server = None
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'passerelle.db'}"
    else:
        server = request.getfixturevalue("postgres_server")
        url = server.new_url()
    made = connect(url)
    upgrade(made)
    yield made
    made.dispose()
    if server is not None:
        server.drop(url)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def actions() -> dict:
    return {}


@pytest.fixture
def executor(engine, clock, actions) -> Executor:
    return Executor(engine, Keyring(MASTER), actions=actions, clock=clock)
