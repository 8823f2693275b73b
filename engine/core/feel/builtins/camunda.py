"""Functions that Camunda's FEEL adds and that diagrams in the wild use: dialect "camunda".

Left out because their value is another at every call: `random number`, `uuid`.
"""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.feel.builtins.context import put
from engine.core.feel.builtins.conversion import whole
from engine.core.feel.builtins.registry import Registry
from engine.core.feel.builtins.string import with_pattern
from engine.core.feel.errors import FeelValueError, Undefined
from engine.core.feel.values.comparison import equal

if TYPE_CHECKING:
    from engine.core.feel.run import Run

FUNCTIONS: Final = Registry()

Context = dict[str, object]


@FUNCTIONS.builtin("is defined(value: any)")
def is_defined(value: object) -> bool:
    """Whether there is a value; a name that nothing defines has none."""
    return value is not None


@FUNCTIONS.builtin("get or else(value: any, default: any)")
def get_or_else(value: object, default: object) -> object:
    """The value, or the default in place of null."""
    return default if value is None else value


@FUNCTIONS.builtin("assert(value: any, condition: any, cause?: string)")
def assert_that(value: object, condition: object, cause: str | None = None) -> object:
    """The value if the condition is true; otherwise the evaluation fails.

    Raises:
        FeelValueError: The condition is not true.
    """
    if condition is not True:
        raise FeelValueError(cause or "the condition of assert is not fulfilled")
    return value


@FUNCTIONS.builtin("get value(context: context, keys: list)")
def get_nested(context: object, keys: list[object]) -> object:
    """The value inside contexts, one key for every level; null where one is missing."""
    value = context if keys else None
    for key in keys:
        if not isinstance(key, str):
            raise Undefined("get value: the keys must be strings")
        value = value.get(key) if isinstance(value, dict) else None
    return value


@FUNCTIONS.builtin("get value(m: context, key: string)")
def get_value(context: Context, key: str) -> object:
    """The value of a key; null where there is none."""
    return context.get(key)


@FUNCTIONS.builtin("context put(context: context, keys: list, value: any)")
@FUNCTIONS.builtin("put(context: context, keys: list, value: any)")
def put_path(context: Context, keys: list[object], value: object, *, run: Run) -> Context:
    """The context with a value inside contexts; those missing on the way are made."""
    result: Context = {}
    copy: object = result
    inner: object = context
    for i, key in enumerate(keys, 1):
        if not (isinstance(key, str) and isinstance(inner, dict) and isinstance(copy, dict)):
            raise Undefined("context put: the keys must be strings that lead through contexts")
        run.spend_on(inner)
        copy.update(inner)
        inner = inner.get(key, {})
        copy[key] = value if i == len(keys) else {}
        copy = copy[key]
    if not keys:
        raise Undefined("context put: there are no keys")
    return result


FUNCTIONS.builtin("context put(context: context, key: string, value: any)")(put)
FUNCTIONS.builtin("put(context: context, key: string, value: any)")(put)


@FUNCTIONS.builtin("put all(context...: context)")
def put_all(*contexts: Context) -> Context:
    """All entries in one context; a later one wins."""
    return {key: value for context in contexts for key, value in context.items()}


@FUNCTIONS.builtin("is empty(list: list)")
def is_empty(items: list[object]) -> bool:
    """Whether a list has no items."""
    return not items


@FUNCTIONS.builtin("is blank(string: string)")
def is_blank(text: str) -> bool:
    """Whether a text has nothing but white space."""
    return not text.strip()


@FUNCTIONS.builtin("trim(string: string)")
def trim(text: str) -> str:
    """The text without white space at both ends."""
    return text.strip()


@FUNCTIONS.builtin("extract(string: string, pattern: string)")
def extract(text: str, pattern: str, *, run: Run) -> object:
    """All matches of a regular expression."""
    return with_pattern(pattern, None, run, lambda compiled: compiled.find_all(text))


@FUNCTIONS.builtin("to base64(value: string)")
def to_base64(text: str) -> str:
    """The UTF-8 bytes of a text as Base64."""
    try:
        return base64.b64encode(text.encode()).decode()
    except UnicodeEncodeError:
        raise Undefined("half a character cannot be encoded") from None


@FUNCTIONS.builtin("duplicate values(list: list)")
def duplicate_values(items: list[object], *, run: Run) -> list[object]:
    """Each value that stands in the list more than once."""
    found: list[object] = []
    for i, item in enumerate(items):
        run.spend_on(items)
        again = any(equal(item, other, run) is True for other in items[i + 1 :])
        if again and not any(equal(item, known, run) is True for known in found):
            found.append(item)
    return found


@FUNCTIONS.builtin("partition(list: list, size: number)")
def partition(items: list[object], size: Decimal) -> list[object]:
    """The list in pieces of a size, the last one may be shorter."""
    count = whole(size, "size")
    if count < 1:
        raise Undefined("partition: the size must be 1 or more")
    return [items[i : i + count] for i in range(0, len(items), count)]
