"""Whether a value is the one that the TCK expects."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_TOLERANCE: Final = Decimal("1e-8")


def agrees(found: object, expected: object) -> bool:
    """Equality, with numbers to within 1e-8, absolute or relative."""
    if isinstance(expected, Decimal) and isinstance(found, Decimal):
        scale = max(Decimal(1), abs(expected))
        return found == expected or abs(found - expected) <= _TOLERANCE * scale
    if isinstance(expected, list) and isinstance(found, list):
        return len(found) == len(expected) and all(map(agrees, found, expected))
    if isinstance(expected, dict) and isinstance(found, dict):
        return found.keys() == expected.keys() and all(
            agrees(found[name], value) for name, value in expected.items()
        )
    return type(found) is type(expected) and found == expected
