"""Function literals and invocation (10.3.2.13, tables 62 and 63)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.core.feel.compiler.names import report_unknown_name, resolve_type, warn_of_type
from engine.core.feel.compiler.scope import Scope as InnerScope
from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import position
from engine.core.feel.types import FeelType, coerce
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.function import Function, raise_wrong_count

if TYPE_CHECKING:
    from engine.core.feel.compiler.compiler import Closure, Compiler
    from engine.core.feel.run import Run

Scope = dict[str, object]

_UNKNOWN: Final = object()
"""What a name that nothing defines gives where it is called: it has been told already."""


@dataclass(frozen=True, slots=True)
class _Definition:
    """What all functions made by one function literal share."""

    node: n.FunctionLiteral
    parameters: tuple[str, ...]
    types: tuple[FeelType | None, ...]
    body: Closure
    price: int


class Closed(Function):
    """A function written in FEEL, with the scope it was written in."""

    __slots__ = ("_definition", "scope")

    def __init__(self, definition: _Definition, scope: Scope) -> None:
        super().__init__("this function", definition.parameters)
        self._definition = definition
        self.scope = scope

    @property
    def types(self) -> tuple[FeelType | None, ...]:
        """The types of the parameters; None where none is declared."""
        return self._definition.types

    def invoke(self, arguments: Sequence[object], run: Run) -> object:
        """The body's value with the parameters bound, each converted to its type."""
        if len(arguments) != len(self.parameters):
            raise_wrong_count(self, len(arguments))
        definition = self._definition
        run.spend(definition.price)
        if run.depth >= run.limits.call_depth:
            raise FeelLimitError(
                f"functions call each other more than {run.limits.call_depth} deep"
            )
        inner = InnerScope(self.scope)
        for name, kind, value in zip(self.parameters, definition.types, arguments, strict=True):
            inner[name] = value if kind is None else coerce(value, kind, run)
        run.depth += 1
        try:
            return definition.body(inner, run)
        finally:
            run.depth -= 1

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Closed)
            and self._definition.node == other._definition.node
            and self.scope is other.scope
        )

    def __hash__(self) -> int:
        return hash(self.parameters)


def function_literal(compiler: Compiler, node: n.FunctionLiteral) -> Closure:
    """`function(a, b) body`; an external one has no value here."""
    body = compiler.compile(node.body)
    if node.external:

        def refuse(_scope: Scope, run: Run) -> object:
            run.warn("functions outside FEEL (Java, PMML) are not run", compiler.position(node))
            return None

        return refuse
    types = tuple(resolve_type(compiler, p.type) if p.type else None for p in node.parameters)
    names = tuple(parameter.name for parameter in node.parameters)
    definition = _Definition(node, names, types, body, compiler.facts(node.body).price)
    unknown = [
        p.type for p, kind in zip(node.parameters, types, strict=True) if p.type and kind is None
    ]

    def define(scope: Scope, run: Run) -> object:
        for kind in unknown:
            warn_of_type(compiler, kind, run)
        return Closed(definition, scope)

    return define


def call(compiler: Compiler, node: n.Call) -> Closure:
    """`function(arguments)`."""
    if isinstance(node.function, n.Name) and node.function.name == "is defined":
        return _is_defined(compiler, node)
    function = _callee(compiler, node.function)
    positional = [compiler.compile(argument) for argument in node.positional]
    named = [(name, compiler.compile(argument)) for name, argument in node.named]
    text, at, end = compiler.text, node.at, node.end

    def invoke(scope: Scope, run: Run) -> object:
        callee = function(scope, run)
        run.spend()
        if callee is _UNKNOWN:
            return None
        try:
            if not isinstance(callee, Function):
                raise Undefined(f"a {kind_of(callee)} is not a function, it cannot be called")
            if named:
                return callee.invoke_named({k: v(scope, run) for k, v in named}, run)
            return callee.invoke([argument(scope, run) for argument in positional], run)
        except Undefined as undefined:
            run.warn(str(undefined), position(text, at, end))
            return None

    return invoke


def _callee(compiler: Compiler, node: n.Node) -> Closure:
    """The function of a call: a built-in is found even where data has the same name."""
    if not isinstance(node, n.Name):
        return compiler.compile(node)
    name, builtin = node.name, compiler.functions.get(node.name)

    def find(scope: Scope, run: Run) -> object:
        try:
            value = scope[name]
        except KeyError:
            if builtin is None:
                report_unknown_name(compiler, node, scope, run, called=True)
                return _UNKNOWN
            return builtin
        return value if builtin is None or isinstance(value, Function) else builtin

    return find


def _is_defined(compiler: Compiler, node: n.Call) -> Closure:
    """Camunda's `is defined(value)`: a name that nothing defines is no error here."""
    known = compiler.functions.get("is defined")
    arguments = [*node.positional, *(argument for _, argument in node.named)]
    if known is None or len(arguments) != 1:
        function = compiler.compile(node.function)

        def refuse(scope: Scope, run: Run) -> object:
            if function(scope, run) is not None:
                run.warn("is defined takes one argument", compiler.position(node))
            return None

        return refuse
    inner = compiler.compile(arguments[0])

    def check(scope: Scope, run: Run) -> object:
        return run.quietly(inner, scope) is not None

    return check
