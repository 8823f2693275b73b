"""A backup looked through before anybody relies on it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from engine.store.accesses import verify_accesses
from engine.store.backup import file as files
from engine.store.backup.copying import contents, tables_of
from engine.store.backup.label import NAME, Label, read_label
from engine.store.chain import Break, verify
from engine.store.keyring import Keyring
from engine.store.migrations import is_current, is_known, revision_of, upgrade


@dataclass(frozen=True, slots=True)
class Examined:
    """A backup that is whole.

    Attributes:
        label: What it says of itself, which is true.
        connection: To its tables in the newest version.
        tables: These tables.
    """

    label: Label
    connection: sa.Connection
    tables: list[sa.Table]


@contextmanager
def examined(path: Path, keyring: Keyring) -> Iterator[Examined]:
    """Look through a backup, and open it in the newest version of the schema.

    A file of an older version stays as it is: a copy of it, which is gone afterwards, is upgraded.

    Raises:
        OSError: It cannot be read.
        BackupRefused: It is none, is damaged, or comes from a newer Passerelle.
        KeyRefused: The master key is not its own.
    """
    with ExitStack() as stack:
        engine = stack.enter_context(files.read(path))
        try:
            label = _label_of_whole(engine, path, keyring)
        except (ValueError, TypeError) as error:  # a value that is none of its column
            raise files.damaged(path, error) from None
        if not is_current(engine):
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="passerelle-"))
            working = Path(folder) / "backup"
            shutil.copyfile(path, working)
            engine = stack.enter_context(files.written(working, working))
            upgrade(engine)
        connection = stack.enter_context(engine.connect())
        yield Examined(label, connection, tables_of(connection, without=[NAME]))


def breaks_in(connection: sa.Connection) -> list[Break]:
    """Where histories, and what is written of who looked, were changed."""
    return [*verify(connection), *verify_accesses(connection)]


def _label_of_whole(engine: sa.Engine, path: Path, keyring: Keyring) -> Label:
    with engine.connect() as connection:
        label = read_label(connection, keyring, path)
        if not is_known(label.revision):
            raise files.BackupRefused(
                f"'{path}' has the schema {label.revision} of a newer Passerelle: "
                "update Passerelle, then restore it"
            )
        tables = tables_of(connection, without=[NAME])
        found = contents(connection, tables)
        changed = [name for name in label.tables if found.get(name) != label.tables[name]]
        if changed or revision_of(connection) != label.revision:
            what = ", ".join(changed) or "the version of the schema"
            raise files.damaged(path, f"not as it was written: {what}")
    return label
