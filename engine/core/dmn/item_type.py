"""What a type of the model is: its structure, and what it restricts (DMN 1.5, clause 7.3.3).

The structure of a type is a type of FEEL. Allowed values and constraints are not part of it:
see `conformance`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.core.feel.types import ANY, ContextType, FeelType, FunctionType, ListType

if TYPE_CHECKING:
    from engine.core.dmn.model import UnaryTests

_LARGEST: Final = 500
"""Parts of a type whose structure is spelled out."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The types of a function; None is Any."""

    parameters: tuple[ItemType | None, ...]
    result: ItemType | None


class ItemType:
    """A type that the model defines or FEEL has.

    Attributes:
        name: Its name.
        simple: The FEEL type that it is; Any for those that the model defines.
        feel: Its structure, of one level where it is `shallow`.
        is_collection: Whether its values are lists; `base`, `members` and `allowed` then
            speak of the items.
        base: The type that it restricts.
        members: The components of a structure.
        function: The signature of a function type, its own.
        allowed: What each value or item must satisfy.
        constraint: What the whole value must satisfy.
        shallow: Whether `feel` says Any of its parts, because it contains itself or is too
            large to be spelled out.
        constrained: Whether there is anything to check beyond the structure.
    """

    __slots__ = (
        "allowed", "base", "constrained", "constraint", "feel", "function", "is_collection",
        "members", "name", "shallow", "simple",
    )  # fmt: skip

    def __init__(self, name: str, simple: FeelType = ANY) -> None:
        self.name = name
        self.simple = self.feel = simple
        self.is_collection = False
        self.base: ItemType | None = None
        self.members: dict[str, ItemType] = {}
        self.function: Signature | None = None
        self.allowed: UnaryTests | None = None
        self.constraint: UnaryTests | None = None
        self.shallow = False
        self.constrained = False

    def parts(self) -> list[ItemType]:
        """The types that it is made of."""
        found = [*self.members.values(), self.base]
        if self.function is not None:
            found += [*self.function.parameters, self.function.result]
        return [part for part in found if part is not None]

    def restricted(self) -> Iterator[ItemType]:
        """Itself and the types that it restricts, one after the other."""
        current: ItemType | None = self
        while current is not None:
            yield current
            current = current.base

    @property
    def signature(self) -> Signature | None:
        """The signature of a function type, of its own or of the type that it restricts."""
        return next((one.function for one in self.restricted() if one.function), None)

    @property
    def listed(self) -> UnaryTests | None:
        """The values that it allows, of its own or of the type that it restricts."""
        return next((one.allowed for one in self.restricted() if one.allowed), None)


def complete(starts: Iterable[ItemType | None]) -> None:
    """Work out the structure of types and of all that they are made of."""
    for current in _in_order(_reachable(starts)):
        current.feel = _structure(current)
        current.constrained = (
            current.shallow
            or current.allowed is not None
            or current.constraint is not None
            or any(part.constrained for part in current.parts())
        )


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


def _in_order(types: Sequence[ItemType]) -> list[ItemType]:
    """Types after those that they are made of; behind them all the shallow ones, now so marked."""
    users: dict[int, list[ItemType]] = {}
    waits_for = {id(current): len(current.parts()) for current in types}
    sizes: dict[int, int] = {}
    for current in types:
        for part in current.parts():
            users.setdefault(id(part), []).append(current)
    ready = [current for current in types if not waits_for[id(current)]]
    for current in ready:
        sizes[id(current)] = size = 1 + sum(sizes[id(part)] for part in current.parts())
        if size > _LARGEST:
            continue
        for user in users.get(id(current), ()):
            waits_for[id(user)] -= 1
            if not waits_for[id(user)]:
                ready.append(user)
    ordered = [current for current in ready if sizes[id(current)] <= _LARGEST]
    known = {id(current) for current in ordered}
    others = [current for current in types if id(current) not in known]
    for current in others:
        current.shallow = True
    return [*ordered, *others]


def _structure(current: ItemType) -> FeelType:
    structure = current.simple
    if current.members:
        structure = ContextType({name: _inside(part) for name, part in current.members.items()})
    elif current.function is not None:
        parameters = tuple(map(_inside, current.function.parameters))
        structure = FunctionType(parameters, _inside(current.function.result))
    elif current.base is not None:
        structure = _inside(current.base)
    return ListType(structure) if current.is_collection else structure


def _inside(part: ItemType | None) -> FeelType:
    return ANY if part is None or part.shallow else part.feel
