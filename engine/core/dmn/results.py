"""What an evaluation gives back."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.feel.errors import FeelWarning


@dataclass(frozen=True, slots=True)
class MatchedRule:
    """A rule whose output went into the value of its table.

    Attributes:
        decision: Name of the decision or business knowledge model that holds the table.
        table_label: The table's own label, else its output label, else `decision`.
        rule: Number of the rule, from 1.
        rule_id: Id of the rule in the diagram.
        annotations: Texts of the rule's annotation cells, in order; "" for an empty cell.
    """

    decision: str
    table_label: str
    rule: int
    rule_id: str
    annotations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DmnWarning(FeelWarning):
    """Why a value is null.

    Attributes:
        element_id: The element that was being evaluated.
    """

    element_id: str = ""

    def __str__(self) -> str:
        where = [self.element_id, str(self.position) if self.position else ""]
        return ": ".join([*filter(None, where), self.message])


@dataclass(frozen=True, slots=True)
class DecisionResult:
    """The value of a decision, and how it came about.

    Attributes:
        value: A Python value, see `engine.core.feel`.
        matched_rules: Of all tables evaluated on the way, in the order of evaluation.
        warnings: At most 100, in the order found.
    """

    value: object
    matched_rules: tuple[MatchedRule, ...]
    warnings: tuple[DmnWarning, ...]
