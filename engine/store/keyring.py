"""Encryption: AES-256-GCM under a data key per person or case, wrapped by one master key.

Whoever erases a data key has erased what it encrypted. What a ciphertext belongs to is bound into
it, so that a row that is moved is refused.
"""

from __future__ import annotations

import base64
import contextlib
import datetime
import hmac
import os
from collections import OrderedDict
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.errors import PasserelleError
from engine.store import tables as t

_NONCE: Final = 12
_MASTER: Final = b"passerelle master key"
_INDEX: Final = b"passerelle index key"
_MOST_KNOWN: Final = 5_000  # keys that are kept unwrapped, some 200 bytes each


class KeyRefused(PasserelleError):
    """The master key is missing or not a key; set PASSERELLE_MASTER_KEY or its file."""


class Sealed(PasserelleError):
    """Something encrypted cannot be opened: it was changed, moved, or its key is gone."""


class Keyring:
    """Opens and seals; keeps the data keys that it has unwrapped.

    Args:
        master: 32 bytes.
    """

    def __init__(self, master: bytes) -> None:
        if len(master) != 32:
            raise KeyRefused("the master key must have 32 bytes")
        self._master = AESGCM(master)
        self._index = hmac.digest(master, _INDEX, "sha256")
        self._known: OrderedDict[str, AESGCM] = OrderedDict()

    def make(self, connection: sa.Connection, key_id: str, now: datetime.datetime) -> None:
        """Make a data key."""
        key = AESGCM.generate_key(256)
        wrapped = _seal(self._master, key, _MASTER + key_id.encode())
        connection.execute(sa.insert(t.data_key).values(id=key_id, wrapped=wrapped, made_at=now))
        self._know(key_id, AESGCM(key))

    def index(self, kind: str, text: str) -> str:
        """A text as one can look for it without knowing it: a keyed hash, 64 hexadecimal digits."""
        return hmac.digest(self._index, f"{kind}/{text}".encode(), "sha256").hex()

    def learn(self, key_id: str, wrapped: bytes) -> None:
        """Unwrap a data key that was read already, so that `open` need not ask for it."""
        if key_id not in self._known:
            key = _open(self._master, wrapped, _MASTER + key_id.encode())
            self._know(key_id, AESGCM(key))

    def seal(self, connection: sa.Connection, key_id: str, plain: bytes, place: str) -> bytes:
        """Encrypt for a place, such as `instance/<case>/<id>/<version>`."""
        return _seal(self._key(connection, key_id), plain, place.encode())

    def open(self, connection: sa.Connection, key_id: str, sealed: bytes, place: str) -> bytes:
        """Decrypt what was sealed for this very place.

        Raises:
            Sealed: It was not, or has been changed, or its key is gone.
        """
        return _open(self._key(connection, key_id), sealed, place.encode())

    def erase(self, connection: sa.Connection, key_id: str) -> None:
        """Erase a data key, and with it for ever all that it encrypted."""
        connection.execute(
            sa.update(t.data_key).where(t.data_key.c.id == key_id).values(wrapped=None)
        )
        self._known.pop(key_id, None)

    def _key(self, connection: sa.Connection, key_id: str) -> AESGCM:
        known = self._known.get(key_id)
        if known is not None:
            with contextlib.suppress(KeyError):  # another thread may have let it go
                self._known.move_to_end(key_id)
        else:
            wrapped = connection.scalar(
                sa.select(t.data_key.c.wrapped).where(t.data_key.c.id == key_id)
            )
            if wrapped is None:
                raise Sealed("the key of this record is gone: it was erased")
            key = _open(self._master, wrapped, _MASTER + key_id.encode())
            known = self._know(key_id, AESGCM(key))
        return known

    def _know(self, key_id: str, key: AESGCM) -> AESGCM:
        """Keep a key at hand, and let the one go that was not asked for the longest."""
        self._known[key_id] = key
        while len(self._known) > _MOST_KNOWN:
            try:
                self._known.popitem(last=False)
            except KeyError:  # another thread was faster
                break
        return key


def _seal(key: AESGCM, plain: bytes, place: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + key.encrypt(nonce, plain, place)


def _open(key: AESGCM, sealed: bytes, place: bytes) -> bytes:
    try:
        return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], place)
    except (InvalidTag, ValueError):
        raise Sealed("a record does not fit its place: it was changed or moved") from None


def master_key() -> bytes:
    """The master key of this installation, from the environment or a file that it names.

    PASSERELLE_MASTER_KEY holds 32 bytes in base64, PASSERELLE_MASTER_KEY_FILE the path of a file
    with the same.

    Raises:
        KeyRefused: Neither is set, or what is there is no key.
    """
    text = os.environ.get("PASSERELLE_MASTER_KEY")
    path = os.environ.get("PASSERELLE_MASTER_KEY_FILE")
    if text is None and path is not None:
        try:
            text = Path(path).read_text("ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise KeyRefused(f"the master key cannot be read from {path}: {error}") from error
    if text is None:
        raise KeyRefused
    try:
        return base64.b64decode(text.strip(), validate=True)
    except ValueError:
        raise KeyRefused("the master key is not base64") from None
