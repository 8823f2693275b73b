"""The types of FEEL, which conforms to which, and implicit conversion (10.3.2.9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.feel.errors import Undefined
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.function import Function
from engine.core.feel.values.range import Range
from engine.core.feel.values.temporal import Date, DateTime, Time
from engine.core.feel.values.zone import UTC

if TYPE_CHECKING:
    from engine.core.feel.run import Run


@dataclass(frozen=True, slots=True)
class SimpleType:
    """A type by its name alone: Any, Null, number, string, ..."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ListType:
    """Lists of items of one type."""

    item: FeelType

    def __str__(self) -> str:
        return f"list<{self.item}>"


@dataclass(frozen=True, slots=True)
class RangeType:
    """Ranges with ends of one type."""

    item: FeelType

    def __str__(self) -> str:
        return f"range<{self.item}>"


@dataclass(frozen=True, slots=True)
class ContextType:
    """Contexts that have at least these members."""

    members: Mapping[str, FeelType]

    def __str__(self) -> str:
        return f"context<{', '.join(f'{name}: {kind}' for name, kind in self.members.items())}>"


@dataclass(frozen=True, slots=True)
class FunctionType:
    """Functions of these parameters."""

    parameters: tuple[FeelType, ...]
    result: FeelType

    def __str__(self) -> str:
        return f"function<{', '.join(map(str, self.parameters))}> -> {self.result}"


FeelType = SimpleType | ListType | RangeType | ContextType | FunctionType

ANY: Final = SimpleType("Any")
NULL: Final = SimpleType("Null")
NUMBER: Final = SimpleType("number")
STRING: Final = SimpleType("string")
BOOLEAN: Final = SimpleType("boolean")
DATE: Final = SimpleType("date")
TIME: Final = SimpleType("time")
DATE_AND_TIME: Final = SimpleType("date and time")
DAYS_AND_TIME_DURATION: Final = SimpleType("days and time duration")
YEARS_AND_MONTHS_DURATION: Final = SimpleType("years and months duration")

_NAMED: Final[Mapping[str, FeelType]] = {
    **{
        kind.name: kind
        for kind in (
            ANY, NULL, NUMBER, STRING, BOOLEAN, DATE, TIME, DATE_AND_TIME,
            DAYS_AND_TIME_DURATION, YEARS_AND_MONTHS_DURATION,
        )
    },
    "dateTime": DATE_AND_TIME,
    "dayTimeDuration": DAYS_AND_TIME_DURATION,
    "yearMonthDuration": YEARS_AND_MONTHS_DURATION,
}  # fmt: skip
TYPE_NAMES: Final = tuple(_NAMED)
"""The names of the built-in types."""

_ITEMS_PER_STEP: Final = 8
_KINDS: Final[Mapping[type, FeelType]] = {
    type(None): NULL,
    Decimal: NUMBER,
    str: STRING,
    bool: BOOLEAN,
    Date: DATE,
    Time: TIME,
    DateTime: DATE_AND_TIME,
    DaysAndTimeDuration: DAYS_AND_TIME_DURATION,
    YearsAndMonthsDuration: YEARS_AND_MONTHS_DURATION,
}


def type_named(name: str) -> FeelType | None:
    """The built-in type of a name, None where there is none."""
    return _NAMED.get(name)


def conforms(kind: FeelType, wanted: FeelType) -> bool:
    """Whether every value of `kind` can stand where `wanted` is expected (10.3.2.9.2)."""
    if kind in (wanted, NULL) or wanted == ANY:
        return True
    if isinstance(kind, ListType) and isinstance(wanted, ListType):
        return conforms(kind.item, wanted.item)
    if isinstance(kind, RangeType) and isinstance(wanted, RangeType):
        return conforms(kind.item, wanted.item)
    if isinstance(kind, ContextType) and isinstance(wanted, ContextType):
        return all(
            name in kind.members and conforms(kind.members[name], member)
            for name, member in wanted.members.items()
        )
    if isinstance(kind, FunctionType) and isinstance(wanted, FunctionType):
        return _function_conforms(kind, wanted)
    return False


def _function_conforms(kind: FunctionType, wanted: FunctionType) -> bool:
    return (
        len(kind.parameters) == len(wanted.parameters)
        and all(
            conforms(needed, given)
            for given, needed in zip(kind.parameters, wanted.parameters, strict=True)
        )
        and (kind.result == ANY or conforms(kind.result, wanted.result))
    )


def is_instance(value: object, kind: FeelType, run: Run | None = None) -> bool:
    """`value instance of kind`: null is an instance of Null alone."""
    if value is None:
        return kind == NULL
    return fits(value, kind, run)


def fits(value: object, kind: FeelType, run: Run | None = None) -> bool:
    """Whether a value can be bound where a type is expected; null always can.

    Raises:
        FeelLimitError: The value is too large; a run pays for what is looked at.
    """
    if value is None or kind == ANY:
        return True
    if isinstance(kind, SimpleType):
        return _KINDS.get(type(value)) == kind
    if isinstance(kind, ListType):
        return isinstance(value, list) and _items_fit(value, kind.item, run)
    if isinstance(kind, RangeType):
        return isinstance(value, Range) and _items_fit([value.start, value.end], kind.item, run)
    if isinstance(kind, ContextType):
        return isinstance(value, dict) and all(
            name in value and fits(value[name], member, run)
            for name, member in kind.members.items()
        )
    return isinstance(value, Function) and conforms(type_of_function(value), kind)


def _items_fit(items: list[object], kind: FeelType, run: Run | None) -> bool:
    if run is not None:
        run.spend(1 + len(items) // _ITEMS_PER_STEP)
    return all(fits(item, kind, run) for item in items)


def type_of_function(function: Function) -> FunctionType:
    """The type of a function: its declared types, Any where none is declared."""
    declared = getattr(function, "types", None) or (None,) * len(function.parameters)
    return FunctionType(tuple(kind or ANY for kind in declared), ANY)


def coerce(value: object, kind: FeelType, run: Run | None = None) -> object:
    """A value as a type wants it, by the implicit conversions of 10.3.2.9.4.

    Raises:
        Undefined: It does not fit, and no conversion makes it.
        FeelLimitError: As `fits`.
    """
    if fits(value, kind, run):
        return value
    if isinstance(value, list) and len(value) == 1 and not isinstance(kind, ListType):
        return coerce(value[0], kind, run)
    if isinstance(value, Date) and kind == DATE_AND_TIME:
        return DateTime(value, Time(0, 0, Decimal(0), UTC))
    if isinstance(kind, ListType) and not isinstance(value, list):
        return [coerce(value, kind.item, run)]
    raise Undefined(f"a {kind_of(value)} where a {kind} is expected")
