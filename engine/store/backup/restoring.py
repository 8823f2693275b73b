"""A backup put back, as a whole or not at all."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from engine.store import people as p
from engine.store import tables as t
from engine.store.backup.copying import Progress, contents, copy
from engine.store.backup.examining import Examined, breaks_in, examined
from engine.store.backup.file import BackupDamaged, BackupRefused
from engine.store.backup.label import Label
from engine.store.chain import Break
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back.

    Attributes:
        label: What was in the backup.
        breaks: Where the histories in it were changed: before it was made.
    """

    label: Label
    breaks: list[Break]


@dataclass(frozen=True, slots=True)
class Source:
    """A backup that is to be put back.

    Attributes:
        path: Of the file.
        now: When all sessions end that were open in it, aware.
    """

    path: Path
    now: datetime.datetime


def restore_backup(engine: sa.Engine, keyring: Keyring, source: Source, say: Progress) -> Restored:
    """Put a backup into a database without cases; what else is in that is replaced.

    The schema is made or renewed first. All rows come in one transaction, are compared with the
    backup, and their histories verified.

    Raises:
        OSError: The file cannot be read.
        BackupRefused: The database has cases; the file is no backup, is damaged, or comes from a
            newer Passerelle.
        KeyRefused: The master key is not the one of the backup.
    """
    with examined(source.path, keyring) as backup:
        with engine.connect() as connection:
            _require_no_cases(connection)
        upgrade(engine)
        with engine.connect().execution_options(writes=True) as target, target.begin():
            breaks = _replace(target, backup, source.now, say)
    return Restored(backup.label, breaks)


def _replace(
    target: sa.Connection, backup: Examined, now: datetime.datetime, say: Progress
) -> list[Break]:
    """Let the database hold what the backup holds."""
    if target.dialect.name == "postgresql":
        # Whoever else works on it waits; in SQLite they do anyway.
        quote = target.dialect.identifier_preparer.format_table
        names = ", ".join(quote(table) for table in backup.tables)
        target.exec_driver_sql(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
    _require_no_cases(target)
    for table in reversed(backup.tables):
        target.execute(sa.delete(table))
    if copy(backup.connection, target, backup.tables, say) != contents(target, backup.tables):
        raise BackupDamaged("what was written to the database cannot be read again as it was")
    session = p.login_session
    target.execute(sa.update(session).where(session.c.ended_at.is_(None)).values(ended_at=now))
    return breaks_in(target)


def _require_no_cases(connection: sa.Connection) -> None:
    if not sa.inspect(connection).has_table(t.case.name):
        return
    count = connection.scalar(sa.select(sa.func.count()).select_from(t.case))
    if count:
        raise BackupRefused(
            f"the database already has cases ({count}): a backup goes only into one without; "
            "make a new database and name it in PASSERELLE_DATABASE"
        )
