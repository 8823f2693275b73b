"""The file of a backup: a SQLite database of its own that is written once and then only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from engine.errors import PasserelleError

# A file from elsewhere may define tables by functions of its own choice: they are not called.
_NO_TRUST: Final = "PRAGMA trusted_schema=OFF"
_IN_A_HURRY: Final = ("PRAGMA journal_mode=MEMORY", "PRAGMA synchronous=OFF")


class BackupRefused(PasserelleError):
    """The backup cannot be made, or cannot be restored here."""


class NoBackup(BackupRefused):
    """This is no backup of Passerelle."""


class BackupDamaged(BackupRefused):
    """The backup is damaged: take another one."""


@contextmanager
def written(path: Path, name: Path) -> Iterator[sa.Engine]:
    """A file that is to be filled: nothing of it need survive a crash.

    Args:
        path: Of the file.
        name: What it is called in errors.

    Raises:
        BackupRefused: It cannot be written, such as on a full disk.
    """
    engine = _engine(path.resolve().as_uri(), statements=_IN_A_HURRY)

    @sa.event.listens_for(engine, "handle_error")
    def tell(context: sa.engine.ExceptionContext) -> None:
        reason = context.original_exception
        raise BackupRefused(f"'{name}' cannot be written: {reason}") from None

    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def read(path: Path) -> Iterator[sa.Engine]:
    """A file that is whole as far as SQLite can see; it is not changed.

    Raises:
        OSError: There is none, or it may not be read.
        NoBackup: It is something else.
        BackupDamaged: It is not whole, now or further on.
    """
    uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
    _check(path, uri)
    engine = _engine(uri, statements=(_NO_TRUST,))

    @sa.event.listens_for(engine, "handle_error")
    def tell(context: sa.engine.ExceptionContext) -> None:
        raise damaged(path, context.original_exception) from None

    try:
        yield engine
    finally:
        engine.dispose()


def _check(path: Path, uri: str) -> None:
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\0":
            raise NoBackup(f"'{path}' is no backup of Passerelle, or its beginning is damaged")
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute(_NO_TRUST)
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise damaged(path, error) from None
    if found != ["ok"]:
        raise damaged(path, found[0])


def damaged(path: Path, reason: object) -> BackupDamaged:
    """The refusal of a file that is not as it was written."""
    return BackupDamaged(f"'{path}' is damaged, take another backup: {reason}")


def _engine(uri: str, *, statements: tuple[str, ...]) -> sa.Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        return connection

    engine = sa.create_engine(
        "sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True
    )

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
