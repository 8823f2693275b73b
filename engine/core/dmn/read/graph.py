"""The requirements graph: decisions, input data, knowledge models, services."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypedDict

from lxml import etree

from engine.core.dmn.model import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Definitions,
    InputData,
    ItemDefinition,
    Variable,
    target,
)
from engine.core.dmn.read.expressions import read_expression, read_function
from engine.core.dmn.read.extensions import protected
from engine.core.dmn.read.reader import Names, Reader

_KINDS: Final = ("inputData", "decision", "businessKnowledgeModel", "decisionService")
_REQUIREMENTS: Final = ("informationRequirement", "knowledgeRequirement")
_REQUIRED: Final = ("requiredInput", "requiredDecision", "requiredKnowledge")


class _Common(TypedDict):
    id: str
    line: int | None
    name: str
    label: str | None
    description: str | None
    variable: Variable
    requires: tuple[str, ...]


def read_elements(reader: Reader, item_definitions: tuple[ItemDefinition, ...]) -> Definitions:
    """All that a document defines; its types are read before."""
    root = reader.document.root
    elements: dict[str, list[etree._Element]] = {}
    for element in reader.children(root):
        elements.setdefault(reader.kind(element), []).append(element)
    _check_names(reader)
    return Definitions(
        id=root.get("id") or "",
        name=reader.name(root),
        namespace=reader.document.namespace,
        version=reader.document.version,
        imports=tuple(reader.imports),
        item_definitions=item_definitions,
        inputs=tuple(
            InputData(**_common(reader, element), protected=protected(element))
            for element in elements.get("inputData", ())
        ),
        decisions=tuple(_decision(reader, element) for element in elements.get("decision", ())),
        knowledge_models=tuple(
            _knowledge_model(reader, element)
            for element in elements.get("businessKnowledgeModel", ())
        ),
        services=tuple(
            _service(reader, element) for element in elements.get("decisionService", ())
        ),
    )


def names_by_id(reader: Reader) -> dict[tuple[str, str], Names]:
    """What the elements of a document and their variables are called."""
    found: dict[tuple[str, str], Names] = {}
    for element in reader.children(reader.document.root, *_KINDS):
        names = {reader.name(element)}
        variable = reader.child(element, "variable")
        if variable is not None:
            names.add(reader.name(variable))
        key = (reader.document.namespace, element.get("id") or "")
        found.setdefault(key, frozenset(names - {""}))
    return found


def _check_names(reader: Reader) -> None:
    """Note elements without a name, and two of one name or id: nothing could tell them apart."""
    names = {item.name: "an import" for item in reader.imports if item.name}
    ids: set[str] = set()
    for element in reader.children(reader.document.root, *_KINDS):
        name, own_id = reader.name(element), element.get("id")
        if not name:
            reader.problem(element, f"the {reader.kind(element)} has no name")
        elif name in names:
            reader.problem(element, f"{names[name]} is called '{name}' too")
        if own_id in ids:
            reader.problem(element, f"two elements have the id '{own_id}'")
        names[name] = "another element"
        ids |= {own_id} if own_id else set()


def _common(reader: Reader, element: etree._Element) -> _Common:
    written = reader.child(element, "variable")
    name = reader.name(element)
    if written is None:
        variable = Variable(id=reader.id(element), name=name, type_ref=None)
    else:
        variable = reader.variable(written)
        variable = replace(variable, name=variable.name or name)
    return _Common(
        id=reader.id(element),
        line=element.sourceline,
        name=name,
        label=element.get("label"),
        description=reader.text(element, "description"),
        variable=variable,
        requires=tuple(_required(reader, element)),
    )


def _required(reader: Reader, element: etree._Element) -> list[str]:
    return [
        required.get("href") or ""
        for requirement in reader.children(element, *_REQUIREMENTS)
        for required in reader.children(requirement, *_REQUIRED)
    ]


def _names(reader: Reader, common: _Common) -> Names:
    """The names in scope: what is required, of imported documents the import's name."""
    own = reader.document.namespace
    required = [reader.names.get(target(href, own), frozenset()) for href in common["requires"]]
    return frozenset().union(*required, (item.name for item in reader.imports)) - {""}


def _decision(reader: Reader, element: etree._Element) -> Decision:
    common = _common(reader, element)
    logic = read_expression(reader, element, _names(reader, common))
    if logic is None:
        reader.problem(element, f"the decision '{common['name']}' decides nothing", "warning")
    return Decision(
        **common,
        question=reader.text(element, "question"),
        allowed_answers=reader.text(element, "allowedAnswers"),
        logic=logic,
    )


def _knowledge_model(reader: Reader, element: etree._Element) -> BusinessKnowledgeModel:
    common = _common(reader, element)
    written = reader.child(element, "encapsulatedLogic")
    inner = _names(reader, common) | {common["name"]}
    return BusinessKnowledgeModel(
        **common, logic=None if written is None else read_function(reader, written, inner)
    )


def _service(reader: Reader, element: etree._Element) -> DecisionService:
    def hrefs(name: str) -> tuple[str, ...]:
        return tuple(child.get("href") or "" for child in reader.children(element, name))

    found = DecisionService(
        **_common(reader, element),
        output_decisions=hrefs("outputDecision"),
        encapsulated_decisions=hrefs("encapsulatedDecision"),
        input_decisions=hrefs("inputDecision"),
        input_data=hrefs("inputData"),
    )
    if not found.output_decisions:
        reader.problem(element, f"the decision service '{found.name}' has no output decision")
    return found
