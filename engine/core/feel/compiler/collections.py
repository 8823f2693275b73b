"""Lists, contexts and filters (10.3.2.5, 10.3.2.6, tables 68 and 69)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from engine.core.feel.compiler.scope import Scope as InnerScope
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import position

if TYPE_CHECKING:
    from engine.core.feel.compiler.compiler import Closure, Compiler
    from engine.core.feel.run import Run

Scope = dict[str, object]


def list_literal(compiler: Compiler, node: n.ListLiteral) -> Closure:
    """`[a, b]`."""
    items = [compiler.compile(item) for item in node.items]
    return lambda scope, run: [item(scope, run) for item in items]


def context_literal(compiler: Compiler, node: n.ContextLiteral) -> Closure:
    """`{a: 1, b: a + 1}`: an entry sees those before it."""
    entries = [(key, compiler.compile(value)) for key, value in node.entries]

    def build(scope: Scope, run: Run) -> object:
        inner = InnerScope(scope)
        for key, value in entries:
            inner[key] = value(inner, run)
        return dict(inner)

    return build


def selection(compiler: Compiler, node: n.Filter) -> Closure:
    """`source[position]` or `source[condition]`."""
    source = compiler.compile(node.source)
    if isinstance(node.condition, n.Literal) and isinstance(node.condition.value, Decimal):
        index = node.condition.value
        return lambda scope, run: _item_at(compiler, node, source(scope, run), index, run)
    return _by_answer(compiler, node, source)


def _by_answer(compiler: Compiler, node: n.Filter, source: Closure) -> Closure:
    """A filter that is a position or a condition by what it gives."""
    condition = compiler.compile(node.condition)

    def select(scope: Scope, run: Run) -> object:
        value = source(scope, run)
        if value is None:
            return None
        items = value if isinstance(value, list) else [value]
        kept: list[object] = []
        for item in items:
            run.spend()
            answer = condition(_item_scope(item, scope), run)
            if answer is True:
                kept.append(item)
            elif isinstance(answer, Decimal):
                return by_number(scope, value, run)
        return kept if items else of_nothing(scope, run)

    def by_number(scope: Scope, value: object, run: Run) -> object:
        """The condition is a number: a position, which has nothing to do with the items."""
        index = condition(scope, run)
        if isinstance(index, Decimal):
            return _item_at(compiler, node, value, index, run)
        run.warn("a filter needs a position, or true or false", compiler.position(node.condition))
        return None

    def of_nothing(scope: Scope, run: Run) -> object:
        """An empty list: a position finds null, a condition an empty list."""
        answer = run.quietly(condition, _item_scope(None, scope))
        return None if isinstance(answer, Decimal) else []

    return select


def _item_scope(item: object, scope: Scope) -> Scope:
    inner = InnerScope(scope)
    inner["item"] = item
    if isinstance(item, dict):
        inner.update(item)
    return inner


def _item_at(compiler: Compiler, node: n.Filter, value: object, index: Decimal, run: Run) -> object:
    """The item at a position from 1, or from -1 backwards; null where there is none."""
    if value is None:
        return None
    items = value if isinstance(value, list) else [value]
    if index == index.to_integral_value() and abs(index) <= len(items) and index:
        place = int(index)
        return items[place - 1 if place > 0 else place]
    run.warn(
        f"position {index:f} is outside this list of {len(items)}",
        position(compiler.text, node.at, node.end),
    )
    return None
