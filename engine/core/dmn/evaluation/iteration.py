"""Boxes that go through a list: filter, for, some, every (DMN 1.5, clause 10.2.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from engine.core.dmn import model as m
from engine.core.dmn.model.walk import walk
from engine.core.feel.compiler.iteration import items_of
from engine.core.feel.errors import Undefined

if TYPE_CHECKING:
    from engine.core.dmn.evaluation.boxed import Boxes
    from engine.core.dmn.evaluation.run import Evaluate, Evaluation
    from engine.core.feel.compiler.compiler import Closure

Scope = dict[str, object]


def filtering(boxes: Boxes, expression: m.Filter) -> Evaluate:
    """The items that match, or the one at the position that `match` gives: `in[match]` of FEEL."""
    source, match = boxes.compile(expression.source), boxes.compile(expression.match)
    element = expression.id

    def select(scope: Scope, run: Evaluation) -> object:
        value = source(scope, run)
        if value is None:
            return None
        items = value if isinstance(value, list) else [value]
        if not items:
            answer = run.quietly(cast("Closure", match), {**scope, "item": None})
            return None if isinstance(answer, Decimal) else []
        kept = []
        for item in items:
            run.spend()
            members = item if isinstance(item, dict) else {}
            answer = match({**scope, "item": item, **members}, run)
            if isinstance(answer, Decimal):
                run.element = element
                return _at(items, answer, run)
            if answer is True:
                kept.append(item)
        return kept

    return select


def _at(items: list[object], position: Decimal, run: Evaluation) -> object:
    """The item at a position from 1, or from -1 backwards; null where there is none."""
    if position == position.to_integral_value() and 1 <= abs(position) <= len(items):
        place = int(position)
        return items[place - 1 if place > 0 else place]
    run.warn(f"position {position:f} is outside this list of {len(items)}")
    return None


def loop(boxes: Boxes, expression: m.For) -> Evaluate:
    """The result for each item; those before are in `partial`."""
    each = _each(boxes.compile(expression.source), expression.id)
    result, variable = boxes.compile(expression.result), expression.iterator
    reads_partial = _mentions(expression.result, "partial")

    def collect(scope: Scope, run: Evaluation) -> object:
        items = each(scope, run)
        if items is None:
            return None
        results: list[object] = []
        for item in items:
            run.check_size(len(results) + 1)
            inner = {**scope, variable: item}
            if reads_partial:
                run.spend(len(results))
                inner["partial"] = list(results)
            results.append(result(inner, run))
        return results

    return collect


def _mentions(expression: m.Expression | None, word: str) -> bool:
    """Whether any text in an expression holds a word."""
    texts = (m.LiteralExpression, m.UnaryTests)
    return any(isinstance(part, texts) and word in part.text for part in walk(expression))


def quantified(boxes: Boxes, expression: m.Quantified) -> Evaluate:
    """Whether the condition holds for some or every item, by three-valued or and and."""
    each = _each(boxes.compile(expression.source), expression.id)
    condition, variable = boxes.compile(expression.condition), expression.iterator
    decisive = expression.kind == "some"

    def decide(scope: Scope, run: Evaluation) -> object:
        items = each(scope, run)
        if items is None:
            return None
        answer: bool | None = not decisive
        for item in items:
            value = condition({**scope, variable: item}, run)
            if value is decisive:
                return decisive
            if not isinstance(value, bool):
                answer = None
        return answer

    return decide


def _each(source: Evaluate, element: str) -> Callable[[Scope, Evaluation], Iterable[object] | None]:
    """The items to go through, each paid for; None with a warning where there are none."""

    def items(scope: Scope, run: Evaluation) -> Iterable[object] | None:
        value = source(scope, run)
        run.element = element
        try:
            return _paid(items_of(value), run)
        except Undefined as undefined:
            run.warn(str(undefined))
            return None

    return items


def _paid(items: Iterable[object], run: Evaluation) -> Iterable[object]:
    for item in items:
        run.spend()
        yield item
