"""Numbers that follow each other without a gap."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine.store import tables as t


def count_on(connection: sa.Connection, name: str) -> int:
    """The next number of a series, from 1; others wait for it until the transaction ends."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    first = dialect.insert(t.counter).values(name=name, value=1)
    statement = first.on_conflict_do_update(
        index_elements=[t.counter.c.name], set_={"value": t.counter.c.value + 1}
    ).returning(t.counter.c.value)
    return int(connection.execute(statement).scalar_one())
