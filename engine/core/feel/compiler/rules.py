"""Which rule compiles which node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.core.feel.compiler import (
    collections,
    functions,
    iteration,
    names,
    operators,
    tests,
)
from engine.core.feel.compiler.compiler import Closure, Compiler, Rule
from engine.core.feel.syntax import nodes as n

if TYPE_CHECKING:
    from engine.core.feel.compiler.tests import Test
    from engine.core.feel.types import FeelType
    from engine.core.feel.values.function import Function

_RULES: Final[Mapping[type[n.Node], Any]] = {
    n.And: operators.conjunction,
    n.Arithmetic: operators.arithmetic,
    n.BadLiteral: names.bad_literal,
    n.Between: operators.between,
    n.Call: functions.call,
    n.Comparison: operators.comparison,
    n.ContextLiteral: collections.context_literal,
    n.Filter: collections.selection,
    n.For: iteration.loop,
    n.FunctionLiteral: functions.function_literal,
    n.If: iteration.conditional,
    n.In: tests.membership,
    n.InstanceOf: names.instance_of,
    n.Interval: tests.interval,
    n.ListLiteral: collections.list_literal,
    n.Literal: names.literal,
    n.Name: names.name,
    n.Negation: operators.negation,
    n.Or: operators.disjunction,
    n.Path: names.path,
    n.Quantified: iteration.quantified,
    n.UnaryComparison: tests.unary_comparison,
}


def compile_tree(
    text: str, tree: n.Node, builtins: Mapping[str, Function], types: Mapping[str, FeelType]
) -> Closure:
    """The closure that evaluates a tree."""
    return _compiler(text, builtins, types).compile(tree)


def compile_tests(
    text: str, tree: n.UnaryTests, builtins: Mapping[str, Function], types: Mapping[str, FeelType]
) -> Test:
    """The closure that puts unary tests to a value."""
    return tests.unary_tests(_compiler(text, builtins, types), tree)


def _compiler(
    text: str, builtins: Mapping[str, Function], types: Mapping[str, FeelType]
) -> Compiler:
    rules: Mapping[type[n.Node], Rule] = _RULES
    return Compiler(text, rules, builtins, types)
