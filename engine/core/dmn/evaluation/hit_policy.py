"""Which of the rules that match decide, and what comes of them (DMN 1.5, clause 8.2.8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.core.dmn.evaluation.run import Evaluation
from engine.core.dmn.model import Aggregation, HitPolicy
from engine.core.feel.builtins import BUILTINS
from engine.core.feel.errors import Undefined
from engine.core.feel.values.comparison import same

if TYPE_CHECKING:
    from engine.core.dmn.model import Rule


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched.

    Attributes:
        rule: The rule.
        number: Its number in the table, from 1.
        outputs: The values of its outputs, in their order.
        value: What the table gives when this rule alone decides.
    """

    rule: Rule
    number: int
    outputs: tuple[object, ...]
    value: object


Rank = Callable[[Hit, Evaluation], tuple[int, ...]]
"""The priority of a rule's outputs, lowest first."""

_FUNCTIONS: Final[Mapping[Aggregation, str]] = {
    Aggregation.SUM: "sum",
    Aggregation.MIN: "min",
    Aggregation.MAX: "max",
    Aggregation.COUNT: "count",
}


def decide(
    policy: HitPolicy,
    aggregation: Aggregation | None,
    hits: Sequence[Hit],
    rank: Rank,
    run: Evaluation,
) -> tuple[object, Sequence[Hit]]:
    """The value of a table with at least one rule that matched, and the rules that decided.

    Raises:
        Undefined: The policy does not allow these rules to match together.
    """
    if policy is HitPolicy.UNIQUE and len(hits) > 1:
        raise Undefined(f"{_rules(hits)} match, but only one rule may")
    if policy is HitPolicy.ANY and not all(same(hits[0].value, hit.value) for hit in hits[1:]):
        raise Undefined(f"{_rules(hits)} match with different results, but they must agree")
    if policy is HitPolicy.PRIORITY:
        hits = sorted(hits, key=lambda hit: rank(hit, run))[:1]
    if policy is HitPolicy.OUTPUT_ORDER:
        hits = sorted(hits, key=lambda hit: rank(hit, run))
    if policy in (HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER):
        values = [hit.value for hit in hits]
        if aggregation is None:
            return values, hits
        return BUILTINS[_FUNCTIONS[aggregation]].invoke([values], run), hits
    return hits[0].value, hits[:1]


def _rules(hits: Sequence[Hit]) -> str:
    *first, last = [str(hit.number) for hit in hits]
    return f"rules {', '.join(first)} and {last}"
