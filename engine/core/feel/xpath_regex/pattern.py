"""A compiled regular expression: search, replace, split, every match."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeVar

import regex

from engine.core.feel.xpath_regex import limits
from engine.core.feel.xpath_regex.errors import RegexError, RegexLimitError
from engine.core.feel.xpath_regex.replacement import parse_replacement
from engine.core.feel.xpath_regex.translate import Translator

_FLAGS: Final = frozenset("smixq")

Result = TypeVar("Result")


class Pattern:
    """A regular expression that can be run on many texts; made by `compile_pattern`."""

    __slots__ = ("_compiled", "_groups", "_literal", "_matches_nothing")

    def __init__(self, compiled: regex.Pattern[str], *, literal: bool) -> None:
        self._compiled = compiled
        self._groups = compiled.groups
        self._literal = literal
        self._matches_nothing = _limited(
            lambda: compiled.search("", timeout=limits.SECONDS) is not None, ""
        )

    def search(self, text: str) -> bool:
        """Whether the pattern is found anywhere in a text.

        Raises:
            RegexLimitError: The text is too long, or the search takes too long.
        """
        found = _limited(lambda: self._compiled.search(text, timeout=limits.SECONDS), text)
        return found is not None

    def replace(self, text: str, replacement: str) -> str:
        """The text with every match replaced.

        Raises:
            RegexError: The pattern matches the empty text, or the replacement is wrong.
            RegexLimitError: As `search`, or the result is too long.
        """
        self._refuse_empty()
        write = parse_replacement(replacement, self._groups, literal=self._literal)
        size = len(text)

        def substitute(match: regex.Match[str]) -> str:
            nonlocal size
            written = write(match)
            size += len(written)
            if size > limits.TEXT_LENGTH:
                raise RegexLimitError(f"the result has more than {limits.TEXT_LENGTH:,} characters")
            return written

        return _limited(lambda: self._compiled.sub(substitute, text, timeout=limits.SECONDS), text)

    def split(self, text: str) -> list[str]:
        """The pieces between matches; one empty piece for an empty text.

        Raises:
            RegexError: The pattern matches the empty text.
            RegexLimitError: As `search`.
        """
        self._refuse_empty()
        pieces: list[str] = []
        at = 0
        for match in self._matches(text):
            pieces.append(text[at : match.start()])
            at = match.end()
        return [*pieces, text[at:]]

    def find_all(self, text: str) -> list[str]:
        """Every match, from left to right.

        Raises:
            RegexLimitError: As `search`.
        """
        return [match.group() for match in self._matches(text)]

    def _matches(self, text: str) -> list[regex.Match[str]]:
        return _limited(lambda: list(self._compiled.finditer(text, timeout=limits.SECONDS)), text)

    def _refuse_empty(self) -> None:
        if self._matches_nothing:
            raise RegexError("the pattern matches the empty text, so there is no end to it")


@lru_cache(maxsize=512)
def compile_pattern(pattern: str, flags: str = "") -> Pattern:
    """The pattern of a regular expression.

    Args:
        pattern: In the syntax of XPath 3.1.
        flags: Of `s` (`.` matches line ends), `m` (`^` and `$` match at lines), `i` (any
            case), `x` (white space in the pattern is left out), `q` (the pattern is plain text).

    Raises:
        RegexError: The pattern or the flags are wrong; with the place.
        RegexLimitError: The pattern is too long, too deeply nested or repeats too much.
    """
    unknown = sorted(set(flags) - _FLAGS)
    if unknown:
        raise RegexError(f"there is no flag '{unknown[0]}', only s, m, i, x and q")
    if len(pattern) > limits.PATTERN_LENGTH:
        raise RegexLimitError(f"the pattern has more than {limits.PATTERN_LENGTH:,} characters")
    literal = "q" in flags
    translated = regex.escape(pattern) if literal else Translator(pattern, flags).translate()
    options = regex.V1
    if "i" in flags:
        # One character for one: without -f the engine would take SS for \u00df.
        translated, options = f"(?-f:{translated})", regex.V1 | regex.IGNORECASE
    try:
        return Pattern(regex.compile(translated, options), literal=literal)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        raise RegexError(f"this pattern cannot be run: {error}") from None


def _limited(run: Callable[[], Result], text: str) -> Result:
    if len(text) > limits.TEXT_LENGTH:
        raise RegexLimitError(f"the text has more than {limits.TEXT_LENGTH:,} characters")
    try:
        return run()
    except TimeoutError:
        raise RegexLimitError("the pattern takes too long on this text") from None
