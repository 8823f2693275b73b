"""Decision tables (DMN 1.5, clause 8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.core.dmn.model.expressions import Expression, LiteralExpression
from engine.core.dmn.model.items import UnaryTests


class HitPolicy(StrEnum):
    """Which of the matching rules decide; the values are those of the XML."""

    UNIQUE = "UNIQUE"
    FIRST = "FIRST"
    PRIORITY = "PRIORITY"
    ANY = "ANY"
    COLLECT = "COLLECT"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"


class Aggregation(StrEnum):
    """What COLLECT makes of the outputs."""

    SUM = "SUM"
    COUNT = "COUNT"
    MIN = "MIN"
    MAX = "MAX"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputClause:
    """A column of conditions.

    Attributes:
        expression: What is tested; its `type_ref` is the type of the column.
        values: The values that the input may take.
        protected: The protected characteristic that the column reads, such as "religion", by
            the extension `programme:protected`.
    """

    id: str
    line: int | None
    label: str | None
    expression: LiteralExpression
    values: UnaryTests | None
    protected: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputClause:
    """A column of results.

    Attributes:
        name: The member of the result; None where the table has one output only.
        values: The values that the output may take, highest priority first.
        default: The value where no rule matches.
    """

    id: str
    line: int | None
    name: str | None
    label: str | None
    type_ref: str | None
    values: UnaryTests | None
    default: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row: one test for each input, one expression for each output, in their order."""

    id: str
    line: int | None
    tests: tuple[UnaryTests, ...]
    outputs: tuple[LiteralExpression, ...]
    annotations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable(Expression):
    """A decision table; `aggregation` is None for any hit policy but COLLECT."""

    hit_policy: HitPolicy
    aggregation: Aggregation | None
    output_label: str | None
    inputs: tuple[InputClause, ...]
    outputs: tuple[OutputClause, ...]
    rules: tuple[Rule, ...]
    annotation_names: tuple[str, ...]
