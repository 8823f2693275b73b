"""What a DMN document says, as frozen data: what the standard's metamodel calls it, in plain form.

Every element has an `id`: its own, or where it has none that of the nearest element around it
that has one, so that a problem can always be shown in the diagram. A `type_ref` is the name of
a FEEL type or item definition, `import.name` for one of an imported document, None for Any.
"""

from engine.core.dmn.model.drg import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Definitions,
    Import,
    InputData,
    target,
)
from engine.core.dmn.model.expressions import (
    Binding,
    Conditional,
    Context,
    ContextEntry,
    Expression,
    Filter,
    For,
    FunctionDefinition,
    Invocation,
    ListExpression,
    LiteralExpression,
    Quantified,
    Relation,
)
from engine.core.dmn.model.items import FunctionItem, ItemDefinition, UnaryTests, Variable
from engine.core.dmn.model.table import (
    Aggregation,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Rule,
)

__all__ = [
    "Aggregation",
    "Binding",
    "BusinessKnowledgeModel",
    "Conditional",
    "Context",
    "ContextEntry",
    "Decision",
    "DecisionService",
    "DecisionTable",
    "Definitions",
    "Expression",
    "Filter",
    "For",
    "FunctionDefinition",
    "FunctionItem",
    "HitPolicy",
    "Import",
    "InputClause",
    "InputData",
    "Invocation",
    "ItemDefinition",
    "ListExpression",
    "LiteralExpression",
    "OutputClause",
    "Quantified",
    "Relation",
    "Rule",
    "UnaryTests",
    "Variable",
    "target",
]
