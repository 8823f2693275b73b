"""Passwords that an administrator hands over: made here, shown once, changed at the first sign-in.

A password follows from the id of its command, so that a form that is sent twice shows the one that
was set; without the secret key of the installation nobody can work it out.
"""

from __future__ import annotations

import hmac
from typing import Final

from flask import current_app, session

from webui.account.visitor import visitor
from webui.sealed import seal, unseal

_CONSONANTS: Final = "bdfghjklmnprstvz"
_VOWELS: Final = "aeiou"
_GROUPS: Final = 5  # of two syllables each: 63 bits
_KEPT_AS: Final = "first_password"


def make(login: str, command_id: str) -> str:
    """The password that this command gives to this account, easy to say on the telephone."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    said = f"first password/{visitor().login}/{login}/{command_id}".encode()
    number = int.from_bytes(hmac.digest(key, said, "sha256"))
    syllables = []
    for _turn in range(2 * _GROUPS):
        number, consonant = divmod(number, len(_CONSONANTS))
        number, vowel = divmod(number, len(_VOWELS))
        syllables.append(_CONSONANTS[consonant] + _VOWELS[vowel])
    pairs = zip(syllables[::2], syllables[1::2], strict=True)
    return "-".join(first + second for first, second in pairs)


def keep(login: str, password: str) -> None:
    """Have the next page of this account show it, once."""
    session[_KEPT_AS] = seal(_KEPT_AS, visitor().login, {"login": login, "password": password})


def shown_once(login: str) -> str:
    """The password to show now; empty for none. It is forgotten with this."""
    sealed = session.pop(_KEPT_AS, None)
    said = unseal(_KEPT_AS, visitor().login, sealed) if sealed else None
    return str(said["password"]) if said is not None and said["login"] == login else ""
