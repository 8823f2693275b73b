"""Literals, variables, members and types: what an expression reads."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from engine.core.feel.compiler.compiler import nearest_of
from engine.core.feel.compiler.scope import names_in
from engine.core.feel.errors import Undefined
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import position
from engine.core.feel.types import (
    TYPE_NAMES,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    RangeType,
    is_instance,
    type_named,
)
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.properties import property_of
from engine.core.feel.values.range import Range
from engine.core.feel.values.temporal import Date, DateTime, Time

if TYPE_CHECKING:
    from engine.core.feel.compiler.compiler import Closure, Compiler
    from engine.core.feel.run import Run

Scope = dict[str, object]

_OPEN_TYPES: Final = {
    "list": "list<Any>",
    "range": "range<number>",
    "context": "context<name: Any>",
    "function": "function<Any> -> Any",
    "integer": "number",
    "text": "string",
}

_WITH_PROPERTIES = (Date, Time, DateTime, DaysAndTimeDuration, YearsAndMonthsDuration, Range)


def literal(_compiler: Compiler, node: n.Literal) -> Closure:
    """A constant."""
    value = node.value
    return lambda _scope, _run: value


def bad_literal(compiler: Compiler, node: n.BadLiteral) -> Closure:
    """Null, and why."""

    def warn(_scope: Scope, run: Run) -> object:
        run.warn(node.reason, compiler.position(node))
        return None

    return warn


def name(compiler: Compiler, node: n.Name) -> Closure:
    """A variable, else the built-in function of that name."""
    wanted = node.name
    function = compiler.functions.get(wanted)

    def read(scope: Scope, run: Run) -> object:
        try:
            return scope[wanted]
        except KeyError:
            if function is not None:
                return function
            report_unknown_name(compiler, node, scope, run)
            return None

    return read


def report_unknown_name(
    compiler: Compiler, node: n.Name, scope: Scope, run: Run, *, called: bool = False
) -> None:
    """Say that nothing defines a name, and which one is most like it."""
    if run.hears:
        nearest = _spoken_not(node.name) or compiler.nearest(node.name, names_in(scope))
        run.unknown_name(node.name, compiler.position(node), nearest, called=called)


def _spoken_not(name: str) -> str | None:
    """What to write for `not x` and `x not in`, which are read as names."""
    if name.startswith("not "):
        return f"not({name.removeprefix('not ')})"
    return f"not({name.removesuffix(' not')} ...)" if name.endswith(" not") else None


def path(compiler: Compiler, node: n.Path) -> Closure:
    """`source.name`: an entry, a property, or one of each item of a list."""
    source, wanted = compiler.compile(node.source), node.name
    text, at, end = compiler.text, node.at, node.end

    def select(scope: Scope, run: Run) -> object:
        value = source(scope, run)
        if type(value) is dict and wanted in value:
            return value[wanted]
        if value is None:
            return None
        try:
            return _member(value, wanted, run)
        except Undefined as undefined:
            run.warn(str(undefined), position(text, at, end))
            return None

    return select


def _member(value: object, wanted: str, run: Run) -> object:
    if isinstance(value, list):
        run.spend(len(value))
        return [_entry(item, wanted, run) for item in value]
    if isinstance(value, dict):
        known = ", ".join(f"'{key}'" for key in islice(value, 8)) or "nothing"
        raise Undefined(f"this context has no '{wanted}', it has {known}")
    if isinstance(value, _WITH_PROPERTIES):
        return property_of(value, wanted)
    raise Undefined(f"a {kind_of(value)} has no '{wanted}'")


def _entry(item: object, wanted: str, run: Run) -> object:
    """The member of an item of a list; null without a word where it has none."""
    if isinstance(item, dict):
        return item.get(wanted)
    if item is None:
        return None
    try:
        return _member(item, wanted, run)
    except Undefined:
        return None


def resolve_type(compiler: Compiler, node: n.TypeName | n.GenericType) -> FeelType | None:
    """The type that a type expression names, None when there is none (10.3.2.9)."""
    if isinstance(node, n.TypeName):
        return compiler.types.get(node.name) or type_named(node.name)
    arguments = [resolve_type(compiler, argument) for argument in node.arguments]
    result = resolve_type(compiler, node.result) if node.result is not None else None
    if None in arguments or (node.kind == "function" and result is None):
        return None
    known = cast("list[FeelType]", arguments)
    if node.kind == "list":
        return ListType(known[0])
    if node.kind == "range":
        return RangeType(known[0])
    if node.kind == "context":
        return ContextType(dict(zip(node.names, known, strict=True)))
    return FunctionType(tuple(known), cast("FeelType", result))


def instance_of(compiler: Compiler, node: n.InstanceOf) -> Closure:
    """`operand instance of type`."""
    operand = compiler.compile(node.operand)
    kind = resolve_type(compiler, node.type)

    def check(scope: Scope, run: Run) -> object:
        value = operand(scope, run)
        if kind is None:
            warn_of_type(compiler, node.type, run)
            return None
        return is_instance(value, kind, run)

    return check


def warn_of_type(compiler: Compiler, node: n.TypeName | n.GenericType, run: Run) -> None:
    """Say that nothing defines a type, and which one is most like it."""
    if not run.hears:
        return
    spelled = compiler.text[node.at : node.end]
    nearest = _OPEN_TYPES.get(spelled) or nearest_of(spelled, [*TYPE_NAMES, *compiler.types])
    run.warn(f"'{spelled}' is not a type", compiler.position(node), nearest)
