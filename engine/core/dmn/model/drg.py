"""The requirements graph: what a document defines, and what needs what (DMN 1.5, clause 6.3)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.dmn.model.expressions import Expression, FunctionDefinition
from engine.core.dmn.model.items import ItemDefinition, Variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """Another document whose elements may be named; `name` "" merges them with one's own."""

    id: str
    line: int | None
    name: str
    namespace: str
    import_type: str
    location: str | None


def target(href: str, namespace: str) -> tuple[str, str]:
    """The namespace and id that a href of a document in `namespace` points to."""
    where, _, local = href.strip().rpartition("#")
    return where or namespace, local


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What all elements of the graph have.

    Attributes:
        requires: Hrefs of what it needs, in order: `#id`, or `namespace#id`.
    """

    id: str
    line: int | None
    name: str
    label: str | None
    description: str | None
    variable: Variable
    requires: tuple[str, ...]

    @property
    def type_ref(self) -> str | None:
        """The type of its value."""
        return self.variable.type_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class InputData(Element):
    """A datum from outside.

    Attributes:
        protected: The protected characteristic that it holds, such as "religion", by the
            extension `programme:protected`.
    """

    protected: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Element):
    """A decision; without `logic` its value is null."""

    question: str | None
    allowed_answers: str | None
    logic: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessKnowledgeModel(Element):
    """A function that decisions and other functions use."""

    logic: FunctionDefinition | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionService(Element):
    """Decisions as one function; each list holds hrefs, `requires` is empty.

    Its parameters are its input data, then its input decisions.
    """

    output_decisions: tuple[str, ...]
    encapsulated_decisions: tuple[str, ...]
    input_decisions: tuple[str, ...]
    input_data: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """A whole document; each tuple is in the order of the document.

    Attributes:
        version: "1.1" to "1.6".
    """

    id: str
    name: str
    namespace: str
    version: str
    imports: tuple[Import, ...]
    item_definitions: tuple[ItemDefinition, ...]
    inputs: tuple[InputData, ...]
    decisions: tuple[Decision, ...]
    knowledge_models: tuple[BusinessKnowledgeModel, ...]
    services: tuple[DecisionService, ...]
