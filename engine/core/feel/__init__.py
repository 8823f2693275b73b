"""FEEL, the expression language of DMN 1.5 (chapter 10), complete: conformance level 3.

    >>> from engine.core import feel
    >>> feel.evaluate("risk score > 15 and days >= 30", {"risk score": 18, "days": 42})
    True

What has no value is null with a warning, as the standard says; `strict=True` raises instead,
with the place, the reason and, for an unknown name, the nearest known one. Values:

| FEEL | Python |
|---|---|
| number | `decimal.Decimal` (`int` and `float` are taken too) |
| string, boolean, null | `str`, `bool`, `None` |
| date, time, date and time | `datetime.date`, `.time`, `.datetime`, zone kept |
| the same beyond Python's range | `Date`, `Time`, `DateTime` |
| the two durations | `DaysAndTimeDuration`, `YearsAndMonthsDuration` |
| list, context | `list`, `dict` |
| range, function | `Range`, `Function` |
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from engine.core.feel.errors import (
    FeelError,
    FeelLimitError,
    FeelNameError,
    FeelSyntaxError,
    FeelValueError,
    FeelWarning,
    Position,
)
from engine.core.feel.expression import Expression, UnaryTests
from engine.core.feel.json import from_json, to_json
from engine.core.feel.limits import Limits
from engine.core.feel.run import Run
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.function import Function, HostFunction
from engine.core.feel.values.range import Range
from engine.core.feel.values.temporal import Date, DateTime, Time, Zone

if TYPE_CHECKING:
    from engine.core.feel.types import FeelType

__all__ = [
    "Date",
    "DateTime",
    "DaysAndTimeDuration",
    "Expression",
    "FeelError",
    "FeelLimitError",
    "FeelNameError",
    "FeelSyntaxError",
    "FeelValueError",
    "FeelWarning",
    "Function",
    "HostFunction",
    "Limits",
    "Position",
    "Range",
    "Run",
    "Time",
    "UnaryTests",
    "YearsAndMonthsDuration",
    "Zone",
    "evaluate",
    "from_json",
    "parse",
    "parse_unary_tests",
    "test",
    "to_json",
]


def parse(  # noqa: PLR0913 - each is one thing that a caller may want to say
    text: str,
    *,
    now: datetime.datetime | None = None,
    strict: bool = False,
    dialect: str | None = None,
    names: Iterable[str] = (),
    types: Mapping[str, FeelType] | None = None,
) -> Expression:
    """An expression that can be evaluated many times.

    Args:
        text: The expression.
        now: The clock of evaluations that are given none.
        strict: Whether evaluations that are not told otherwise raise instead of being null;
            a text that is no expression then raises here.
        dialect: None for the standard, "camunda" for Camunda's additional functions.
        names: Names known in scope, for texts where one holds an operator or a keyword. The
            names in the context of an evaluation are found without being listed here.
        types: Types that `instance of` and parameters may name.

    Raises:
        FeelSyntaxError: In strict mode, when the text is no expression. Otherwise that is in
            `Expression.error`, and every evaluation is null with that warning.
        FeelLimitError: The text is too long or too deeply nested.
    """
    return Expression(text, now=now, strict=strict, dialect=dialect, names=names, types=types)


def parse_unary_tests(  # noqa: PLR0913 - as `parse`
    text: str,
    *,
    now: datetime.datetime | None = None,
    strict: bool = False,
    dialect: str | None = None,
    names: Iterable[str] = (),
    types: Mapping[str, FeelType] | None = None,
) -> UnaryTests:
    """Unary tests, the cell of a decision table: `< 10`, `[1..5], 9`, `not("low")`, `-`.

    Arguments and errors are those of `parse`.
    """
    return UnaryTests(text, now=now, strict=strict, dialect=dialect, names=names, types=types)


def evaluate(  # noqa: PLR0913 - as `parse`
    text: str,
    context: Mapping[str, object] | None = None,
    *,
    now: datetime.datetime | None = None,
    strict: bool = False,
    dialect: str | None = None,
    warnings: list[FeelWarning] | None = None,
) -> object:
    """The value of an expression, parsed for this one use; see `Expression.evaluate`."""
    return parse(text, strict=strict, dialect=dialect).evaluate(context, now=now, warnings=warnings)


def test(  # noqa: PLR0913 - as `parse`
    text: str,
    value: object,
    context: Mapping[str, object] | None = None,
    *,
    now: datetime.datetime | None = None,
    strict: bool = False,
    dialect: str | None = None,
    warnings: list[FeelWarning] | None = None,
) -> bool | None:
    """Whether a value satisfies unary tests, parsed for this one use; see `UnaryTests.test`."""
    tests = parse_unary_tests(text, strict=strict, dialect=dialect)
    return tests.test(value, context, now=now, warnings=warnings)
