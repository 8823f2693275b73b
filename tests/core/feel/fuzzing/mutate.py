"""Small damage to a text: pieces deleted, doubled, swapped, put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from tests.core.feel.fuzzing.hostile import piece

_PIECES: Final = re.compile(r"\w+|\s+|[^\w\s]")


def mutated(text: str, random: Random, *, pieces: Callable[[Random], str] = piece) -> str:
    """A text with one to four changes, each to a token or a character.

    Args:
        text: The text to damage.
        random: What decides.
        pieces: What makes the pieces that are put in.
    """
    for _ in range(random.randint(1, 4)):
        parts = _PIECES.findall(text) if random.random() < 0.7 else list(text)
        text = "".join(_change(parts, random, pieces))
    return text


def _change(parts: Sequence[str], random: Random, pieces: Callable[[Random], str]) -> Sequence[str]:
    at = random.randint(0, len(parts))
    to = min(len(parts), at + random.choice((1, 1, 1, 2, 5)))
    before, chosen, after = parts[:at], parts[at:to], parts[to:]
    match random.randrange(6):
        case 0:
            return [*before, *after]
        case 1:
            return [*before, *chosen, *chosen, *after]
        case 2:
            return [*before, *reversed(chosen), *after]
        case 3:
            return [*before, pieces(random), *chosen, *after]
        case 4:
            return [*before, pieces(random), *after]
        case _:
            other = random.randint(0, len(parts))
            return [*before, *parts[other : other + 3], *after]
