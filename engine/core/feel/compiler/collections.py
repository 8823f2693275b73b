"""Lists, contexts and filters (10.3.2.5, 10.3.2.6, tables 68 and 69)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from engine.core.feel.compiler.scope import Scope as InnerScope
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import position
from engine.core.feel.values.describe import kind_of

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
    condition, facts = compiler.compile(node.condition), compiler.facts(node.condition)
    price, reads_item = facts.price, "item" in facts.reads

    def select(scope: Scope, run: Run) -> object:
        value = source(scope, run)
        if value is None:
            return None
        items = value if isinstance(value, list) else [value]
        kept: list[object] = []
        for item in items:
            run.spend(price)
            answer = condition(_item_scope(item, scope, run), run)
            if answer is True:
                kept.append(item)
            elif isinstance(answer, Decimal):
                return by_number(scope, value, item, answer, run)
            elif answer is not False:
                _refuse(compiler, node.condition, answer, run)
        return kept if items else of_nothing(scope, run)

    def by_number(scope: Scope, value: object, item: object, found: Decimal, run: Run) -> object:
        """The condition is a number: a position, which has nothing to do with the items."""
        index = condition(scope, run) if reads_item or isinstance(item, dict) else found
        if isinstance(index, Decimal):
            return _item_at(compiler, node, value, index, run)
        _refuse(compiler, node.condition, index, run)
        return None

    def of_nothing(scope: Scope, run: Run) -> object:
        """An empty list: a position finds null, a condition an empty list."""
        answer = run.quietly(condition, _item_scope(None, scope, run))
        return None if isinstance(answer, Decimal) else []

    return select


def _refuse(compiler: Compiler, condition: n.Node, answer: object, run: Run) -> None:
    """Note that a filter gave what is no condition; null needs no word."""
    if answer is not None:
        message = f"a filter needs a position or a condition, and a {kind_of(answer)} is neither"
        run.warn(message, compiler.position(condition))


def _item_scope(item: object, scope: Scope, run: Run) -> Scope:
    inner = InnerScope(scope)
    inner["item"] = item
    if isinstance(item, dict):
        run.spend_on(item)
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
