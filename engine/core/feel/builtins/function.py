"""Built-in functions: what fits, what is converted, what has no answer.

Signatures are tried in order. Arguments that do not fit are tried once more with the implicit
conversions of 10.3.2.9.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NoReturn

from engine.core.feel.builtins.signature import Parameter, Signature
from engine.core.feel.errors import Undefined
from engine.core.feel.types import coerce
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.function import Function, raise_unknown_parameter

if TYPE_CHECKING:
    from engine.core.feel.run import Run

_NO: Final = object()


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
            raise Undefined(f"{self.name} got {_count(len(arguments))}, it takes: {self}")
        for signature in fitting:
            if all(signature.parameter(i).takes(v) for i, v in enumerate(arguments)):
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
            self._refuse_names(arguments)
        first: Undefined | None = None
        for signature in matching:
            given = list(_positional(signature, arguments))
            try:
                return BuiltinFunction(self.name, [signature]).invoke(given, run)
            except Undefined as undefined:
                first = first or undefined
        raise first or Undefined(str(self))

    def _refuse_names(self, arguments: Mapping[str, object]) -> NoReturn:
        known = dict.fromkeys(p.name for s in self.signatures for p in s.parameters)
        for name in arguments:
            if name not in known:
                raise_unknown_parameter(self.name, name, known)
        raise Undefined(f"{self.name} does not take these together, only: {self}")

    def _misfit(self, fitting: Sequence[Signature], arguments: Sequence[object]) -> str:
        for i, value in enumerate(arguments):
            wanted = [signature.parameter(i) for signature in fitting]
            if not any(p.takes(value) or _convert(value, p) is not _NO for p in wanted):
                kinds = " or ".join(dict.fromkeys(p.kind.name for p in wanted))
                name = wanted[0].name
                return f"{self.name}: '{name}' must be a {kinds}, not {kind_of(value)}"
        kinds = ", ".join(map(kind_of, arguments))
        return f"{self.name} does not take ({kinds}): {self}"

    def __str__(self) -> str:
        return " or ".join(dict.fromkeys(f"{self.name}{s}" for s in self.signatures))


def _count(number: int) -> str:
    return "no arguments" if not number else f"{number} argument{'s' if number > 1 else ''}"


def _convert(value: object, parameter: Parameter) -> object:
    """The value as the parameter takes it, `_NO` where no conversion makes it so."""
    if parameter.takes(value):
        return value
    if value is None:
        return _NO
    if parameter.kind.type is None:
        single = isinstance(value, list) and len(value) == 1 and parameter.takes(value[0])
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
    run.spend_on(*arguments)
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
