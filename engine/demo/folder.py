"""The folder of a demonstration: its database, its keys, and the moment when it was made."""

from __future__ import annotations

import base64
import datetime
import fcntl
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.errors import PasserelleError

_DATABASE: Final = "passerelle.db"
_MASTER: Final = "master.key"
_SECRET: Final = "secret.key"  # noqa: S105 - the name of a file
_BEGAN: Final = "began"
_LOCK: Final = "lock"
# What SQLite keeps beside a database belongs to it.
_FILES: Final = (_DATABASE, f"{_DATABASE}-wal", f"{_DATABASE}-shm", _MASTER, _SECRET, _BEGAN)


class FolderInUse(PasserelleError):
    """A demonstration runs in this folder already: stop that one first, or name another folder."""


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """A folder that may not be there yet; nobody but its owner reads what is made in it."""

    path: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make the folder, and keep others from using it at the same time.

        Raises:
            FolderInUse: Somebody else does.
        """
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.path / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FolderInUse from None
            yield

    def clear(self) -> None:
        """Forget the demonstration that was in it."""
        for name in _FILES:
            (self.path / name).unlink(missing_ok=True)

    def make_keys(self, now: datetime.datetime) -> None:
        """Make the keys and note the moment, those that are not there yet."""
        self._write(_MASTER, base64.b64encode(secrets.token_bytes(32)).decode())
        self._write(_SECRET, secrets.token_hex())
        self._write(_BEGAN, now.isoformat())

    @property
    def began(self) -> datetime.datetime:
        """When it was made, aware."""
        return datetime.datetime.fromisoformat((self.path / _BEGAN).read_text("utf-8"))

    def environment(self, outside: Mapping[str, str]) -> dict[str, str]:
        """What the processes of the demonstration are told.

        No setting of a real installation comes in: a demonstration never opens its database.
        """
        there = self.path.resolve()
        kept = {name: one for name, one in outside.items() if not name.startswith("PASSERELLE_")}
        return kept | {
            "PASSERELLE_DATABASE": f"sqlite:///{there / _DATABASE}",
            "PASSERELLE_MASTER_KEY_FILE": str(there / _MASTER),
            "PASSERELLE_SECRET_KEY_FILE": str(there / _SECRET),
            "PASSERELLE_TIME_ZONE": "Europe/Berlin",
            "PASSERELLE_PROGRAMME": "Fernside",
            "PASSERELLE_HOSTS": "127.0.0.1 localhost",
            "PASSERELLE_HTTPS": "no",
            "PASSERELLE_DEMO": "yes",
        }

    def _write(self, name: str, text: str) -> None:
        """Write a file for its owner alone, whole or not at all; one that is there stays."""
        if (self.path / name).exists():
            return
        draft = self.path / f"{name}.new"
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
        draft.rename(self.path / name)
