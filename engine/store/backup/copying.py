"""Rows carried from one database to another, of whatever kinds, and counted on the way."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine, UserDefinedType

from engine.store.columns import Moment

_PORTION: Final = 200  # rows; one may hold a part of a file
_MODULUS: Final = 2**256

Progress = Callable[[str, int], None]
"""Is told the name of a table and how many of its rows are done, again and again."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds.

    Attributes:
        rows: How many.
        digest: The sum of the hashes of all rows, 64 hexadecimal digits: databases do not agree
            about the order of texts, and a sum does not depend on it.
    """

    rows: int
    digest: str


def tables_of(connection: sa.Connection, *, without: Iterable[str] = ()) -> list[sa.Table]:
    """The tables of a SQLite file, of whatever version, so that rows come after what they name.

    Their columns have types that mean the same in every kind of database.
    """
    left_out = {"alembic_version", *without}
    metadata = sa.MetaData()

    @sa.event.listens_for(metadata, "column_reflect")
    def generalise(_inspector: Any, _table: Any, column: Any) -> None:
        column["type"] = _general(column["type"])

    metadata.reflect(connection, only=lambda name, _: name not in left_out)
    return metadata.sorted_tables


def copy(
    source: sa.Connection, target: sa.Connection, tables: Sequence[sa.Table], say: Progress
) -> dict[str, Content]:
    """Carry all rows of these tables; returns what was read, by table."""
    found = {}
    for table in tables:
        tally = _Tally()
        insert = sa.insert(table)
        for rows in _portions(source, table):
            tally.add(rows)
            target.execute(insert, [dict(row._mapping) for row in rows])
            say(table.name, tally.rows)
        found[table.name] = tally.content()
    return found


def contents(connection: sa.Connection, tables: Sequence[sa.Table]) -> dict[str, Content]:
    """What these tables hold, by table."""
    found = {}
    for table in tables:
        tally = _Tally()
        for rows in _portions(connection, table):
            tally.add(rows)
        found[table.name] = tally.content()
    return found


def _portions(connection: sa.Connection, table: sa.Table) -> Iterator[Sequence[sa.Row[Any]]]:
    """All rows, of which only a few are in memory."""
    options = {"yield_per": _PORTION}
    yield from connection.execute(sa.select(table), execution_options=options).partitions()


class _Tally:
    """Counts rows and adds up their hashes."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, rows: Sequence[sa.Row[Any]]) -> None:
        for row in rows:
            written = _encode(tuple(row)).encode()
            self._sum += int.from_bytes(hashlib.sha256(written).digest())
        self._sum %= _MODULUS
        self.rows += len(rows)

    def content(self) -> Content:
        return Content(self.rows, f"{self._sum:064x}")


def _written(value: bytes | datetime.date) -> str:
    """A value that JSON has no word for; moments and days do not look alike."""
    return value.hex() if isinstance(value, bytes) else value.isoformat()


def _general(found: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(found, sa.DateTime):
        return Moment()
    if isinstance(found, sa.JSON):
        return _JsonText()
    return found.as_generic()


_encode: Final = json.JSONEncoder(default=_written).encode


class _JsonText(UserDefinedType[str]):
    """JSON to the letter: nothing is parsed, so that nothing is written differently."""

    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:
        """The type of the column."""
        return "JSON"

    def column_expression(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        """How it is read."""
        return sa.cast(column, sa.Text)
