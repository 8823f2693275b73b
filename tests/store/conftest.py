"""Each test of a room with a database runs on SQLite and on a real PostgreSQL."""

import atexit
import datetime
import functools
import shutil
import tempfile
from pathlib import Path

import pytest

from engine.executor import Executor
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade
from tests.postgres import Server

MASTER = bytes(range(32))


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        return self.now

    def advance(self, **much: float) -> None:
        self.now += datetime.timedelta(**much)


@functools.cache
def newest_sqlite() -> Path:
    """A SQLite with the newest schema, to be copied: to migrate takes longer."""
    file = Path(tempfile.mkdtemp(prefix="passerelle-schema-")) / "newest.db"
    atexit.register(shutil.rmtree, file.parent, ignore_errors=True)
    made = connect(f"sqlite:///{file}")
    upgrade(made)
    with made.connect() as connection:
        # All of it in the one file that is copied.
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.dispose()
    return file


@functools.cache
def newest_postgres(server: Server) -> str:
    """The address of a database with the newest schema, to be copied."""
    url = server.new_url()
    made = connect(url)
    upgrade(made)
    made.dispose()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path: Path):
    """A database with the newest schema."""
    server = None
    if request.param == "sqlite":
        file = tmp_path / "passerelle.db"
        shutil.copyfile(newest_sqlite(), file)
        url = f"sqlite:///{file}"
    else:
        server = request.getfixturevalue("postgres_server")
        url = server.new_url(newest_postgres(server))
    made = connect(url)
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
