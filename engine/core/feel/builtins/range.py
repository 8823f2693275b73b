"""How points and ranges lie to each other (10.3.4.7, table 78)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from engine.core.feel.builtins.registry import Registry
from engine.core.feel.errors import Undefined
from engine.core.feel.values.comparison import equal, less
from engine.core.feel.values.range import Range

FUNCTIONS: Final = Registry()


@dataclass(frozen=True, slots=True)
class _End:
    """An end of a range: `side` is -1 for a start and 1 for an end; None is without bound."""

    value: object
    included: bool
    side: int


def _start(value: object) -> _End:
    if isinstance(value, Range):
        return _End(value.start, value.start_included, -1)
    return _End(value, True, -1)


def _end(value: object) -> _End:
    if isinstance(value, Range):
        return _End(value.end, value.end_included, 1)
    return _End(value, True, 1)


def _order(a: _End, b: _End) -> int:
    """-1, 0 or 1 as the value of one end is below, at or above that of the other.

    Raises:
        Undefined: The two cannot be compared.
    """
    if a.value is None or b.value is None:
        first = a.side if a.value is None else 0
        second = b.side if b.value is None else 0
        return (first > second) - (first < second)
    below = less(a.value, b.value)
    if below is None:
        raise Undefined("the two cannot be compared")
    if below:
        return -1
    return 0 if equal(a.value, b.value) else 1


def _same_value(a: _End, b: _End) -> bool:
    return _order(a, b) == 0


def _starts_no_later(a: object, b: object) -> bool:
    """Whether `a` begins at or before the point where `b` does."""
    first, second = _start(a), _start(b)
    order = _order(first, second)
    return order < 0 or (order == 0 and (first.included or not second.included))


def _ends_no_earlier(a: object, b: object) -> bool:
    first, second = _end(a), _end(b)
    order = _order(first, second)
    return order > 0 or (order == 0 and (first.included or not second.included))


@FUNCTIONS.builtin(
    "before(point1: point, point2: point)",
    "before(point: point, range: range)",
    "before(range: range, point: point)",
    "before(range1: range, range2: range)",
)
def before(a: object, b: object) -> bool:
    """Whether all of `a` is before all of `b`."""
    last, first = _end(a), _start(b)
    order = _order(last, first)
    return order < 0 or (order == 0 and not (last.included and first.included))


@FUNCTIONS.builtin(
    "after(point1: point, point2: point)",
    "after(point: point, range: range)",
    "after(range: range, point: point)",
    "after(range1: range, range2: range)",
)
def after(a: object, b: object) -> bool:
    """Whether all of `a` is after all of `b`."""
    return before(b, a)


@FUNCTIONS.builtin("meets(range1: range, range2: range)")
def meets(a: Range, b: Range) -> bool:
    """Whether `a` ends where `b` starts, both with that point."""
    return a.end_included and b.start_included and _same_value(_end(a), _start(b))


@FUNCTIONS.builtin("met by(range1: range, range2: range)")
def met_by(a: Range, b: Range) -> bool:
    """Whether `b` ends where `a` starts, both with that point."""
    return meets(b, a)


@FUNCTIONS.builtin("overlaps(range1: range, range2: range)")
def overlaps(a: Range, b: Range) -> bool:
    """Whether the two have a point in common."""
    return not before(a, b) and not before(b, a)


@FUNCTIONS.builtin("overlaps before(range1: range, range2: range)")
def overlaps_before(a: Range, b: Range) -> bool:
    """Whether `a` begins first, the two overlap, and `b` ends no earlier."""
    return not _starts_no_later(b, a) and overlaps(a, b) and _ends_no_earlier(b, a)


@FUNCTIONS.builtin("overlaps after(range1: range, range2: range)")
def overlaps_after(a: Range, b: Range) -> bool:
    """Whether `b` overlaps before `a`."""
    return overlaps_before(b, a)


@FUNCTIONS.builtin("finishes(point: point, range: range)", "finishes(range1: range, range2: range)")
def finishes(a: object, b: Range) -> bool:
    """Whether `a` is within `b` and ends with it."""
    first, last = _end(a), _end(b)
    if not _same_value(first, last) or first.included is not last.included:
        return False
    return not isinstance(a, Range) or _starts_no_later(b, a)


@FUNCTIONS.builtin(
    "finished by(range: range, point: point)", "finished by(range1: range, range2: range)"
)
def finished_by(a: Range, b: object) -> bool:
    """Whether `b` finishes `a`."""
    return finishes(b, a)


@FUNCTIONS.builtin("includes(range: range, point: point)", "includes(range1: range, range2: range)")
def includes(a: Range, b: object) -> bool:
    """Whether all of `b` is in `a`."""
    return _starts_no_later(a, b) and _ends_no_earlier(a, b)


@FUNCTIONS.builtin("during(point: point, range: range)", "during(range1: range, range2: range)")
def during(a: object, b: Range) -> bool:
    """Whether `b` includes `a`."""
    return includes(b, a)


@FUNCTIONS.builtin("starts(point: point, range: range)", "starts(range1: range, range2: range)")
def starts(a: object, b: Range) -> bool:
    """Whether `a` is within `b` and begins with it."""
    first, second = _start(a), _start(b)
    if not _same_value(first, second) or first.included is not second.included:
        return False
    return not isinstance(a, Range) or _ends_no_earlier(b, a)


@FUNCTIONS.builtin(
    "started by(range: range, point: point)", "started by(range1: range, range2: range)"
)
def started_by(a: Range, b: object) -> bool:
    """Whether `b` starts `a`."""
    return starts(b, a)


@FUNCTIONS.builtin(
    "coincides(point1: point, point2: point)", "coincides(range1: range, range2: range)"
)
def coincides(a: object, b: object) -> bool:
    """Whether the two are the same point or range."""
    return includes(a, b) and includes(b, a)  # type: ignore[arg-type]
