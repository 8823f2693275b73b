"""String functions (10.3.4.3)."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.feel.builtins.positions import slice_of
from engine.core.feel.builtins.registry import Registry
from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.xpath_regex import Pattern, RegexError, RegexLimitError, compile_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.core.feel.run import Run

FUNCTIONS: Final = Registry()
_STEPS_PER_SECOND: Final = 200_000


@FUNCTIONS.builtin("substring(string: string, start position: number, length?: number)")
def substring(text: str, start: Decimal, length: Decimal | None = None) -> str:
    """So many characters from a position on; the last is -1."""
    return text[slice_of(len(text), start, length)]


@FUNCTIONS.builtin("string length(string: string)")
def string_length(text: str) -> Decimal:
    """How many characters, by code points."""
    return Decimal(len(text))


@FUNCTIONS.builtin("upper case(string: string)")
def upper_case(text: str) -> str:
    """All letters as capitals."""
    return text.upper()


@FUNCTIONS.builtin("lower case(string: string)")
def lower_case(text: str) -> str:
    """All letters small."""
    return text.lower()


@FUNCTIONS.builtin("substring before(string: string, match: string)")
def substring_before(text: str, match: str) -> str:
    """What stands before the first match; nothing where there is none."""
    found = text.find(match)
    return text[:found] if found > 0 else ""


@FUNCTIONS.builtin("substring after(string: string, match: string)")
def substring_after(text: str, match: str) -> str:
    """What stands after the first match; nothing where there is none."""
    found = text.find(match)
    return text[found + len(match) :] if found >= 0 else ""


@FUNCTIONS.builtin("contains(string: string, match: string)")
def contains(text: str, match: str) -> bool:
    """Whether the match is in the text."""
    return match in text


@FUNCTIONS.builtin("starts with(string: string, match: string)")
def starts_with(text: str, match: str) -> bool:
    """Whether the text begins with the match."""
    return text.startswith(match)


@FUNCTIONS.builtin("ends with(string: string, match: string)")
def ends_with(text: str, match: str) -> bool:
    """Whether the text ends with the match."""
    return text.endswith(match)


@FUNCTIONS.builtin("matches(input: string, pattern: string, flags?: string|null)")
def matches(text: str, pattern: str, flags: str | None = None, *, run: Run) -> bool:
    """Whether a regular expression of XPath is found in the text."""
    return bool(with_pattern(pattern, flags, run, lambda compiled: compiled.search(text)))


@FUNCTIONS.builtin(
    "replace(input: string, pattern: string, replacement: string, flags?: string|null)"
)
def replace(
    text: str, pattern: str, replacement: str, flags: str | None = None, *, run: Run
) -> object:
    """The text with every match replaced; `$1` is what the first group matched."""
    result = with_pattern(pattern, flags, run, lambda c: c.replace(text, replacement))
    run.check_size(len(str(result)), "string")
    return result


@FUNCTIONS.builtin("split(string: string, delimiter: string)")
def split(text: str, delimiter: str, *, run: Run) -> object:
    """The pieces of the text between matches of a regular expression."""
    pieces: list[str] = []
    with_pattern(delimiter, None, run, lambda compiled: pieces.extend(compiled.split(text)))
    run.check_size(len(pieces))
    return pieces


def with_pattern(
    pattern: str, flags: str | None, run: Run, use: Callable[[Pattern], object]
) -> object:
    """What a use of a regular expression gives; its time is taken from the budget.

    Raises:
        Undefined: The pattern or the flags are wrong.
        FeelLimitError: It takes too long, alone or together with those before.
    """
    began = time.perf_counter()
    try:
        return use(compile_pattern(pattern, flags or ""))
    except RegexLimitError as error:
        raise FeelLimitError(str(error)) from None
    except RegexError as error:
        raise Undefined(str(error)) from None
    finally:
        run.spend(int((time.perf_counter() - began) * _STEPS_PER_SECOND))


@FUNCTIONS.builtin("string join(list: list, delimiter?: string|null)")
def string_join(items: list[object], delimiter: str | None = None, *, run: Run) -> str:
    """All strings of a list in one, nulls left out."""
    texts: list[str] = []
    for item in items:
        if isinstance(item, str):
            texts.append(item)
        elif item is not None:
            raise Undefined("string join: an item of the list is not a string")
    between = delimiter or ""
    run.check_size(sum(map(len, texts)) + len(between) * max(len(texts) - 1, 0), "string")
    return between.join(texts)
