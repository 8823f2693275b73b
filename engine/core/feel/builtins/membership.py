"""List functions that look for equal items (10.3.4.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.feel.builtins.registry import Registry
from engine.core.feel.values.comparison import equal

if TYPE_CHECKING:
    from engine.core.feel.run import Run

FUNCTIONS: Final = Registry()


@FUNCTIONS.builtin("list contains(list: list, element: any)")
def list_contains(items: list[object], element: object, *, run: Run) -> bool:
    """Whether an item equals the element; null equals null."""
    return any(equal(item, element, run) is True for item in items)


@FUNCTIONS.builtin("count(list: list)")
def count(items: list[object]) -> Decimal:
    """How many items."""
    return Decimal(len(items))


@FUNCTIONS.builtin("index of(list: list, match: any)")
def index_of(items: list[object], match: object, *, run: Run) -> list[object]:
    """The positions of all items that equal the match."""
    return [Decimal(i) for i, item in enumerate(items, 1) if equal(item, match, run) is True]


@FUNCTIONS.builtin("union(list...: list)")
def union(*lists: list[object], run: Run) -> list[object]:
    """All lists in one, each value once."""
    run.check_size(sum(map(len, lists)))
    return distinct([item for items in lists for item in items], run)


@FUNCTIONS.builtin("distinct values(list: list)")
def distinct_values(items: list[object], *, run: Run) -> list[object]:
    """The list with each value once, at its first place."""
    return distinct(items, run)


def distinct(items: list[object], run: Run) -> list[object]:
    """Each value once, in the order of their first places."""
    kept: list[object] = []
    seen: set[tuple[type, object]] = set()
    for item in items:
        # Plain values are found by their hash, the others by comparing with all that is kept.
        if isinstance(item, (bool, Decimal, str)):
            key = (type(item), item)
            if key not in seen:
                seen.add(key)
                kept.append(item)
            continue
        run.spend(1 + len(kept) // 8)
        if not any(equal(item, other, run) is True for other in kept):
            kept.append(item)
    return kept
