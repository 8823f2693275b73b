"""The connection to a database: SQLite in a file, or PostgreSQL."""

from __future__ import annotations

import sqlite3
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import registry

from engine.store.sqlite import Connection

_WAIT_SECONDS: Final = 10
_SQLITE: Final = "sqlite+passerelle"
registry.register("sqlite.passerelle", "engine.store.sqlite", "Dialect")


def connect(url: str, *, synchronous: str = "FULL") -> sa.Engine:
    """The engine for a database.

    Args:
        url: `sqlite:///path`, or `postgresql://...`, which is reached by psycopg.
        synchronous: Of SQLite; with NORMAL the last commits may be lost when power fails.
    """
    address = sa.make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
        return sa.create_engine(address, pool_pre_ping=True, hide_parameters=True)
    if address.get_backend_name() == "sqlite":
        address = address.set(drivername=_SQLITE)
    engine = sa.create_engine(
        address,
        connect_args={"timeout": _WAIT_SECONDS, "factory": Connection},
        hide_parameters=True,
    )
    _tune(engine, synchronous)
    return engine


def _tune(engine: sa.Engine, synchronous: str) -> None:
    @sa.event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: Any) -> None:
        # Transactions begin where we say, not at the first write.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "checkin")
    def leave(connection: Connection | None, _record: Any) -> None:
        if connection is not None:  # it may have been lost
            connection.writes = False
