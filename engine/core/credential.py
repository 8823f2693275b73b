"""What a login name and a password must be like; nothing here keeps or compares one."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from engine.errors import PasserelleError

SHORTEST: Final = 12
_LONGEST: Final = 200
_LOGIN: Final = re.compile(r"[a-z][a-z0-9._-]{1,63}", re.ASCII)

# Who acts without an account, and may everything; no account is named so.
MACHINES: Final = frozenset({"console", "scheduler"})
# Who has not signed in yet, and may nothing.
NOBODY: Final = "sign-in"

# Known from lists of stolen passwords, at least twelve characters long; spaces and case aside.
_COMMON_TEXT: Final = """
000000000000 0123456789ab 098765432100 111111111111 112233445566 121212121212 123123123123
123412341234 1234567890ab 1234567890qw 123456789012 1234567890123 12345678901234
123456789012345 1234567890123456 1234567890abc 123456789abc 123456abcdef 123qwe123qwe
1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv 222222222222
555555555555 666666666666 777777777777 888888888888 999999999999 a1b2c3d4e5f6 aaaaaaaaaaaa
abc123abc123 abcd1234abcd abcdefghijkl abcdefghijklm administrator administrator1
administrator123 asdfasdfasdf asdfghjkl123 asdfghjkl1234 changemenow1 changemenow123
changeme1234 correcthorsebatterystaple dragondragon footballfootball iloveyou1234
iloveyouiloveyou letmein123456 letmeinletmein liverpool1234 monkeymonkey motdepasse12
motdepasse123 p@ssw0rd1234 p@ssword1234 passerelle12 passerelle123 passerelle1234 passw0rd1234
password0000 password1111 password1234 password12345 password123456 password1234567
password12345678 password123456789 passwordpassword princess1234 qazwsxedcrfv
qazwsxedc123 qwe123qwe123 qwer1234qwer qwerasdfzxcv qwerty123456 qwerty1234567 qwerty12345678
qwerty123456789 qwertyqwerty qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiopasdf
qwertyuiopasdfghjkl secretsecret sunshine1234 superman1234 trustno1trustno1 welcome12345
welcome123456 welcomewelcome wachtwoord12 wachtwoord123 zaq12wsxcde3 zxcvbnm12345 zxcvbnmasdfg
"""
_COMMON: Final = frozenset(_COMMON_TEXT.split())


class LoginRefused(PasserelleError):
    """A login name has 2 to 64 letters, digits, dots, hyphens or underscores; a letter first."""


class PasswordRefused(PasserelleError):
    """The password is too weak."""


def login_name(text: str) -> str:
    """A login name as it is kept: in lower case.

    Raises:
        LoginRefused: It has other characters, or belongs to a part of the programme.
    """
    name = text.strip().lower()
    if not _LOGIN.fullmatch(name):
        raise LoginRefused
    if name in MACHINES or name == NOBODY:
        raise LoginRefused(f"'{name}' is the name of a part of the programme: choose another")
    return name


def normal(password: str) -> str:
    """A password as it is hashed: the same characters, whichever way a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, login: str) -> None:
    """Refuse a password that is easily guessed.

    Raises:
        PasswordRefused: With the reason, never with the password.
    """
    given = normal(password)
    if len(given) < SHORTEST:
        raise PasswordRefused(f"a password must have at least {SHORTEST} characters")
    if len(given) > _LONGEST:
        raise PasswordRefused(f"a password must have at most {_LONGEST} characters")
    bare = "".join(given.casefold().split())
    if bare in _COMMON or len(set(bare)) <= 2:
        raise PasswordRefused("this password is one of the first that are tried: choose another")
    name = login.casefold()
    if bare[::-1] == name or not bare.replace(name, ""):
        raise PasswordRefused("the password must not be the login name")
