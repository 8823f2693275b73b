"""Sets of characters: escapes, categories, blocks, ranges (XML Schema part 2, appendix F)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

_START: Final = (
    r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME: Final = _START + r"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040"

MULTI: Final = {
    "s": r"[ \t\n\r]",
    "S": r"[^ \t\n\r]",
    "d": r"[\p{Nd}]",
    "D": r"[^\p{Nd}]",
    "w": r"[^\p{P}\p{Z}\p{C}]",
    "W": r"[\p{P}\p{Z}\p{C}]",
    "i": f"[{_START}]",
    "I": f"[^{_START}]",
    "c": f"[{_NAME}]",
    "C": f"[^{_NAME}]",
}
"""Escapes that stand for many characters, as sets for the engine."""

_SINGLE: Final = {"n": "\n", "r": "\r", "t": "\t"} | {c: c for c in "\\|.-^?*+{}()[]$"}
_CATEGORIES: Final = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "C",
        "Cc",
        "Cf",
        "Co",
        "Cn",
    ]
)
_ALIASES: Final = {
    "Greek": "GreekandCoptic",
    "CombiningMarksforSymbols": "CombiningDiacriticalMarksforSymbols",
}


@dataclass(frozen=True, slots=True)
class Set:
    """A set of characters as the engine writes it, with brackets."""

    text: str

    @staticmethod
    def of(text: str) -> Set:
        """A set that is written already."""
        return Set(text)

    @staticmethod
    def char(char: str, ignoring_case: bool) -> Set:
        """One character, in all its cases where case does not count."""
        return Set(f"[{char_range(char, char, ignoring_case=ignoring_case)}]")

    @staticmethod
    def union(parts: list[Set], *, negated: bool, minus: Set | None) -> Set:
        """All parts together, or all other characters, without those to be taken away."""
        joined = "".join(part.text for part in parts)
        text = f"[^{joined}]" if negated else f"[{joined}]"
        return Set(f"[{text}--{minus.text}]" if minus is not None else text)

    def emit(self) -> str:
        """The set for the engine; case is settled already, so that it leaves it alone."""
        return f"(?-i:{self.text})"


def single_escape(char: str) -> str | None:
    r"""The character that `\` and this one stand for, None where there is none."""
    return _SINGLE.get(char)


def category(name: str) -> str | None:
    """What a set of a category or block holds, None where there is no such name."""
    if name in _CATEGORIES:
        return rf"\p{{{name}}}"
    if not name.startswith("Is") or not name[2:].replace("-", "").isalnum():
        return None
    block = _ALIASES.get(name[2:], name[2:])
    text = rf"\p{{Block={block}}}"
    try:
        regex.compile(text, regex.V1)
    except regex.error:
        return None
    return text


def char_range(low: str, high: str, *, ignoring_case: bool) -> str:
    """The inside of a set for a range, with the other cases of its letters."""
    plain = f"{_code(low)}-{_code(high)}" if low != high else _code(low)
    return plain + _other_cases(low, high) if ignoring_case else plain


def _other_cases(low: str, high: str) -> str:
    first, last = ord(low), ord(high)
    others = {
        other
        for code, variants in _case_variants().items()
        if first <= code <= last
        for other in variants
        if not first <= ord(other) <= last
    }
    return "".join(_code(char) for char in sorted(others))


_BEYOND_CASES: Final = 0x1F000  # no letter from here on has another case
_variants: dict[int, tuple[str, ...]] = {}


def _case_variants() -> dict[int, tuple[str, ...]]:
    """For every character with case, all others that differ from it in case alone."""
    if not _variants:
        groups: dict[str, set[str]] = {}
        for code in range(_BEYOND_CASES):
            char = chr(code)
            folded = {char.lower(), char.upper(), char.casefold()}
            for other in folded:
                if len(other) == 1 and other != char:
                    groups.setdefault(char.casefold(), set()).update({char, other})
        for members in groups.values():
            for char in members:
                _variants[ord(char)] = tuple(sorted(members - {char}))
    return _variants


def _code(char: str) -> str:
    return f"\\U{ord(char):08X}"
