"""FEEL in a diagram, evaluated for a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core import feel
from engine.core.spiff.faults import Fault

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task

    from engine.core.bpmn.model import Formula
    from engine.core.spiff.instance import Instance


def value_of(formula: Formula | None, token: Task) -> object:
    """The value of a formula; None for none.

    Raises:
        Fault: It needs more than an expression may use.
    """
    if formula is None:
        return None
    return formula.text if formula.expression is None else evaluate(formula.expression, token)


def text_of(formula: Formula | None, token: Task) -> str | None:
    """A formula whose value is a text; numbers are written out.

    Raises:
        Fault: It is something else.
    """
    value = value_of(formula, token)
    if value is None or isinstance(value, str):
        return value
    return feel.to_json(value)


def evaluate(expression: feel.Expression, token: Task) -> object:
    """The value of an expression for what a token sees.

    Raises:
        Fault: It needs more than an expression may use.
    """
    instance: Instance = token.workflow.top_workflow
    seen = instance.variables.seen_by(token)
    seen.maps.append(dict(instance.host.context))
    try:
        return expression.evaluate(seen, now=instance.host.now)
    except feel.FeelError as error:
        raise Fault(f"'{expression.text}' cannot be evaluated: {error}") from error


def holds(condition: feel.Expression, token: Task) -> bool:
    """Whether a condition is true; unknown is not true."""
    return evaluate(condition, token) is True
