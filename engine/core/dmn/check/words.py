"""Boxes of pieces in words that a manager reads without knowing what a box is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from engine.core.dmn.check.pieces import Kind, Piece
from engine.core.feel.values.temporal import Date, DateTime, Time
from engine.core.feel.values.text import quoted, to_string

if TYPE_CHECKING:
    from engine.core.dmn.check.cover import Box
    from engine.core.dmn.check.grid import Column

_MOST_TEXTS: Final = 6


def region(columns: Sequence[Column], box: Box) -> str:
    """`level is "low" and months is less than 6`; columns that may be anything are left out."""
    parts = [
        f"{column.label} is {_either(column, pieces)}"
        for column, pieces in zip(columns, box, strict=True)
        if pieces != column.all_pieces
    ]
    return " and ".join(parts) or "whatever the inputs are"


def example(columns: Sequence[Column], box: Box) -> str:
    """`level = "low", months = 5`: one value for each column that matters."""
    parts = [
        f"{column.label} = {_value(_first(column, pieces).example)}"
        for column, pieces in zip(columns, box, strict=True)
        if pieces != column.all_pieces
    ]
    return ", ".join(parts) or "any inputs"


def numbers(rules: Sequence[int]) -> str:
    """`rule 3`, `rules 1 and 4`, `rules 1, 2 and 4`."""
    *first, last = map(str, rules)
    return f"rules {', '.join(first)} and {last}" if first else f"rule {last}"


def _first(column: Column, pieces: int) -> Piece:
    """The plainest of some pieces: a value rather than a stretch, known rather than unknown."""
    chosen = [piece for i, piece in enumerate(column.pieces) if pieces >> i & 1]
    order = [Kind.CHOICE, Kind.POINT, Kind.BETWEEN, Kind.OTHER, Kind.ANYTHING, Kind.UNKNOWN]
    return min(chosen, key=lambda piece: order.index(piece.kind))


def _either(column: Column, pieces: int) -> str:
    chosen = [(i, piece) for i, piece in enumerate(column.pieces) if pieces >> i & 1]
    parts = [_stretch(first, last) for first, last in _runs(chosen)]
    other = any(piece.kind is Kind.OTHER for _, piece in chosen)
    if other:
        parts.append(_none_of(column, pieces))
    else:
        parts += [_value(piece.example) for _, piece in chosen if piece.kind is Kind.CHOICE]
    if any(piece.kind is Kind.UNKNOWN for _, piece in chosen):
        parts.append("unknown")
    return " or ".join(parts)


def _runs(chosen: Sequence[tuple[int, Piece]]) -> Iterator[tuple[Piece, Piece]]:
    """Stretches of ordered pieces next to each other, by their first and last piece."""
    run: list[tuple[int, Piece]] = []
    for i, piece in chosen:
        if piece.kind not in (Kind.POINT, Kind.BETWEEN):
            continue
        joins = run and run[-1][0] + 1 == i and type(run[-1][1].example) is type(piece.example)
        if run and not joins:
            yield run[0][1], run[-1][1]
            run = []
        run.append((i, piece))
    if run:
        yield run[0][1], run[-1][1]


def _stretch(first: Piece, last: Piece) -> str:
    if first is last and first.kind is Kind.POINT:
        return _value(first.example)
    temporal = isinstance(first.example, (Date, DateTime, Time))
    after, since, before, until = (
        ("after", "on or after", "before", "on or before")
        if temporal
        else ("more than", "at least", "less than", "at most")
    )
    low = first.example if first.kind is Kind.POINT else first.low
    high = last.example if last.kind is Kind.POINT else last.high
    parts = []
    if low is not None:
        parts.append(f"{since if first.kind is Kind.POINT else after} {_value(low)}")
    if high is not None:
        parts.append(f"{until if last.kind is Kind.POINT else before} {_value(high)}")
    return " but ".join(parts) or "any value"


def _none_of(column: Column, pieces: int) -> str:
    """The texts that are left out, which are fewer than those that are meant."""
    texts = [
        _value(piece.example)
        for i, piece in enumerate(column.pieces)
        if piece.kind is Kind.CHOICE and not pieces >> i & 1
    ]
    if not texts:
        return "any text"
    shown = texts[:_MOST_TEXTS] + (["..."] if len(texts) > _MOST_TEXTS else [])
    return f"none of {', '.join(shown)}" if len(texts) > 1 else f"not {texts[0]}"


def _value(value: object) -> str:
    """A value as it would stand in a cell, dates without their `@`."""
    if value is None:
        return "unknown"
    return quoted(value) if isinstance(value, str) else to_string(value)
