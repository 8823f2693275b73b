"""Context functions (10.3.4.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.core.feel.builtins.registry import Registry
from engine.core.feel.errors import Undefined
from engine.core.feel.values.describe import kind_of

if TYPE_CHECKING:
    from engine.core.feel.run import Run

FUNCTIONS: Final = Registry()

Context = dict[str, object]


@FUNCTIONS.builtin("get value(m: context, key: string)")
def get_value(context: Context, key: str) -> object:
    """The value of a key; null where there is none."""
    return context.get(key)


@FUNCTIONS.builtin("get entries(m: context)")
def get_entries(context: Context) -> list[object]:
    """A context with `key` and `value` for every entry."""
    return [{"key": key, "value": value} for key, value in context.items()]


@FUNCTIONS.builtin("context(entries: list)")
def context_of(entries: list[object]) -> Context:
    """The context of entries that have `key` and `value`."""
    result: Context = {}
    for entry in entries:
        if not isinstance(entry, dict) or not {"key", "value"} <= entry.keys():
            raise Undefined("context: every entry needs 'key' and 'value'")
        key = entry["key"]
        if not isinstance(key, str):
            raise Undefined(f"context: a key must be a string, not {kind_of(key)}")
        if key in result:
            raise Undefined(f"context: the key '{key}' stands twice")
        result[key] = entry["value"]
    return result


@FUNCTIONS.builtin("context put(context: context, key: string, value: any)")
def put(context: Context, key: str, value: object) -> Context:
    """The context with one entry more, or another value for it."""
    return {**context, key: value}


@FUNCTIONS.builtin("context put(context: context, keys: list, value: any)")
def put_nested(context: Context, keys: list[object], value: object, *, run: Run) -> Context:
    """The same for an entry inside contexts: one key for every level."""
    if not keys or not isinstance(keys[0], str):
        raise Undefined("context put: the keys must be a list of strings")
    run.spend_on(context)
    if len(keys) == 1:
        return {**context, keys[0]: value}
    inner = context.get(keys[0])
    if not isinstance(inner, dict):
        raise Undefined(f"context put: '{keys[0]}' is not a context")
    return {**context, keys[0]: put_nested(inner, keys[1:], value, run=run)}


@FUNCTIONS.builtin("context merge(contexts: list)")
def merge(contexts: list[object], *, run: Run) -> Context:
    """All entries in one context; a later one wins."""
    result: Context = {}
    for context in contexts:
        if not isinstance(context, dict):
            raise Undefined(f"context merge: an item is a {kind_of(context)}")
        run.spend_on(context)
        result.update(context)
    return result
