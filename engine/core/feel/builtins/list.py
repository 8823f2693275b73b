"""List functions that build lists (10.3.4.4) and sort (10.3.4.8)."""

from __future__ import annotations

from decimal import Decimal
from functools import cmp_to_key
from typing import TYPE_CHECKING, Final

from engine.core.feel.builtins.positions import index_of, slice_of
from engine.core.feel.builtins.registry import Registry
from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.values.function import Function

if TYPE_CHECKING:
    from engine.core.feel.run import Run

FUNCTIONS: Final = Registry()
_MAX_NESTING: Final = 200


@FUNCTIONS.builtin("sublist(list: list, start position: number, length?: number)")
def sublist(items: list[object], start: Decimal, length: Decimal | None = None) -> list[object]:
    """So many items from a position on."""
    return items[slice_of(len(items), start, length)]


@FUNCTIONS.builtin("append(list: list, item...: any)")
def append(items: list[object], *more: object, run: Run) -> list[object]:
    """The list with items added."""
    run.check_size(len(items) + len(more))
    return [*items, *more]


@FUNCTIONS.builtin("concatenate(list...: list)")
def concatenate(*lists: list[object], run: Run) -> list[object]:
    """All lists in one."""
    run.check_size(sum(map(len, lists)))
    return [item for items in lists for item in items]


@FUNCTIONS.builtin("insert before(list: list, position: number, newItem: any)")
def insert_before(
    items: list[object], position: Decimal, item: object, *, run: Run
) -> list[object]:
    """The list with an item put in before a position."""
    index = index_of(len(items), position)
    run.check_size(len(items) + 1)
    return [*items[:index], item, *items[index:]]


@FUNCTIONS.builtin("remove(list: list, position: number)")
def remove(items: list[object], position: Decimal) -> list[object]:
    """The list without the item at a position."""
    index = index_of(len(items), position)
    return [*items[:index], *items[index + 1 :]]


@FUNCTIONS.builtin("list replace(list: list, position: number, newItem: any)")
def replace_at(items: list[object], position: Decimal, item: object) -> list[object]:
    """The list with another item at a position."""
    index = index_of(len(items), position)
    return [*items[:index], item, *items[index + 1 :]]


@FUNCTIONS.builtin("list replace(list: list, match: function, newItem: any)")
def replace_matches(
    items: list[object], match: Function, item: object, *, run: Run
) -> list[object]:
    """The list with another item wherever `match(item, newItem)` is true."""
    replaced: list[object] = []
    for old in items:
        run.spend()
        answer = match.invoke([old, item], run)
        if not isinstance(answer, bool):
            raise Undefined("list replace: the function must answer true or false")
        replaced.append(item if answer else old)
    return replaced


@FUNCTIONS.builtin("reverse(list: list)")
def reverse(items: list[object]) -> list[object]:
    """The list from its end."""
    return items[::-1]


@FUNCTIONS.builtin("flatten(list: list)")
def flatten(items: list[object], *, run: Run) -> list[object]:
    """The list with all lists inside it opened."""
    flat: list[object] = []
    _flatten_into(flat, items, 0, run)
    return flat


def _flatten_into(flat: list[object], items: list[object], depth: int, run: Run) -> None:
    if depth > _MAX_NESTING:
        raise FeelLimitError("this list is nested too deeply")
    run.spend(len(items) + 1)
    run.check_size(len(flat) + len(items))
    for item in items:
        if isinstance(item, list):
            _flatten_into(flat, item, depth + 1, run)
        else:
            flat.append(item)


@FUNCTIONS.builtin("sort(list: list, precedes: function)")
def sort(items: list[object], precedes: Function, *, run: Run) -> list[object]:
    """The list in the order of `precedes(x, y)`; items that neither precedes stay as they are."""

    def order(x: object, y: object) -> int:
        if _precedes(precedes, x, y, run):
            return -1
        return 1 if _precedes(precedes, y, x, run) else 0

    return sorted(items, key=cmp_to_key(order))


def _precedes(function: Function, x: object, y: object, run: Run) -> bool:
    run.spend()
    answer = function.invoke([x, y], run)
    if not isinstance(answer, bool):
        raise Undefined("sort: the function must answer true or false")
    return answer
