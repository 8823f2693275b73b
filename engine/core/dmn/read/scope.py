"""Names that a value brings into scope: its own members, known before anything is evaluated.

FEEL reads `risk-free days` as one name only where something is called so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core.dmn.model import (
    Context,
    DecisionTable,
    Expression,
    Filter,
    For,
    ListExpression,
    LiteralExpression,
    Relation,
)
from engine.core.feel.syntax import nodes as n

if TYPE_CHECKING:
    from engine.core.dmn.item_types import TypeTable


def names_of_value(
    types: TypeTable, type_ref: str | None, expression: Expression | None
) -> frozenset[str]:
    """The names of the members of a value, by its type, else by the expression that makes it."""
    refs = {type_ref, expression.type_ref if expression is not None else None} - {None}
    names: set[str] = set()
    for ref in refs:
        names |= types.member_names(ref)
    if not names and expression is not None:
        _collect(types, expression, names)
    return frozenset(names)


def _collect(types: TypeTable, expression: Expression, names: set[str]) -> None:
    inner: list[Expression | None] = []
    if isinstance(expression, LiteralExpression):
        if expression.parsed is not None and expression.parsed.error is None:
            _collect_keys(expression.parsed.tree, names)
    elif isinstance(expression, Context):
        for entry in expression.entries:
            if entry.variable is not None:
                names.add(entry.variable.name)
                names |= types.member_names(entry.variable.type_ref)
            inner.append(entry.value)
    elif isinstance(expression, Relation):
        names.update(column.name for column in expression.columns)
        inner += [cell for row in expression.rows for cell in row]
    elif isinstance(expression, DecisionTable):
        names.update(output.name for output in expression.outputs if output.name)
    elif isinstance(expression, ListExpression):
        inner += expression.items
    elif isinstance(expression, Filter):
        inner.append(expression.source)
    elif isinstance(expression, For):
        inner.append(expression.result)
    for part in inner:
        if part is not None:
            _collect(types, part, names)


def _collect_keys(tree: n.Node, names: set[str]) -> None:
    """The keys of all contexts written in a text."""
    todo: list[object] = [tree]
    while todo:
        current = todo.pop()
        if isinstance(current, n.ContextLiteral):
            names.update(key for key, _ in current.entries)
        if isinstance(current, n.Node):
            todo.extend(getattr(current, field) for field in current.__dataclass_fields__)
        elif isinstance(current, tuple):
            todo.extend(current)
