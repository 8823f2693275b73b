"""All checks of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core.dmn.check.grid import Typed
from engine.core.dmn.check.protected import protected_inputs
from engine.core.dmn.check.rules import check_rules
from engine.core.dmn.check.tables import tables_in

if TYPE_CHECKING:
    from engine.core.dmn.decision_model import Model
    from engine.core.problem import Problem


def check(model: Model) -> tuple[Problem, ...]:
    """What is wrong with the decisions of a document, beyond `Model.problems`.

    Protected inputs first, then table by table: rules that never hold, gaps, overlaps, rules
    that are never reached. Imported documents are checked on their own. A rule that could not
    be read is left out.
    """
    found = list(protected_inputs(model.definitions))
    types = Typed(model.types, model.definitions)
    for name, table in tables_in(model.definitions):
        found += check_rules(name, table, types)
    return tuple(found)
