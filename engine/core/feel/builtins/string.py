"""String functions (10.3.4.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.feel.builtins.positions import slice_of
from engine.core.feel.builtins.signature import Registry
from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.xpath_regex import Pattern, RegexError, RegexLimitError, compile_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.core.feel.run import Run

FUNCTIONS: Final = Registry()


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
def matches(text: str, pattern: str, flags: str | None = None) -> bool:
    """Whether a regular expression of XPath is found in the text."""
    return bool(_with_pattern(pattern, flags, lambda compiled: compiled.search(text)))


@FUNCTIONS.builtin(
    "replace(input: string, pattern: string, replacement: string, flags?: string|null)"
)
def replace(
    text: str, pattern: str, replacement: str, flags: str | None = None, *, run: Run
) -> object:
    """The text with every match replaced; `$1` is what the first group matched."""
    result = _with_pattern(pattern, flags, lambda c: c.replace(text, replacement))
    run.check_size(len(str(result)), "string")
    return result


@FUNCTIONS.builtin("split(string: string, delimiter: string)")
def split(text: str, delimiter: str, *, run: Run) -> object:
    """The pieces of the text between matches of a regular expression."""
    run.spend(len(text) // 100)
    pieces: list[str] = []
    _with_pattern(delimiter, None, lambda compiled: pieces.extend(compiled.split(text)))
    run.check_size(len(pieces))
    return pieces


def _with_pattern(pattern: str, flags: str | None, use: Callable[[Pattern], object]) -> object:
    try:
        return use(compile_pattern(pattern, flags or ""))
    except RegexLimitError as error:
        raise FeelLimitError(str(error)) from None
    except RegexError as error:
        raise Undefined(str(error)) from None


@FUNCTIONS.builtin("string join(list: list, delimiter?: string|null)")
def string_join(items: list[object], delimiter: str | None = None, *, run: Run) -> str:
    """All strings of a list in one, nulls left out."""
    run.spend(len(items))
    texts: list[str] = []
    for item in items:
        if isinstance(item, str):
            texts.append(item)
        elif item is not None:
            raise Undefined("string join: an item of the list is not a string")
    between = delimiter or ""
    run.check_size(sum(map(len, texts)) + len(between) * max(len(texts) - 1, 0), "string")
    return between.join(texts)
