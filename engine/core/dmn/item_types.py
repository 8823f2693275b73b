"""The types that a document can name: FEEL's, its own, and those of its imports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from engine.core.dmn.item_type import ItemType, Signature, complete
from engine.core.feel.types import (
    ANY,
    NUMBER,
    ContextType,
    FeelType,
    ListType,
    RangeType,
    type_named,
)

if TYPE_CHECKING:
    from engine.core.dmn.model import FunctionItem, ItemDefinition

_OTHER_NAMES: Final[Mapping[str, FeelType]] = {
    **dict.fromkeys(("integer", "int", "long", "double", "float", "decimal"), NUMBER),
    "list": ListType(ANY),
    "context": ContextType({}),
    "range": RangeType(ANY),
    "function": ANY,
}
"""Names that are in use beside those of the standard; a type of the model may take them."""


class TypeTable:
    """The types that a document can name.

    Attributes:
        imports: Those of the documents that it imports, by the name of the import; set before
            `complete`.
        circular: Definitions that restrict themselves, known after `complete`.
    """

    def __init__(self, definitions: Iterable[ItemDefinition]) -> None:
        self._definitions = {definition.name: definition for definition in definitions}
        self._built: dict[str, ItemType] = {}
        self.imports: Sequence[tuple[str, TypeTable]] = ()
        self.circular: list[ItemDefinition] = []

    def find(self, ref: str) -> ItemType | None:
        """The type of a name, `import.name` for one of an imported document."""
        return self._find(ref, frozenset())

    def _find(self, ref: str, seen: frozenset[int]) -> ItemType | None:
        """The same, without the documents that the way here led through with no name."""
        found = self._own(ref)
        if found is not None:
            return found
        for name, table in self.imports:
            if not name and id(table) not in seen:
                found = table._find(ref, seen | {id(self)})
            elif name and ref.startswith(f"{name}."):
                found = table.find(ref[len(name) + 1 :])
            if found is not None:
                return found
        return None

    def complete(self) -> None:
        """Work out every type of the document, once all documents have their tables."""
        self._cut_circles()
        complete(self._own(name) for name in self._definitions)

    def _cut_circles(self) -> None:
        for name, definition in self._definitions.items():
            current = start = self._own(name)
            seen: set[int] = set()
            while current is not None and id(current) not in seen:
                seen.add(id(current))
                current = current.base
            if start is not None and current is start:
                self.circular.append(definition)
                start.base = None

    def feel_types(self) -> dict[str, FeelType]:
        """All types by name, as FEEL wants them; those of imports with the import's name."""
        return {name: found.feel for name, found in self._named("", frozenset()).items()}

    def _named(self, prefix: str, seen: frozenset[int]) -> dict[str, ItemType]:
        named: dict[str, ItemType] = {}
        if id(self) in seen:
            return named
        for name, table in self.imports:
            named |= table._named(f"{prefix}{name}." if name else prefix, seen | {id(self)})
        own = ((f"{prefix}{name}", self._own(name)) for name in self._definitions)
        return named | {name: found for name, found in own if found is not None}

    def _own(self, ref: str) -> ItemType | None:
        known = self._built.get(ref)
        if known is not None:
            return known
        definition = self._definitions.get(ref)
        simple = type_named(ref)
        if simple is None and definition is None:
            simple = _OTHER_NAMES.get(ref)
        if simple is not None:
            return self._built.setdefault(ref, ItemType(ref, simple))
        if definition is None:
            return None
        found = self._built[ref] = ItemType(ref)
        self._define(found, definition)
        return found

    def _define(self, found: ItemType, definition: ItemDefinition) -> None:
        found.is_collection = definition.is_collection
        found.allowed = definition.allowed_values
        found.constraint = definition.type_constraint
        for component in definition.components:
            member = found.members[component.name] = ItemType(component.name)
            self._define(member, component)
        if definition.type_ref is not None and not definition.components:
            found.base = self.find(definition.type_ref)
        if definition.function is not None:
            found.function = self._signature(definition.function)

    def _signature(self, function: FunctionItem) -> Signature:
        refs = [*(parameter.type_ref for parameter in function.parameters), function.output_type]
        *parameters, result = [self.find(ref) if ref is not None else None for ref in refs]
        return Signature(tuple(parameters), result)
