"""Texts that travel through a browser and can be read by nobody there.

What people typed must be in no address and in no cookie in the clear: both are kept in places
that nobody cleans. It is bound to who typed it, and void after a day's work.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import current_app

_GOOD_FOR: Final = 10 * 60 * 60  # seconds, as long as a session


def seal(purpose: str, login: str, said: Mapping[str, Any]) -> str:
    """What was said, as a text that fits into an address.

    Args:
        purpose: A word for what it is for; it opens for no other.
        login: Of the one who said it; it opens for nobody else.
        said: Can be written as JSON.
    """
    plain = json.dumps({"purpose": purpose, "login": login, "said": dict(said)})
    return _keys().encrypt(plain.encode()).decode()


def unseal(purpose: str, login: str, sealed: str) -> Mapping[str, Any] | None:
    """What was said; None where it is too old, of somebody else, or no such text at all."""
    try:
        plain = json.loads(_keys().decrypt(sealed.encode("utf-8", "replace"), ttl=_GOOD_FOR))
    except InvalidToken:
        return None
    if (plain["purpose"], plain["login"]) != (purpose, login):
        return None
    said: Mapping[str, Any] = plain["said"]
    return said


def _keys() -> MultiFernet:
    config = current_app.config
    secrets = [config["SECRET_KEY"], *config["SECRET_KEY_FALLBACKS"]]
    return MultiFernet([Fernet(_key(one)) for one in secrets])


def _key(secret: str) -> bytes:
    digest = hashlib.sha256(f"sealed/{secret}".encode()).digest()
    return base64.urlsafe_b64encode(digest)
