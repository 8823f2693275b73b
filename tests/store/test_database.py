"""The connection to a database, and statements that are prepared for it."""

import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from engine.store import tables as t
from engine.store.database import connect
from engine.store.prepared import Prepared

NOW = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)


def transaction(engine, **options):
    connection = engine.connect().execution_options(**options)
    return connection, connection.begin()


@pytest.fixture
def impatient(tmp_path):
    """A SQLite that does not wait for a lock."""
    made = connect(f"sqlite:///{tmp_path / 'one.db'}")
    with made.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE x (y)")
        connection.commit()

    @sa.event.listens_for(made, "connect")
    def hurry(connection, _record):
        connection.execute("PRAGMA busy_timeout=1")

    made.dispose()
    yield made
    made.dispose()


def test_one_who_writes_takes_the_lock_at_once_and_readers_do_not_wait(impatient):
    writer, writing = transaction(impatient, writes=True)
    reader, reading = transaction(impatient)

    assert reader.exec_driver_sql("SELECT count(*) FROM x").scalar() == 0
    with pytest.raises(OperationalError, match="locked"):
        transaction(impatient, writes=True)

    for one in (writing, reading):
        one.rollback()
    for one in (writer, reader):
        one.close()


def test_a_connection_that_wrote_reads_again_when_somebody_else_has_it(impatient):
    writer, writing = transaction(impatient, writes=True)
    writing.commit()
    writer.close()

    first, one = transaction(impatient)
    second, other = transaction(impatient)

    assert second.exec_driver_sql("SELECT count(*) FROM x").scalar() == 0
    for begun in (one, other):
        begun.rollback()
    for made in (first, second):
        made.close()


HEARTBEAT = Prepared(sa.insert(t.heartbeat))
MOVE = Prepared(
    sa.update(t.heartbeat)
    .where(t.heartbeat.c.name == sa.bindparam("whose"))
    .values(at=sa.bindparam("when"))
)
COUNT = sa.select(sa.func.count()).select_from(t.counter).scalar_subquery()
COUNTED = Prepared(sa.insert(t.counter).values(value=COUNT + 7))
JSON = Prepared(sa.insert(t.policy))


def test_a_prepared_statement_does_what_it_does_unprepared(engine):
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        HEARTBEAT.run_each(connection, [{"name": one, "at": NOW} for one in ("a", "b")])
        HEARTBEAT.run_each(connection, [])
        later = NOW + datetime.timedelta(hours=1)
        changed = MOVE.run(connection, {"whose": "b", "when": later}).rowcount
        COUNTED.run(connection, {"name": "first"})
        COUNTED.run(connection, {"name": "second"})
        row = {"key": "k", "version": 1, "content": {"a": [1]}, "since": NOW, "set_by": "me"}
        JSON.run(connection, row)

    with engine.connect() as connection:
        beats = connection.execute(sa.select(t.heartbeat).order_by(t.heartbeat.c.name)).all()
        counts = connection.execute(sa.select(t.counter).order_by(t.counter.c.name)).all()
        policy = connection.execute(sa.select(t.policy)).one()
    assert changed == 1
    assert list(map(tuple, beats)) == [("a", NOW), ("b", later)]
    assert list(map(tuple, counts)) == [("first", 7), ("second", 8)]
    assert (policy.content, policy.since) == ({"a": [1]}, NOW)
