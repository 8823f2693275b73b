"""Boolean functions and identity (10.3.4.2, 10.3.4.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.core.feel.builtins.registry import Registry
from engine.core.feel.errors import Undefined
from engine.core.feel.values.comparison import same

if TYPE_CHECKING:
    from engine.core.feel.run import Run

FUNCTIONS: Final = Registry()


@FUNCTIONS.builtin("not(negand: boolean|null)")
def negated(negand: bool | None) -> bool | None:
    """Logical negation; null stays null."""
    return None if negand is None else not negand


@FUNCTIONS.builtin("is(value1: any, value2: any)")
def identical(value1: object, value2: object, *, run: Run) -> bool:
    """Whether both are the same element of the domain."""
    return same(value1, value2, run)


@FUNCTIONS.builtin("all(list: list)", "all(item...: any)")
def all_true(*given: object) -> bool | None:
    """False if any item is false, true if all are true, else null."""
    items = _booleans(given)
    if False in items:
        return False
    return None if None in items else True


@FUNCTIONS.builtin("any(list: list)", "any(item...: any)")
def any_true(*given: object) -> bool | None:
    """True if any item is true, false if all are false, else null."""
    items = _booleans(given)
    if True in items:
        return True
    return None if None in items else False


def _booleans(given: tuple[object, ...]) -> list[bool | None]:
    if not given:
        raise Undefined("there is nothing to judge")
    if given == (None,):
        raise Undefined("there is no list")
    listed = given[0] if len(given) == 1 and isinstance(given[0], list) else list(given)
    items: list[bool | None] = []
    for item in listed:
        if item is not None and not isinstance(item, bool):
            raise Undefined("an item is neither true nor false")
        items.append(item)
    return items
