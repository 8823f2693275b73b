"""Names of people, compared: written otherwise, in another order, or as they sound."""

from __future__ import annotations

import unicodedata
from typing import Final

import jellyfish

_LONGEST: Final = 200
# Letters that no decomposition turns into those of the plain alphabet.
_LETTERS: Final = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
        "\u0131": "i", "ŋ": "ng", "ŧ": "t", "ĸ": "k", "ə": "e",
    }
)  # fmt: skip
# Straight, typographic, and those that stand for ayin and hamza.
_APOSTROPHES: Final = frozenset(
    "'\u2019\u2018\u201b\u00b4`\u02bc\u02bb\u02b9\u02be\u02bf\u2032\uff07\u02bd\u02c8"
)
# Hyphens, dashes and what else joins the parts of a name.
_HYPHENS: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d_\u00b7")
# The ways in which one sound is written when a name comes from another alphabet.
_SPELLINGS: Final = (
    ("tsch", "ch"), ("tch", "ch"), ("dsch", "j"), ("dzh", "j"), ("dj", "j"), ("sch", "sh"),
    ("kh", "k"), ("gh", "g"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("q", "k"), ("w", "v"),
)  # fmt: skip
# Small words that come and go from paper to paper, such as in `Amin`, `el-Amin`, `van den Berg`.
_PARTICLES_TEXT: Final = """
abu al ben bin bint da de del den der di dos du el ibn la le ten ter ul van von
"""
_PARTICLES: Final = frozenset(_PARTICLES_TEXT.split())
_LIKE: Final = 0.84  # what is less alike is mostly another word
_HEARD: Final = 0.6


def words(name: str) -> tuple[str, ...]:
    """The words of a name, plain and in lower case, in their order.

    Accents and apostrophes are gone, a hyphen parts words; letters of other scripts stay. What has
    no letter and no digit has no words. Only the first 200 characters count.
    """
    return tuple(word for token in tokens(name) for word in token)


def tokens(name: str) -> tuple[tuple[str, ...], ...]:
    """The same, with what a hyphen joins still together: `Jean-Luc Marsh` has two."""
    found: list[tuple[str, ...]] = []
    for chunk in _plain(name[:_LONGEST]).split():
        parts = tuple(part for part in chunk.split("-") if part)
        if parts:
            found.append(parts)
    return tuple(found)


def spellings(name: str) -> frozenset[str]:
    """Everything that one may type to find a name: its words, and what hyphens join as one word."""
    joined = {"".join(token) for token in tokens(name)}
    return frozenset({*words(name), *joined})


def sound(word: str) -> str:
    """How a word sounds, much alike for all ways to write it; empty for other scripts than Latin.

    Args:
        word: One of `words`.
    """
    folded = word
    for written, plain in _SPELLINGS:
        folded = folded.replace(written, plain)
    if folded.startswith("j"):
        folded = f"y{folded[1:]}"
    return jellyfish.metaphone(folded) if folded.isascii() else ""


def sounds(name: str) -> frozenset[str]:
    """How the words of a name sound."""
    return frozenset(filter(None, map(sound, spellings(name))))


def likeness(one: str, other: str) -> float:
    """How much two names are alike, from 0 to 1, in whatever order their words are.

    A word that the other name lacks, such as a second given name, costs little.
    """
    mine, theirs = (words(one), _joined(one)), (words(other), _joined(other))
    return max(_likeness(_bare(a), _bare(b)) for a in mine for b in theirs)


def sound_alike(one: str, other: str) -> bool:
    """Whether each word of the shorter name sounds like a word of the longer."""
    mine, theirs = sounds(one), sounds(other)
    fewer, more = sorted((mine, theirs), key=len)
    return len(fewer) > 1 and fewer <= more


def _joined(name: str) -> tuple[str, ...]:
    return tuple("".join(token) for token in tokens(name))


def _bare(given: tuple[str, ...]) -> tuple[str, ...]:
    """Without particles, where enough is left."""
    left = tuple(word for word in given if word not in _PARTICLES)
    return left if len(left) > 1 else given


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return 0.0
    # With as many words, which of them choose first must not matter.
    if len(one) == len(other):
        return max(_matched(one, other), _matched(other, one))
    return _matched(*sorted((one, other), key=len))


def _matched(fewer: tuple[str, ...], more: tuple[str, ...]) -> float:
    """How much words are like those of another name that they are most alike."""
    left, total = list(more), 0.0
    for word in sorted(fewer, key=len, reverse=True):
        best = max(left, key=lambda there: _alike(word, there))
        total += _alike(word, best)
        left.remove(best)
    mean = total / len(fewer)
    # One word against several says little: a family shares its name.
    alone = 0.8 if len(fewer) == 1 and len(more) > 1 else 1.0
    return float(mean * alone * max(1 - 0.03 * len(left), 0))


def _alike(one: str, other: str) -> float:
    written = jellyfish.jaro_winkler_similarity(one, other)
    if written > _HEARD and sound(one) and sound(one) == sound(other):
        return max(written, 0.95)
    return written if written >= _LIKE else written * 0.6


def _plain(text: str) -> str:
    """Letters and digits in lower case, spaces, and `-` inside words."""
    # Before what composes an apostrophe of a space and an accent is taken apart.
    bare = "".join(letter for letter in text if letter not in _APOSTROPHES)
    kept = []
    for letter in _settled(bare):
        if letter in _APOSTROPHES or unicodedata.combining(letter):
            continue
        if letter in _HYPHENS:
            kept.append("-")
        else:
            kept.append(letter if _belongs(letter) else " ")
    return "".join(kept)


def _settled(text: str) -> str:
    """Decomposed and in lower case until neither changes anything more."""
    before, after = "", text
    while before != after:
        before = after
        after = unicodedata.normalize("NFKD", after).casefold().translate(_LETTERS)
    return after


def _belongs(letter: str) -> bool:
    """Whether it is part of a word: a letter, a digit, or a sign that a script writes vowels by."""
    return unicodedata.category(letter)[0] in "LNM"
