"""What a backup says of itself, sealed with the master key."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from engine.store.backup.copying import Content
from engine.store.backup.file import BackupRefused, NoBackup, damaged
from engine.store.keyring import KeyRefused, Keyring

NAME: Final = "passerelle_backup"
_FORMAT: Final = 1
_KIND: Final = "backup"
_LABEL: Final = sa.Table(
    NAME,
    sa.MetaData(),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a backup holds.

    Attributes:
        made_at: The moment as of which it holds everything, aware.
        revision: The version of its schema.
        tables: What is in each.
    """

    made_at: datetime.datetime
    revision: str
    tables: Mapping[str, Content]

    @property
    def rows(self) -> int:
        """How many rows it holds in all."""
        return sum(one.rows for one in self.tables.values())


def attach(connection: sa.Connection, label: Label, keyring: Keyring) -> None:
    """Write the label of a file whose tables are all there."""
    about = {
        "format": _FORMAT,
        "made_at": label.made_at.isoformat(),
        "revision": label.revision,
        "key": _name_of_key(keyring),
        "definitions": _definitions(connection),
        "tables": {name: asdict(content) for name, content in label.tables.items()},
    }
    text = json.dumps(about, sort_keys=True)
    _LABEL.create(connection)
    row = {"about": text, "seal": keyring.index(_KIND, text)}
    connection.execute(sa.insert(_LABEL).values(row))


def read_label(connection: sa.Connection, keyring: Keyring, path: Path) -> Label:
    """The label of a file, once it is known to be what was written.

    Raises:
        NoBackup: There is none.
        KeyRefused: The master key is not the one of the backup.
        BackupDamaged: Label or tables are not as they were written.
        BackupRefused: It comes from a newer Passerelle.
    """
    if not sa.inspect(connection).has_table(NAME):
        raise NoBackup(f"'{path}' is a database, but none that `passerelle backup` wrote")
    row = connection.execute(sa.select(_LABEL)).one_or_none()
    try:
        text, seal = ("", "") if row is None else (row.about, row.seal)
        about = json.loads(text)
        _require_key(about["key"], keyring)
        if not hmac.compare_digest(seal.encode(), keyring.index(_KIND, text).encode()):
            raise damaged(path, "its label is not as it was written")
        if about["format"] != _FORMAT:
            raise BackupRefused(f"'{path}' comes from a newer Passerelle: restore it with that")
        if about["definitions"] != _definitions(connection):
            raise damaged(path, "its tables are not as they were made")
        return _label(about)
    except (ValueError, TypeError, KeyError):
        raise damaged(path, "its label cannot be read") from None


def _label(about: Mapping[str, Any]) -> Label:
    return Label(
        made_at=datetime.datetime.fromisoformat(about["made_at"]),
        revision=about["revision"],
        tables={name: Content(**content) for name, content in about["tables"].items()},
    )


def _name_of_key(keyring: Keyring) -> str:
    """By which a master key is recognised and cannot be guessed."""
    return keyring.index(_KIND, "the master key")


def _require_key(name: object, keyring: Keyring) -> None:
    if name != _name_of_key(keyring):
        raise KeyRefused(
            "the master key is not the one that the backup was made with: without that one nothing "
            "in it can be opened; set PASSERELLE_MASTER_KEY to it"
        )


def _definitions(connection: sa.Connection) -> str:
    """A hash of how the tables and indexes of the file are defined, its label left out."""
    question = sa.text("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> :label")
    rows = sorted(json.dumps(tuple(row)) for row in connection.execute(question, {"label": NAME}))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
