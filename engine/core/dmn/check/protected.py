"""Characteristics that no decision may read: religion, ethnicity, nationality, belief."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.core.dmn.check.tables import tables_in
from engine.core.problem import Problem

if TYPE_CHECKING:
    from engine.core.dmn.model import Definitions, InputClause

_WHY = "which may never decide about a person; take it out"


def protected_inputs(definitions: Definitions) -> Iterator[Problem]:
    """Refuse every input datum, and every column of a table, that is marked as protected.

    A column is refused too when what it tests names a protected input datum.
    """
    marked: dict[str, str] = {}
    for data in definitions.inputs:
        if data.protected is not None:
            marked[data.name] = data.protected
            message = f"the input '{data.name}' holds {_characteristic(data.protected)}, {_WHY}"
            yield Problem(data.id, message, data.line)
    for name, table in tables_in(definitions):
        for clause in table.inputs:
            characteristic = clause.protected or _read_by(clause, marked)
            if characteristic is not None:
                label = clause.label or clause.expression.text
                what = _characteristic(characteristic)
                message = f"'{name}': the column '{label}' reads {what}, {_WHY}"
                yield Problem(clause.id, message, clause.line)


def _characteristic(name: str) -> str:
    """The characteristic in a sentence; a bare mark names none."""
    bare = name in ("true", "protected")
    return "a protected characteristic" if bare else f"a protected characteristic ({name})"


def _read_by(clause: InputClause, marked: dict[str, str]) -> str | None:
    parsed = clause.expression.parsed
    names = parsed.names if parsed is not None else ()
    return next((marked[name] for name in names if name in marked), None)
