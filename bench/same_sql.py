"""The same SQL without an engine: what one completion says to the database, said again.

Two completions of one case are recorded. Where the second says another number than the first, the
number counts; where it says another id, the id is new each time, or was new the time before; all
else stays, so that the bytes have the same sizes. Nothing is decrypted, decided, checked or sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from bench.review import Ours
from bench.speak import measured
from engine.executor import new_id

Row = Mapping[str | int, object]
Place = tuple[int, int, str | int]
"""Of a parameter: which statement, which of its rows, which name or number."""

_ID_LENGTH: Final = 32


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it was said.

    Attributes:
        clause: As SQLAlchemy has it; None for one that was prepared for the driver.
        text: As the driver was given it.
        many: Whether it was said for many rows at once.
        rows: Its parameters by name, before SQLAlchemy made them what the driver takes; of one
            that was prepared as `raw`.
        raw: Its parameters by number, as the driver took them.
    """

    clause: sa.Executable | None
    text: str
    many: bool
    rows: tuple[Row, ...]
    raw: tuple[Row, ...]


@contextmanager
def recording(engine: sa.Engine) -> Iterator[list[Said]]:
    """What is said to a SQLite meanwhile; BEGIN and COMMIT come with a transaction."""
    heard: list[Said] = []

    def hear(*said: Any) -> None:
        _connection, _cursor, text, parameters, context, many = said
        compiled = context.compiled
        sent = parameters if many else [parameters]
        raw: tuple[Row, ...] = tuple(dict(enumerate(one)) for one in sent)
        named = () if compiled is None else context.compiled_parameters
        heard.append(
            Said(
                clause=None if compiled is None else compiled.statement,
                text=text,
                many=many,
                rows=tuple(dict(one) for one in named) or raw,
                raw=raw,
            )
        )

    sa.event.listen(engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        sa.event.remove(engine, "before_cursor_execute", hear)


class Parameters:
    """The parameters of one completion after the other, learnt from two of them.

    Args:
        first: Of a completion, for each statement its rows.
        second: Of the next completion of the same case.
    """

    def __init__(self, first: Sequence[Sequence[Row]], second: Sequence[Sequence[Row]]) -> None:
        before, now = dict(_flat(first)), dict(_flat(second))
        if before.keys() != now.keys():
            raise ValueError("the two completions do not say the same statements")
        self._latest = second
        self._steps: dict[Place, int] = {}
        self._ids: dict[Place, str] = {}
        # What is an old id the second time was a new id the first time.
        heirs = {before[place]: now[place] for place in now if _is_new_id(before, now, place)}
        self._heirs = {old: new for old, new in heirs.items() if old in now.values()}
        for place, value in now.items():
            then = before[place]
            if isinstance(value, int) and isinstance(then, int):
                self._steps[place] = value - then
            elif _is_new_id(before, now, place):
                self._ids[place] = str(value)
        self._given = {one: one for one in self._ids.values()}
        self._round = 0

    def next(self) -> list[list[Row]]:
        """Those of the next completion."""
        self._round += 1
        given = self._given
        fresh = {one: new_id() for one in given if one not in self._heirs}
        olds = {str(old): given[str(new)] for old, new in self._heirs.items()}
        self._given = fresh | olds
        return [
            [
                {name: self._value((i, j, name), value) for name, value in row.items()}
                for j, row in enumerate(rows)
            ]
            for i, rows in enumerate(self._latest)
        ]

    def _value(self, place: Place, value: object) -> object:
        if place in self._ids:
            return self._given[self._ids[place]]
        if place in self._steps and isinstance(value, int):
            return value + self._steps[place] * self._round
        return value


Say = Callable[[sa.Connection, Said, Sequence[Row]], None]


def by_sqlalchemy(connection: sa.Connection, said: Said, rows: Sequence[Row]) -> None:
    """Say a statement as ours does, by SQLAlchemy, and take what comes."""
    if said.clause is None:
        values: Any = [tuple(row.values()) for row in rows]
        connection.exec_driver_sql(said.text, values if said.many else values[0])
        return
    plain: Any = rows if said.many else rows[0]
    found = connection.execute(said.clause, plain)
    if found.returns_rows:
        found.all()


def by_driver(connection: sa.Connection, said: Said, rows: Sequence[Row]) -> None:
    """Say a statement to the driver, and take what comes."""
    cursor: Any = connection.connection.cursor()
    plain: Any = [tuple(row.values()) for row in rows]
    if said.many:
        cursor.executemany(said.text, plain)
    else:
        cursor.execute(said.text, plain[0])
    cursor.fetchall()
    cursor.close()


@dataclass(frozen=True, slots=True)
class SameSql:
    """The SQL of completions without an engine, in a database of its own."""

    engine: sa.Engine
    script: Sequence[Said]
    parameters: Parameters
    say: Say

    def go(self, times: int) -> list[float]:
        """Seconds of processor time, one for each transaction; parameters are made before."""

        def go(count: int, meter: AbstractContextManager[None]) -> None:
            for _ in range(count):
                rows = self.parameters.next()
                with meter:
                    self._transaction(rows)

        return measured(go, times)

    def _transaction(self, rows: Sequence[Sequence[Row]]) -> None:
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            for said, one in zip(self.script, rows, strict=True):
                self.say(connection, said, one)


def same_sql(ours: Ours, say: Say) -> SameSql:
    """Record two completions of a new case, and say them again from then on."""
    case = ours.begin()
    scripts = []
    for _ in range(3):
        task = ours.open_task(case)
        with recording(ours.executor.engine) as heard:
            ours.complete(case, task)
        scripts.append(heard)
    first, second = scripts[1:]  # the very first also reads what is then known
    if [one.text for one in first] != [one.text for one in second]:
        raise ValueError("the two completions do not say the same statements")
    raw = say is by_driver
    learnt = [[one.raw if raw else one.rows for one in heard] for heard in (first, second)]
    parameters = Parameters(*learnt)
    return SameSql(ours.executor.engine, second, parameters, say)


def _flat(said: Sequence[Sequence[Row]]) -> Iterator[tuple[Place, object]]:
    for i, rows in enumerate(said):
        for j, row in enumerate(rows):
            yield from (((i, j, name), value) for name, value in row.items())


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == _ID_LENGTH


def _is_new_id(before: Mapping[Place, object], now: Mapping[Place, object], place: Place) -> bool:
    return _is_id(now[place]) and now[place] != before[place]
