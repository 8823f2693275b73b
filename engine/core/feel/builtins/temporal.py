"""Functions of dates, and of the clock that the evaluation was given (10.3.4.8, 10.3.4.11)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.feel.builtins.registry import Registry
from engine.core.feel.errors import Undefined
from engine.core.feel.values import calendar
from engine.core.feel.values.temporal import Date, DateTime

if TYPE_CHECKING:
    from engine.core.feel.run import Run

FUNCTIONS: Final = Registry()

_WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _date(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value


@FUNCTIONS.builtin("day of year(date: date)", "day of year(date: date and time)")
def day_of_year(value: Date | DateTime) -> Decimal:
    """The number of the day in its year, from 1."""
    return Decimal(calendar.day_of_year(_date(value)))


@FUNCTIONS.builtin("day of week(date: date)", "day of week(date: date and time)")
def day_of_week(value: Date | DateTime) -> str:
    """The English name of the day."""
    return _WEEKDAYS[calendar.weekday(_date(value)) - 1]


@FUNCTIONS.builtin("month of year(date: date)", "month of year(date: date and time)")
def month_of_year(value: Date | DateTime) -> str:
    """The English name of the month."""
    return _MONTHS[_date(value).month - 1]


@FUNCTIONS.builtin("week of year(date: date)", "week of year(date: date and time)")
def week_of_year(value: Date | DateTime) -> Decimal:
    """The number of the week by ISO 8601."""
    return Decimal(calendar.iso_week(_date(value)))


@FUNCTIONS.builtin("now()")
def now(*, run: Run) -> DateTime:
    """The moment that the evaluation was given."""
    if run.now is None:
        raise Undefined("now() has no value: this evaluation was given no clock")
    return run.now


@FUNCTIONS.builtin("today()")
def today(*, run: Run) -> Date:
    """The day of that moment."""
    if run.now is None:
        raise Undefined("today() has no value: this evaluation was given no clock")
    return run.now.date
