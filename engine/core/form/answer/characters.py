"""What may stand in a text, and what must not."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What a text says must be what it looks like: these turn the direction of what follows.
_DIRECTION: Final = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_BREAKS: Final = re.compile(r"[\t\n\r\u2028\u2029]+")


def fault(text: str) -> str | None:
    """What a text must not hold, as the end of a sentence; None for a good one."""
    if _CONTROL.search(text):
        return "must not contain control characters; type it again"
    if _DIRECTION.search(text):
        return "must not contain invisible marks that turn the direction of text; type it again"
    return None


def tidy(text: str, *, lines: bool) -> str:
    """A text without space around it, composed (NFC); on one line where `lines` is false."""
    composed = unicodedata.normalize("NFC", text)
    if lines:
        return composed.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _BREAKS.sub(" ", composed).strip()


def printable(text: str) -> str:
    """A text that can be written as UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def as_name(text: str, longest: int = 60) -> str:
    """A text from outside, short and plain enough to be shown in a sentence."""
    plain = _DIRECTION.sub("\ufffd", _CONTROL.sub("\ufffd", _BREAKS.sub(" ", text)))
    return plain if len(plain) <= longest else f"{plain[:longest]}…"
