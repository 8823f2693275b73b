"""Passwords as Argon2id hashes; at most two are computed at once, for each takes 64 MiB.

What is slow here belongs outside a transaction: see `engine.sign_in`.
"""

from __future__ import annotations

import secrets
import threading
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from engine.core.credential import normal

AT_ONCE: Final = 2
_HASHER = PasswordHasher()
_slots: Final = threading.BoundedSemaphore(AT_ONCE)


def hash_password(password: str) -> str:
    """The hash to keep, with its salt and parameters."""
    with _slots:
        return _HASHER.hash(_bytes(password))


def fits(password_hash: str, password: str) -> bool:
    """Whether this is the password; it takes as long for a wrong one."""
    with _slots:
        try:
            return _HASHER.verify(password_hash, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False


def outdated(password_hash: str) -> bool:
    """Whether it was made with other parameters than those in use now."""
    return _HASHER.check_needs_rehash(password_hash)


@cache
def dummy() -> str:
    """A hash that no password fits, verified for accounts that there are not."""
    return hash_password(secrets.token_urlsafe(32))


def _bytes(password: str) -> bytes:
    # Nothing as long was ever accepted; and half a surrogate pair is no reason to fail.
    return normal(password[:1000]).encode("utf-8", "surrogatepass")
