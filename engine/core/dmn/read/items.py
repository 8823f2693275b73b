"""Item definitions and imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from engine.core.dmn.model import FunctionItem, Import, ItemDefinition, UnaryTests, Variable

if TYPE_CHECKING:
    from engine.core.dmn.read.document import Document
    from engine.core.dmn.read.reader import Names, Reader


def read_imports(document: Document) -> tuple[Import, ...]:
    """The imports of a document, read before everything else."""
    found = []
    for element in document.root.iterchildren(f"{{{document.dmn}}}import"):
        found.append(
            Import(
                id=element.get("id") or document.root.get("id") or "",
                line=element.sourceline,
                name=" ".join((element.get("name") or "").split()),
                namespace=(element.get("namespace") or "").strip(),
                import_type=element.get("importType") or "",
                location=element.get("locationURI"),
            )
        )
    return tuple(found)


def read_item_definitions(reader: Reader) -> tuple[ItemDefinition, ...]:
    """The types of a document."""
    return tuple(
        read_item_definition(reader, element, frozenset())
        for element in reader.children(reader.document.root, "itemDefinition")
    )


def read_item_definition(
    reader: Reader, element: etree._Element, siblings: Names
) -> ItemDefinition:
    """A type, or a component of one, whose allowed values may name its `siblings`."""
    components = list(reader.children(element, "itemComponent"))
    inner = frozenset(reader.name(component) for component in components)
    return ItemDefinition(
        id=reader.id(element),
        line=element.sourceline,
        name=reader.name(element),
        label=element.get("label"),
        type_ref=reader.type_ref(element),
        is_collection=(element.get("isCollection") or "").strip() in ("true", "1"),
        allowed_values=_tests(reader, element, "allowedValues", siblings),
        type_constraint=_tests(reader, element, "typeConstraint", siblings | inner),
        components=tuple(read_item_definition(reader, part, inner) for part in components),
        function=_function_item(reader, element),
    )


def _tests(reader: Reader, element: etree._Element, name: str, names: Names) -> UnaryTests | None:
    child = reader.child(element, name)
    if child is None or not reader.text(child, "text"):
        return None
    return reader.unary_tests(child, names)


def _function_item(reader: Reader, element: etree._Element) -> FunctionItem | None:
    child = reader.child(element, "functionItem")
    if child is None:
        return None
    return FunctionItem(
        parameters=tuple(
            Variable(
                id=reader.id(part),
                name=reader.name(part),
                type_ref=reader.type_ref(part),
                label=part.get("label"),
            )
            for part in reader.children(child, "parameters")
        ),
        output_type=reader.type_ref(child, "outputTypeRef"),
    )


def check_types(reader: Reader, definitions: tuple[ItemDefinition, ...]) -> None:
    """Note every type that an item definition refers to and nothing defines."""
    todo = list(definitions)
    while todo:
        definition = todo.pop(0)
        todo.extend(definition.components)
        refs = [definition.type_ref]
        if definition.function is not None:
            refs += [parameter.type_ref for parameter in definition.function.parameters]
            refs.append(definition.function.output_type)
        for ref in refs:
            reader.check_type(ref, definition.id, definition.line)
