"""The names that an expression can read (10.3.2.11)."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.feel.values.python import from_python


class Scope(dict[str, object]):
    """A special context in front of another scope: parameters, iterators, entries, items."""

    __slots__ = ("parent",)

    def __init__(self, parent: dict[str, object]) -> None:
        super().__init__()
        self.parent = parent

    def __missing__(self, name: str) -> object:
        scope = self.parent
        while type(scope) is Scope:
            if name in scope:
                return dict.__getitem__(scope, name)
            scope = scope.parent
        return scope[name]


class PythonScope(dict[str, object]):
    """The global context, given as Python values, each converted when it is first read."""

    __slots__ = ("given",)

    def __init__(self, given: Mapping[str, object]) -> None:
        super().__init__()
        self.given = given

    def __missing__(self, name: str) -> object:
        value = from_python(self.given[name])
        self[name] = value
        return value


def names_in(scope: dict[str, object]) -> list[str]:
    """Every name that a scope defines, innermost first."""
    found: list[str] = []
    current: dict[str, object] | None = scope
    while current is not None:
        found.extend(current)
        if isinstance(current, PythonScope):
            found.extend(current.given)
        current = current.parent if isinstance(current, Scope) else None
    return found
