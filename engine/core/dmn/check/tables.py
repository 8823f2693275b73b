"""Where in a model decision tables stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.core.dmn.model import DecisionTable
from engine.core.dmn.model.walk import walk

if TYPE_CHECKING:
    from engine.core.dmn.model import Definitions


def tables_in(definitions: Definitions) -> Iterator[tuple[str, DecisionTable]]:
    """Every table, boxed ones too, with what people call it: its label, else its decision."""
    logic = [(element.name, element.logic) for element in definitions.decisions]
    logic += [(element.name, element.logic) for element in definitions.knowledge_models]
    for name, expression in logic:
        for part in walk(expression):
            if isinstance(part, DecisionTable):
                yield part.label or name, part
