"""Built-in functions by declared signatures: what fits, what is converted, what is null.

    @builtin("substring(string: string, start position: number, length?: number)")

declares one signature; a function may have several, tried in order. `name?` may be left out,
`name...` takes any number, `type|null` takes null too. Arguments that do not fit are tried
once more with the implicit conversions of 10.3.2.9.4.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from engine.core.feel.errors import Undefined
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
    coerce,
    fits,
)
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.function import Function
from engine.core.feel.values.range import Range

if TYPE_CHECKING:
    from engine.core.feel.run import Run

Implementation = Callable[..., object]
Declared = TypeVar("Declared", bound=Implementation)


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


_PARAMETER: Final = re.compile(r"([^:?.]+)(\?|\.\.\.)?\s*:\s*([^|]+)(\|null)?")


class BuiltinFunction(Function):
    """A function of the language."""

    __slots__ = ("signatures",)

    def __init__(self, name: str, signatures: Sequence[Signature]) -> None:
        super().__init__(name, tuple(p.name for p in signatures[0].parameters))
        self.signatures = tuple(signatures)

    def invoke(self, arguments: Sequence[object], run: Run) -> object:
        """The value for positional arguments."""
        fitting = [s for s in self.signatures if s.fewest <= len(arguments) <= s.most]
        if not fitting:
            raise Undefined(f"{self.name} does not take {_count(len(arguments))}: {self}")
        for signature in fitting:
            if all(_fits(v, signature.parameter(i)) for i, v in enumerate(arguments)):
                return _call(signature, arguments, run)
        for signature in fitting:
            converted = _converted(signature, arguments)
            if converted is not None:
                return _call(signature, converted, run)
        raise Undefined(self._misfit(fitting, arguments))

    def invoke_named(self, arguments: Mapping[str, object], run: Run) -> object:
        """The value for named arguments; those left out are null."""
        matching = [s for s in self.signatures if set(arguments) <= {p.name for p in s.parameters}]
        # before(point, range) and before(range, point) differ in the order of names alone.
        matching.sort(key=lambda s: [p.name for p in s.parameters] != list(arguments))
        if not matching:
            raise Undefined(f"{self.name} has no such parameters: {self}")
        first: Undefined | None = None
        for signature in matching:
            given = list(_positional(signature, arguments))
            try:
                return BuiltinFunction(self.name, [signature]).invoke(given, run)
            except Undefined as undefined:
                first = first or undefined
        raise first or Undefined(str(self))

    def _misfit(self, fitting: Sequence[Signature], arguments: Sequence[object]) -> str:
        for i, value in enumerate(arguments):
            wanted = [signature.parameter(i) for signature in fitting]
            if not any(_fits(value, p) or _convert(value, p) is not _NO for p in wanted):
                kinds = " or ".join(dict.fromkeys(p.kind.name for p in wanted))
                name = wanted[0].name
                return f"{self.name}: '{name}' must be a {kinds}, not {kind_of(value)}"
        kinds = ", ".join(map(kind_of, arguments))
        return f"{self.name} does not take ({kinds}): {self}"

    def __str__(self) -> str:
        return " or ".join(
            f"{self.name}({', '.join(_shown(p) for p in s.parameters)})" for s in self.signatures
        )


def _shown(parameter: Parameter) -> str:
    mark = "?" if parameter.optional else "..." if parameter.variadic else ""
    return parameter.name + mark


def _count(number: int) -> str:
    return "no arguments" if not number else f"{number} argument{'s' if number > 1 else ''}"


def _fits(value: object, parameter: Parameter) -> bool:
    if value is None:
        return parameter.nullable
    return parameter.kind.fits(value)


_NO: Final = object()


def _convert(value: object, parameter: Parameter) -> object:
    """The value as the parameter takes it, `_NO` where no conversion makes it so."""
    if _fits(value, parameter):
        return value
    if value is None:
        return _NO
    if parameter.kind.type is None:
        single = isinstance(value, list) and len(value) == 1 and _fits(value[0], parameter)
        return value[0] if single else _NO  # type: ignore[index]
    try:
        converted = coerce(value, parameter.kind.type)
    except Undefined:
        return _NO
    return _NO if converted is None and not parameter.nullable else converted


def _converted(signature: Signature, arguments: Sequence[object]) -> list[object] | None:
    converted = [_convert(value, signature.parameter(i)) for i, value in enumerate(arguments)]
    return None if any(value is _NO for value in converted) else converted


def _call(signature: Signature, arguments: Sequence[object], run: Run) -> object:
    if signature.takes_run:
        return signature.implementation(*arguments, run=run)
    return signature.implementation(*arguments)


def _positional(signature: Signature, named: Mapping[str, object]) -> list[object]:
    given: list[object] = []
    waiting = 0
    for parameter in signature.parameters:
        if parameter.name in named:
            given.extend([None] * waiting)
            waiting = 0
            value = named[parameter.name]
            given.extend(value if parameter.variadic and isinstance(value, list) else [value])
        elif parameter.optional:
            waiting += 1
        elif not parameter.variadic:
            given.extend([None] * (waiting + 1))
            waiting = 0
    return given


class Registry(dict[str, Function]):
    """Functions by name, as they are declared."""

    def builtin(self, *declarations: str) -> Callable[[Declared], Declared]:
        """Declare that a Python function implements these signatures."""

        def register(implementation: Declared) -> Declared:
            takes_run = "run" in inspect.signature(implementation).parameters
            for declaration in declarations:
                name, parameters = _read(declaration)
                signature = Signature(parameters, implementation, takes_run)
                known = self.get(name)
                earlier = known.signatures if isinstance(known, BuiltinFunction) else ()
                self[name] = BuiltinFunction(name, [*earlier, signature])
            return implementation

        return register


def _read(declaration: str) -> tuple[str, tuple[Parameter, ...]]:
    name, _, rest = declaration.removesuffix(")").partition("(")
    return name, tuple(_read_parameter(text.strip()) for text in rest.split(",") if text.strip())


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
