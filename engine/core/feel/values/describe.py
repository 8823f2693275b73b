"""What a value is called in a sentence for people."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.function import Function
from engine.core.feel.values.range import Range
from engine.core.feel.values.temporal import Date, DateTime, Time

_KINDS: Final[dict[type, str]] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    DaysAndTimeDuration: "days and time duration",
    YearsAndMonthsDuration: "years and months duration",
    list: "list",
    dict: "context",
    Range: "range",
}


def kind_of(value: object) -> str:
    """The FEEL name of a value's kind: "number", "date and time", ...; "null" for None."""
    kind = _KINDS.get(type(value))
    if kind is not None:
        return kind
    return "function" if isinstance(value, Function) else type(value).__name__
