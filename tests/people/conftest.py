"""People in a database, with passwords that are quick to hash."""

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from engine.store import passwords
from engine.store import tables as t
from tests.store.conftest import actions, clock, engine, executor

__all__ = ["actions", "clock", "engine", "executor"]

NORTH, SOUTH = "a" * 32, "b" * 32


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Argon2 with parameters that take no time; what they are by default is tested apart."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    passwords.dummy.cache_clear()
    yield
    passwords.dummy.cache_clear()


@pytest.fixture
def sites(engine):
    """Two sites."""
    rows = [
        {"id": one, "name": name, "zone": "Europe/Brussels", "country": "BE", "subdivision": None}
        for one, name in ((NORTH, "North"), (SOUTH, "South"))
    ]
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(sa.insert(t.site), rows)
