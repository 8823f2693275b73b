"""A backup made while everybody goes on working."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from engine.store.backup import file as files
from engine.store.backup.copying import Progress, copy, tables_of
from engine.store.backup.examining import breaks_in, examined
from engine.store.backup.label import Label, attach
from engine.store.chain import Break
from engine.store.keyring import Keyring
from engine.store.migrations import is_known, revision_of, upgrade


@dataclass(frozen=True, slots=True)
class Written:
    """A backup that was written and read again.

    Attributes:
        label: What is in it.
        breaks: Where the histories in it were changed: in the database, before it was made.
    """

    label: Label
    breaks: list[Break]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A backup that is to be made.

    Attributes:
        path: Of the file.
        now: The time, aware.
        force: Whether a file that is there already may be replaced.
    """

    path: Path
    now: datetime.datetime
    force: bool = False


def write_backup(engine: sa.Engine, keyring: Keyring, wanted: Wanted, say: Progress) -> Written:
    """Write all tables of a database, as they are at one moment, to one file.

    Nobody waits for it: it reads one snapshot. The file has its name only when it is whole, was
    looked through and is on the disk; only its owner may read it.

    Raises:
        BackupRefused: The file is there already or cannot be written, or there is nothing to back
            up.
        OSError: The folder cannot be written to.
    """
    _require_place(engine, wanted)
    handle, name = tempfile.mkstemp(
        prefix=f"{wanted.path.name}.", suffix=".part", dir=wanted.path.parent
    )
    os.close(handle)
    part = Path(name)
    try:
        _fill(part, engine, keyring, wanted, say)
        with examined(part, keyring) as found:
            written = Written(found.label, breaks_in(found.connection))
        _sync(part)
        _require_place(engine, wanted)
        part.replace(wanted.path)
        _sync(wanted.path.parent)
    finally:
        part.unlink(missing_ok=True)
    return written


def _fill(part: Path, engine: sa.Engine, keyring: Keyring, wanted: Wanted, say: Progress) -> None:
    with _snapshot(engine) as source, files.written(part, wanted.path) as target_engine:
        revision = revision_of(source)
        if revision is None:
            raise files.BackupRefused("there is nothing to back up: the database has no tables")
        if not is_known(revision):
            raise files.BackupRefused(
                f"the database has the schema {revision} of a newer Passerelle: "
                "back it up with that"
            )
        upgrade(target_engine, to=revision)
        with target_engine.connect() as target, target.begin():
            tables = copy(source, target, tables_of(target), say)
            attach(target, Label(made_at=wanted.now, revision=revision, tables=tables), keyring)


@contextmanager
def _snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees the database as it is when it reads first, and locks nothing."""
    options = (
        {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        if engine.dialect.name == "postgresql"
        else {}
    )
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _require_place(engine: sa.Engine, wanted: Wanted) -> None:
    folder = wanted.path.parent
    if not folder.is_dir():
        raise files.BackupRefused(f"there is no folder '{folder}': make it, or name another")
    if not wanted.path.exists():
        return
    own = engine.url.database if engine.dialect.name == "sqlite" else None
    if own and Path(own).exists() and wanted.path.samefile(own):
        raise files.BackupRefused(f"'{wanted.path}' is the database itself: name another file")
    if not wanted.force:
        raise files.BackupRefused(
            f"'{wanted.path}' is there already: name another file, or add --force to replace it"
        )


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
