"""Boxed expressions, each read with the names that its texts may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Literal, TypedDict

from lxml import etree

from engine.core.dmn.model import (
    Binding,
    Conditional,
    Context,
    ContextEntry,
    Expression,
    Filter,
    For,
    FunctionDefinition,
    Invocation,
    ListExpression,
    LiteralExpression,
    Quantified,
    Relation,
)
from engine.core.dmn.read.table import read_table

if TYPE_CHECKING:
    from engine.core.dmn.read.reader import Names, Reader

_KINDS: Final[Mapping[str, Literal["FEEL", "Java", "PMML"]]] = {
    "FEEL": "FEEL", "F": "FEEL", "Java": "Java", "J": "Java", "PMML": "PMML", "P": "PMML",
}  # fmt: skip


class _Common(TypedDict):
    id: str
    line: int | None
    type_ref: str | None
    label: str | None


def _common(reader: Reader, element: etree._Element) -> _Common:
    found = _Common(
        id=reader.id(element),
        line=element.sourceline,
        type_ref=reader.type_ref(element),
        label=element.get("label"),
    )
    reader.check_type(found["type_ref"], found["id"], found["line"])
    return found


def read_expression(
    reader: Reader, parent: etree._Element | None, names: Names
) -> Expression | None:
    """The first expression inside an element; None where there is none."""
    if parent is None:
        return None
    for child in reader.children(parent):
        read = _RULES.get(reader.kind(child))
        if read is not None:
            return read(reader, child, names)
    return None


def read_literal(reader: Reader, element: etree._Element, names: Names) -> LiteralExpression:
    """A text in FEEL: a literal expression, the input or output of a table."""
    text, parsed, reason = reader.expression(element, names)
    return LiteralExpression(**_common(reader, element), text=text, parsed=parsed, reason=reason)


def _literal(reader: Reader, element: etree._Element, names: Names) -> Expression:
    found = read_literal(reader, element, names)
    if not found.text and found.reason is None:
        reader.problem(element, "the expression is empty", "warning")
    return found


def _table(reader: Reader, element: etree._Element, names: Names) -> Expression:
    return read_table(reader, element, names, read_literal)


def _context(reader: Reader, element: etree._Element, names: Names) -> Expression:
    entries: list[ContextEntry] = []
    seen: set[str] = set()
    for child in reader.children(element, "contextEntry"):
        written = reader.child(child, "variable")
        variable = None if written is None else reader.variable(written)
        if variable is not None and not variable.name:
            variable = None
        value = read_expression(reader, child, names)
        if value is None:
            reader.problem(child, "the entry has no expression", "warning")
        entries.append(ContextEntry(id=reader.id(child), variable=variable, value=value))
        if variable is None:
            continue
        if variable.name in seen:
            reader.problem(child, f"the context has two entries named '{variable.name}'")
        seen.add(variable.name)
        names |= {variable.name}
    return Context(**_common(reader, element), entries=tuple(entries))


def _invocation(reader: Reader, element: etree._Element, names: Names) -> Expression:
    bindings = []
    for child in reader.children(element, "binding"):
        parameter = reader.child(child, "parameter")
        if parameter is None:
            reader.problem(child, "the binding has no parameter")
            continue
        value = read_expression(reader, child, names)
        bindings.append(Binding(parameter=reader.variable(parameter), value=value))
    function = read_expression(reader, element, names)
    if function is None:
        reader.problem(element, "the invocation names no function")
    return Invocation(**_common(reader, element), function=function, bindings=tuple(bindings))


def read_function(reader: Reader, element: etree._Element, names: Names) -> FunctionDefinition:
    """A function definition, or the encapsulated logic of a business knowledge model."""
    parameters = tuple(
        reader.variable(child) for child in reader.children(element, "formalParameter")
    )
    for parameter in parameters:
        names |= {parameter.name}
    written = element.get("kind") or "FEEL"
    kind = _KINDS.get(written)
    if kind is None:
        reader.problem(element, f"the function kind '{written}' is not FEEL, Java or PMML")
    return FunctionDefinition(
        **_common(reader, element),
        kind=kind or "FEEL",
        parameters=parameters,
        body=read_expression(reader, element, names),
    )


def _list(reader: Reader, element: etree._Element, names: Names) -> Expression:
    return ListExpression(**_common(reader, element), items=_items(reader, element, names))


def _items(reader: Reader, element: etree._Element, names: Names) -> tuple[Expression, ...]:
    return tuple(
        _RULES[reader.kind(child)](reader, child, names)
        for child in reader.children(element, *_RULES)
    )


def _relation(reader: Reader, element: etree._Element, names: Names) -> Expression:
    columns = tuple(reader.variable(child) for child in reader.children(element, "column"))
    rows: list[tuple[Expression | None, ...]] = []
    for row in reader.children(element, "row"):
        cells = _items(reader, row, names)
        if len(cells) != len(columns):
            reader.problem(row, f"the row has {len(cells)} cells for {len(columns)} columns")
        missing = (None,) * (len(columns) - len(cells))
        rows.append((*cells[: len(columns)], *missing))
    return Relation(**_common(reader, element), columns=columns, rows=tuple(rows))


def _part(reader: Reader, element: etree._Element, name: str, names: Names) -> Expression | None:
    """The expression in a child of an expression; without it the value is null."""
    found = read_expression(reader, reader.child(element, name), names)
    if found is None:
        reader.problem(element, f"the expression has no '{name}'")
    return found


def _conditional(reader: Reader, element: etree._Element, names: Names) -> Expression:
    return Conditional(
        **_common(reader, element),
        condition=_part(reader, element, "if", names),
        yes=_part(reader, element, "then", names),
        no=_part(reader, element, "else", names),
    )


def _filter(reader: Reader, element: etree._Element, names: Names) -> Expression:
    return Filter(
        **_common(reader, element),
        source=_part(reader, element, "in", names),
        match=_part(reader, element, "match", names | {"item"}),
    )


def _iterator(
    reader: Reader, element: etree._Element, names: Names
) -> tuple[str, Expression | None, Names]:
    """The variable, what it goes through, and the names of what is done with each item."""
    variable = " ".join((element.get("iteratorVariable") or "").split())
    if not variable:
        reader.problem(element, "the iteration has no iterator variable")
    return variable, _part(reader, element, "in", names), names | {variable}


def _for(reader: Reader, element: etree._Element, names: Names) -> Expression:
    variable, source, inner = _iterator(reader, element, names)
    return For(
        **_common(reader, element),
        iterator=variable,
        source=source,
        result=_part(reader, element, "return", inner | {"partial"}),
    )


def _quantified(reader: Reader, element: etree._Element, names: Names) -> Expression:
    variable, source, inner = _iterator(reader, element, names)
    return Quantified(
        **_common(reader, element),
        kind="some" if reader.kind(element) == "some" else "every",
        iterator=variable,
        source=source,
        condition=_part(reader, element, "satisfies", inner),
    )


_RULES: Final[Mapping[str, Callable[[Reader, etree._Element, frozenset[str]], Expression]]] = {
    "literalExpression": _literal,
    "decisionTable": _table,
    "context": _context,
    "invocation": _invocation,
    "functionDefinition": read_function,
    "list": _list,
    "relation": _relation,
    "conditional": _conditional,
    "filter": _filter,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
}
