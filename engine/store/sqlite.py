"""SQLite with transactions that begin where we say: at once for those that write.

A listener of SQLAlchemy's events could say so too, but then every statement goes the slower way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite


class Connection(sqlite3.Connection):
    """A connection; `writes` says whether its next transaction is to write."""

    writes = False


class Dialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's own, but for the beginning of a transaction; see the option `writes`."""

    supports_statement_cache = True
    driver = "passerelle"

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin; one that writes takes the lock at once, so that it never has to turn back."""
        connection: Connection = dbapi_connection.driver_connection
        connection.execute("BEGIN IMMEDIATE" if connection.writes else "BEGIN")

    def set_connection_execution_options(
        self, connection: sa.Connection, opts: Mapping[str, Any]
    ) -> None:
        """Hear of the option `writes`."""
        super().set_connection_execution_options(connection, opts)
        driver: Any = connection.connection.driver_connection
        driver.writes = opts.get("writes", driver.writes)
