"""Whether a value is one that a type of the model takes, and what makes it one (10.3.2.9.4)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.feel.errors import Undefined
from engine.core.feel.run import Run
from engine.core.feel.types import ANY, BOOLEAN, NUMBER, STRING, coerce, fits
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.text import to_string

if TYPE_CHECKING:
    from engine.core.dmn.item_type import ItemType
    from engine.core.dmn.model import UnaryTests
    from engine.core.feel import UnaryTests as Tests

Conform = Callable[[object, Run], object]
"""Gives the value as the type wants it; raises Undefined where it does not fit."""

_ITEMS_PER_STEP: Final = 10
_CLASSES: Final = ((NUMBER, Decimal), (STRING, str), (BOOLEAN, bool))


def conformer(found: ItemType | None) -> Conform | None:
    """What makes values conform to a type; None where every value does."""
    if found is None or (found.feel == ANY and not found.constrained):
        return None
    structure, constrained = found.feel, found.constrained
    classes = () if constrained else _CLASSES
    direct = next((python for kind, python in classes if kind == structure), None)

    def conform(value: object, run: Run) -> object:
        if value is None or type(value) is direct:
            return value
        if isinstance(value, list):
            run.spend(len(value) // _ITEMS_PER_STEP)
        converted = coerce(value, structure)
        if constrained:
            check(found, converted, {}, run)
        return converted

    return conform


def check(found: ItemType, value: object, siblings: dict[str, object], run: Run) -> None:
    """Refuse a value that its type does not allow; null is always allowed.

    Raises:
        Undefined: With the reason.
    """
    if value is None or not found.constrained:
        return
    if found.shallow and not fits(value, found.feel):
        raise Undefined(f"a {kind_of(value)} that is no {found.name}")
    for item in value if found.is_collection and isinstance(value, list) else [value]:
        _check_one(found, item, siblings, run)
    if found.constraint is not None and not _allows(found.constraint, value, siblings, run):
        _refuse(found, found.constraint, value)


def _check_one(found: ItemType, value: object, siblings: dict[str, object], run: Run) -> None:
    if found.base is not None:
        check(found.base, value, siblings, run)
    if isinstance(value, dict):
        for name, member in found.members.items():
            check(member, value.get(name), value, run)
    if found.allowed is not None and value is not None:
        values = value if isinstance(value, list) else [value]
        if not all(_allows(found.allowed, item, siblings, run) for item in values):
            _refuse(found, found.allowed, value)


def holds(tests: Tests, value: object, scope: dict[str, object], run: Run) -> bool:
    """Whether a value satisfies tests; what has no answer does not, and says nothing of it."""
    return run.quietly(lambda names, inner: tests.run(value, names, inner), scope) is True


def _allows(tests: UnaryTests, value: object, siblings: dict[str, object], run: Run) -> bool:
    return tests.parsed is None or holds(tests.parsed, value, siblings, run)


def _refuse(found: ItemType, tests: UnaryTests, value: object) -> None:
    raise Undefined(f"{to_string(value)} is not allowed by {found.name}: {tests.text}")
