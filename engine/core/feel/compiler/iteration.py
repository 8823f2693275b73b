"""`if`, `for`, `some` and `every` (10.3.2.14, rules 44 to 46)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.core.feel.compiler.scope import Scope as InnerScope
from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.syntax import nodes as n
from engine.core.feel.values.calendar import date_from_day_number, day_number
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.range import Range
from engine.core.feel.values.temporal import Date

if TYPE_CHECKING:
    from engine.core.feel.compiler.compiler import Closure, Compiler
    from engine.core.feel.run import Run

Scope = dict[str, object]


def conditional(compiler: Compiler, node: n.If) -> Closure:
    """`if`: anything but true takes the way of else."""
    condition, yes, no = map(compiler.compile, (node.condition, node.yes, node.no))

    def choose(scope: Scope, run: Run) -> object:
        return yes(scope, run) if condition(scope, run) is True else no(scope, run)

    return choose


def loop(compiler: Compiler, node: n.For) -> Closure:
    """`for`: the results of all iterations, the last iterator turning fastest."""
    bindings = _bindings(compiler, node.iterations)
    result, price = compiler.compile(node.result), compiler.facts(node.result).price
    readers = (node.result, *node.iterations[1:])
    reads_partial = any("partial" in compiler.facts(reader).reads for reader in readers)

    def collect(scope: Scope, run: Run) -> object:
        results: list[object] = []
        start = InnerScope(scope)
        start["partial"] = []
        try:
            for inner in _products(bindings, 0, start, run):
                run.spend(price)
                results.append(result(inner, run))
                run.check_size(len(results))
                if reads_partial:
                    run.spend_on(results)
                    start["partial"] = list(results)
        except Undefined as undefined:
            run.warn(str(undefined), compiler.position(node))
            return None
        return results

    return collect


def quantified(compiler: Compiler, node: n.Quantified) -> Closure:
    """`some` and `every`, by three-valued or and and."""
    bindings = _bindings(compiler, node.iterations)
    condition, price = compiler.compile(node.condition), compiler.facts(node.condition).price
    decisive = node.kind == "some"

    def decide(scope: Scope, run: Run) -> object:
        answer: bool | None = not decisive
        try:
            for inner in _products(bindings, 0, InnerScope(scope), run):
                run.spend(price)
                value = condition(inner, run)
                if value is decisive:
                    return decisive
                if not isinstance(value, bool):
                    answer = None
                    if value is not None:
                        run.warn(
                            f"{node.kind} needs a condition, and a {kind_of(value)} is none",
                            compiler.position(node.condition),
                        )
        except Undefined as undefined:
            run.warn(str(undefined), compiler.position(node))
            return None
        return answer

    return decide


def _bindings(
    compiler: Compiler, iterations: tuple[n.Iteration, ...]
) -> list[tuple[str, Closure, Closure | None]]:
    return [
        (i.name, compiler.compile(i.source), compiler.compile(i.until) if i.until else None)
        for i in iterations
    ]


def _products(
    bindings: list[tuple[str, Closure, Closure | None]], depth: int, scope: InnerScope, run: Run
) -> Iterator[InnerScope]:
    """A scope for every combination of items; each is used before the next is made."""
    name, source, until = bindings[depth]
    last = depth + 1 == len(bindings)
    first = source(scope, run)
    for item in items_of(first) if until is None else span(first, until(scope, run)):
        inner = InnerScope(scope)
        inner[name] = item
        if last:
            yield inner
        else:
            run.spend()
            yield from _products(bindings, depth + 1, inner, run)


def items_of(value: object) -> Iterable[object]:
    """What iterating a value gives: a list's items, a range's members, else the value itself.

    Raises:
        Undefined: The value is null, or a range that cannot be counted through.
    """
    if isinstance(value, list):
        return value
    if value is None:
        raise Undefined("there is nothing to go through: the value is null")
    if not isinstance(value, Range):
        return [value]
    items = iter(span(value.start, value.end))
    return _without_open_ends(items, value)


def _without_open_ends(items: Iterator[object], value: Range) -> Iterator[object]:
    for item in items:
        if (item == value.start and not value.start_included) or (
            item == value.end and not value.end_included
        ):
            continue
        yield item


def span(first: object, last: object) -> Iterable[object]:
    """Whole numbers or dates from one to another, upwards or downwards, made one by one.

    Raises:
        Undefined: The ends are not two whole numbers or two dates.
        FeelLimitError: An end is too large to count.
    """
    if isinstance(first, Date) and isinstance(last, Date):
        days = _steps(day_number(first), day_number(last))
        return (date_from_day_number(day) for day in days)
    if not (isinstance(first, Decimal) and isinstance(last, Decimal)):
        raise Undefined("'..' goes from one whole number or date to another")
    if first != first.to_integral_value() or last != last.to_integral_value():
        raise Undefined("'..' goes from one whole number to another")
    if max(abs(first), abs(last)) > 10**18:
        raise FeelLimitError("this iteration is too long")
    return (Decimal(i) for i in _steps(int(first), int(last)))


def _steps(first: int, last: int) -> range:
    return range(first, last + 1) if first <= last else range(first, last - 1, -1)
