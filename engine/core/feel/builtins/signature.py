"""How a built-in function may be called, as its declaration says.

    substring(string: string, start position: number, length?: number)

`name?` may be left out, `name...` takes any number, `type|null` takes null too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.core.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_AND_TIME,
    DAYS_AND_TIME_DURATION,
    NUMBER,
    STRING,
    TIME,
    YEARS_AND_MONTHS_DURATION,
    FeelType,
    ListType,
    fits,
)
from engine.core.feel.values.function import Function
from engine.core.feel.values.range import Range

Implementation = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a parameter takes.

    Attributes:
        name: What messages call it.
        fits: Whether a value that is not null is taken as it is.
        type: The type to convert to; None where nothing is converted.
    """

    name: str
    fits: Callable[[object], bool]
    type: FeelType | None = None


def _typed(kind: FeelType, name: str | None = None) -> Kind:
    return Kind(name or str(kind), lambda value: fits(value, kind), kind)


_KINDS: Final[Mapping[str, Kind]] = {
    "any": Kind("value", lambda _value: True),
    "number": _typed(NUMBER),
    "string": _typed(STRING),
    "boolean": _typed(BOOLEAN),
    "date": _typed(DATE),
    "time": _typed(TIME),
    "date and time": _typed(DATE_AND_TIME),
    "days and time duration": _typed(DAYS_AND_TIME_DURATION),
    "years and months duration": _typed(YEARS_AND_MONTHS_DURATION),
    "list": Kind("list", lambda value: isinstance(value, list), ListType(ANY)),
    "context": Kind("context", lambda value: isinstance(value, dict)),
    "range": Kind("range", lambda value: isinstance(value, Range)),
    "point": Kind("single value", lambda v: not isinstance(v, (Range, list, dict, Function))),
    "function": Kind("function", lambda value: isinstance(value, Function)),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A declared parameter."""

    name: str
    kind: Kind
    optional: bool
    variadic: bool
    nullable: bool

    def takes(self, value: object) -> bool:
        """Whether a value is taken as it is."""
        return self.nullable if value is None else self.kind.fits(value)

    def __str__(self) -> str:
        return self.name + ("?" if self.optional else "..." if self.variadic else "")


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function."""

    parameters: tuple[Parameter, ...]
    implementation: Implementation
    takes_run: bool

    @property
    def fewest(self) -> int:
        """How few arguments it takes."""
        return sum(not p.optional and not p.variadic for p in self.parameters)

    @property
    def most(self) -> float:
        """How many arguments it takes."""
        variadic = any(p.variadic for p in self.parameters)
        return float("inf") if variadic else len(self.parameters)

    def parameter(self, index: int) -> Parameter:
        """The parameter that an argument at this place is for."""
        return self.parameters[min(index, len(self.parameters) - 1)]

    def __str__(self) -> str:
        return f"({', '.join(map(str, self.parameters))})"


def read_declaration(declaration: str) -> tuple[str, tuple[Parameter, ...]]:
    """The name and the parameters of a function that is declared so."""
    name, _, rest = declaration.removesuffix(")").partition("(")
    return name, tuple(_read_parameter(text.strip()) for text in rest.split(",") if text.strip())


_PARAMETER: Final = re.compile(r"([^:?.]+)(\?|\.\.\.)?\s*:\s*([^|]+)(\|null)?")


def _read_parameter(text: str) -> Parameter:
    match: Any = _PARAMETER.fullmatch(text)
    name, mark, kind, null = match.groups()
    return Parameter(
        name.strip(),
        _KINDS[kind.strip()],
        optional=mark == "?",
        variadic=mark == "...",
        nullable=bool(null) or kind.strip() == "any",
    )
