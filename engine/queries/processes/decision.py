"""By which rules is a decision made?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.core.dmn import Model
from engine.core.dmn import model as d
from engine.queries.processes.processes import ProcessNotFound, known_process
from engine.store.context import Context


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """A row of a table: its number from 1, a condition for each input, a text for each output."""

    number: int
    conditions: tuple[str, ...]
    results: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTableText:
    """A decision and how it is made.

    Attributes:
        question: What it answers; may be empty.
        hit_policy: Which of the matching rules decide, such as `UNIQUE`; empty for no table.
        inputs: The headings of the conditions; `outputs` and `notes` those of the rest.
        formula: How it is made without a table; empty with one.
    """

    id: str
    name: str
    question: str
    description: str
    hit_policy: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...]
    rules: tuple[DecisionRule, ...]
    formula: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """The decision that a process asks for first, then those that it needs."""

    process: str
    decisions: tuple[DecisionTableText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOf:
    """A decision that a process of the newest release asks for."""

    process: str
    decision: str

    def run(self, context: Context) -> DecisionPage:
        """It.

        Raises:
            ProcessNotFound: There is no such process or decision.
        """
        release = known_process(context, self.process)
        model = release.models.get(self.decision)
        if model is None:
            raise ProcessNotFound(f"the newest release has no decision '{self.decision}'")
        found = sorted(_decisions(model), key=lambda one: self.decision not in (one.id, one.name))
        return DecisionPage(release.programs[self.process].process.name, tuple(found))


def _decisions(model: Model) -> Iterator[DecisionTableText]:
    for one in model.decisions:
        table = one.logic if isinstance(one.logic, d.DecisionTable) else None
        literal = one.logic if isinstance(one.logic, d.LiteralExpression) else None
        yield DecisionTableText(
            id=one.id,
            name=one.label or one.name,
            question=one.question or "",
            description=one.description or "",
            hit_policy=table.hit_policy.value if table is not None else "",
            inputs=tuple(_heading(clause) for clause in table.inputs) if table else (),
            outputs=tuple(clause.label or clause.name or one.name for clause in table.outputs)
            if table
            else (),
            notes=table.annotation_names if table is not None else (),
            rules=tuple(_rules(table)) if table is not None else (),
            formula=literal.text if literal is not None else "",
        )


def _heading(clause: d.InputClause) -> str:
    return clause.label or clause.expression.text


def _rules(table: d.DecisionTable) -> Iterator[DecisionRule]:
    for number, rule in enumerate(table.rules, 1):
        yield DecisionRule(
            number,
            tuple("" if test.any_value else test.text for test in rule.tests),
            tuple(one.text for one in rule.outputs),
            rule.annotations,
        )
