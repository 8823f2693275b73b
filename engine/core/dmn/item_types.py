"""The types of a model: what values they take, and their implicit conversion (10.3.2.9).

The structure of a type is a type of FEEL; allowed values and constraints are checked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.feel.errors import Undefined
from engine.core.feel.run import Run
from engine.core.feel.types import (
    ANY,
    BOOLEAN,
    NUMBER,
    STRING,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    coerce,
    type_named,
)
from engine.core.feel.values.text import to_string

if TYPE_CHECKING:
    from engine.core.dmn.model import FunctionItem, ItemDefinition, UnaryTests

Conform = Callable[[object, Run], object]
"""Gives the value as the type wants it; raises Undefined where it does not fit."""

_OTHER_NAMES: Final[Mapping[str, FeelType]] = dict.fromkeys(
    ("integer", "int", "long", "double", "float", "decimal"), NUMBER
)
_CLASSES: Final = ((NUMBER, Decimal), (STRING, str), (BOOLEAN, bool))


class ItemType:
    """A type that the model defines or FEEL has.

    Attributes:
        name: Its name.
        simple: The FEEL type or signature that it is; Any for all others.
        feel: Its structure; Any where it contains itself.
        is_collection: Whether its values are lists; `base`, `members` and `allowed` then
            speak of the items.
        base: The type that it restricts.
        members: The components of a structure.
        function: The signature of a function type.
        allowed: What each value or item must satisfy.
        constraint: What the whole value must satisfy.
        constrained: Whether there is anything to check beyond the structure.
    """

    __slots__ = (
        "allowed", "base", "constrained", "constraint", "feel", "function", "is_collection",
        "members", "name", "simple",
    )  # fmt: skip

    def __init__(self, name: str, simple: FeelType = ANY) -> None:
        self.name = name
        self.simple = self.feel = simple
        self.is_collection = False
        self.base: ItemType | None = None
        self.members: dict[str, ItemType] = {}
        self.function: FunctionItem | None = None
        self.allowed: UnaryTests | None = None
        self.constraint: UnaryTests | None = None
        self.constrained = False

    def parts(self) -> Iterable[ItemType]:
        """The types that it is made of."""
        return [*self.members.values(), *([self.base] if self.base is not None else [])]


class TypeTable:
    """The types that a document can name.

    Attributes:
        imports: Those of the documents that it imports, by the name of the import; set before
            `complete`.
    """

    def __init__(self, definitions: Iterable[ItemDefinition]) -> None:
        self._definitions = {definition.name: definition for definition in definitions}
        self._built: dict[str, ItemType] = {}
        self.imports: Sequence[tuple[str, TypeTable]] = ()

    def find(self, ref: str) -> ItemType | None:
        """The type of a name, `import.name` for one of an imported document."""
        found = self._own(ref)
        if found is not None:
            return found
        for name, table in self.imports:
            if not name:
                found = table._own(ref)
            elif ref.startswith(f"{name}."):
                found = table.find(ref[len(name) + 1 :])
            if found is not None:
                return found
        return None

    def complete(self) -> None:
        """Work out every type of the document, once all documents have their tables."""
        found = [self._own(name) for name in self._definitions]
        for current in _reachable(found):
            current.feel = _structure(current, ())
            current.constrained = any(
                part.allowed is not None or part.constraint is not None
                for part in _reachable([current])
            )

    def feel_types(self) -> dict[str, FeelType]:
        """All types by name, as FEEL wants them; those of imports with the import's name."""
        named = {
            f"{prefix}.{name}" if prefix else name: found.feel
            for prefix, table in self.imports
            for name in table._definitions
            if (found := table._own(name)) is not None
        }
        own = ((name, self._own(name)) for name in self._definitions)
        return named | {name: found.feel for name, found in own if found is not None}

    def _own(self, ref: str) -> ItemType | None:
        known = self._built.get(ref)
        if known is not None:
            return known
        simple = type_named(ref) or _OTHER_NAMES.get(ref)
        definition = self._definitions.get(ref)
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
        found.function = definition.function
        for component in definition.components:
            member = found.members[component.name] = ItemType(component.name)
            self._define(member, component)
        if definition.type_ref is not None and not definition.components:
            found.base = self.find(definition.type_ref)
        if definition.function is not None:
            found.simple = self._signature(definition.function)

    def _signature(self, function: FunctionItem) -> FeelType:
        refs = [*(parameter.type_ref for parameter in function.parameters), function.output_type]
        types = [self.find(ref) if ref is not None else None for ref in refs]
        *parameters, result = [ANY if found is None else found.feel for found in types]
        return FunctionType(tuple(parameters), result)


def _reachable(starts: Iterable[ItemType | None]) -> list[ItemType]:
    """Types and all that they are made of, each once."""
    found: dict[int, ItemType] = {}
    todo = [start for start in starts if start is not None]
    while todo:
        current = todo.pop()
        if id(current) not in found:
            found[id(current)] = current
            todo.extend(current.parts())
    return list(found.values())


def _structure(current: ItemType, around: tuple[ItemType, ...]) -> FeelType:
    if current in around:
        return ANY
    around = (*around, current)
    structure = current.simple
    if current.members:
        structure = ContextType(
            {name: _structure(member, around) for name, member in current.members.items()}
        )
    elif current.base is not None:
        structure = _structure(current.base, around)
    return ListType(structure) if current.is_collection else structure


def conformer(found: ItemType | None) -> Conform | None:
    """What makes values conform to a type; None where every value does."""
    if found is None or (found.feel == ANY and not found.constrained):
        return None
    structure, constrained = found.feel, found.constrained
    classes = () if constrained else _CLASSES
    direct = next((python for kind, python in classes if kind == structure), None)

    def conform(value: object, run: Run) -> object:
        if value is None or type(value) is direct:
            return value
        converted = coerce(value, structure)
        if constrained:
            check(found, converted, {}, run)
        return converted

    return conform


def check(found: ItemType, value: object, siblings: dict[str, object], run: Run) -> None:
    """Refuse a value that its type does not allow; null is always allowed.

    Raises:
        Undefined: With the reason.
    """
    if value is None or not found.constrained:
        return
    for item in value if found.is_collection and isinstance(value, list) else [value]:
        _check_one(found, item, siblings, run)
    if found.constraint is not None:
        _require(found, found.constraint, value, siblings, run)


def _check_one(found: ItemType, value: object, siblings: dict[str, object], run: Run) -> None:
    if found.base is not None:
        check(found.base, value, siblings, run)
    if isinstance(value, dict):
        for name, member in found.members.items():
            check(member, value.get(name), value, run)
    if found.allowed is not None and value is not None:
        _require(found, found.allowed, value, siblings, run)


def _require(
    found: ItemType,
    tests: UnaryTests,
    value: object,
    siblings: dict[str, object],
    run: Run,
) -> None:
    if tests.parsed is not None and tests.parsed.run(value, siblings, run) is not True:
        raise Undefined(f"{to_string(value)} is not allowed by {found.name}: {tests.text}")
