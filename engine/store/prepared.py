"""Statements that change rows, compiled to the text of the driver once: for what runs all the time.

SQLAlchemy prepares parameters anew for each execution, which takes longer than to run most of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

Row = Mapping[str, Any]
Process = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The text for a driver, and for each of its parameters the name, a default, the way there."""

    text: str
    positional: bool
    parameters: tuple[tuple[str, Any, Process], ...]
    names: tuple[str, ...]

    def values(self, row: Row) -> Any:
        """The parameters of one row, as the driver takes them."""
        given = row.get
        made = [
            process(given(name, default)) if process else given(name, default)
            for name, default, process in self.parameters
        ]
        return tuple(made) if self.positional else dict(zip(self.names, made, strict=True))


class Prepared:
    """An INSERT, UPDATE or DELETE, run with rows of the names of its parameters.

    An INSERT without values takes the columns that the first row names.
    """

    def __init__(self, statement: sa.Insert | sa.Update | sa.Delete) -> None:
        self._statement = statement
        self._compiled: dict[tuple[str, ...], _Compiled] = {}

    def run(self, connection: sa.Connection, row: Row) -> sa.CursorResult[Any]:
        """Run it once."""
        compiled = self._for(connection, row)
        return connection.exec_driver_sql(compiled.text, compiled.values(row))

    def run_each(self, connection: sa.Connection, rows: Sequence[Row]) -> None:
        """Run it for each row; all have the same names. Nothing for none."""
        if rows:
            compiled = self._for(connection, rows[0])
            values = [compiled.values(row) for row in rows]
            connection.exec_driver_sql(compiled.text, values)

    def _for(self, connection: sa.Connection, row: Row) -> _Compiled:
        key = (connection.dialect.name, *row)
        known = self._compiled.get(key)
        if known is None:
            known = self._compiled[key] = self._compile(connection.dialect, row)
        return known

    def _compile(self, dialect: sa.Dialect, row: Row) -> _Compiled:
        made = self._statement.compile(dialect=dialect, column_keys=list(row))
        known = {name: one.type for one, name in made.bind_names.items()}
        names = (made.positiontup if made.positional else None) or list(known)
        parameters = tuple(
            (name, made.params[name], known[name].dialect_impl(dialect).bind_processor(dialect))
            for name in names
        )
        return _Compiled(str(made), bool(made.positional), parameters, tuple(names))
