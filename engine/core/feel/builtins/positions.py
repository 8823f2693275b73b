"""Positions in strings and lists: from 1 forwards, from -1 backwards."""

from __future__ import annotations

from decimal import Decimal

from engine.core.feel.builtins.conversion import whole
from engine.core.feel.errors import Undefined


def index_of(size: int, position: Decimal) -> int:
    """The index from 0 of a position.

    Raises:
        Undefined: The position is no whole number, or outside [-size..-1] and [1..size].
    """
    place = whole(position, "position")
    if not place or abs(place) > size:
        raise Undefined(f"there is no position {place} in {size}")
    return place - 1 if place > 0 else size + place


def slice_of(size: int, start: Decimal, length: Decimal | None) -> slice:
    """The slice of so many items from a position on; all of them for None.

    Raises:
        Undefined: As `index_of`, or the length is outside [1..what is left].
    """
    first = index_of(size, start)
    if length is None:
        return slice(first, None)
    count = whole(length, "length")
    if not 1 <= count <= size - first:
        raise Undefined(f"there are no {count} from position {start:f} on in {size}")
    return slice(first, first + count)
