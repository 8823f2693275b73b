"""Functions of dates that Camunda's FEEL adds: dialect "camunda"."""

from __future__ import annotations

from typing import Final, cast

from engine.core.feel.builtins.conversion import FUNCTIONS as STANDARD
from engine.core.feel.builtins.function import BuiltinFunction
from engine.core.feel.builtins.registry import Registry
from engine.core.feel.values.calendar import days_in_month
from engine.core.feel.values.moments import moment_at, utc_seconds
from engine.core.feel.values.reading import parse_time
from engine.core.feel.values.temporal import Date, DateTime, Time

FUNCTIONS: Final = Registry()
_OFFSETS: Final = ("Z", "z", "+", "-")


@FUNCTIONS.builtin("last day of month(date: date)", "last day of month(date: date and time)")
def last_day_of_month(value: Date | DateTime) -> Date:
    """The last day of the month of a date."""
    date = value.date if isinstance(value, DateTime) else value
    return Date(date.year, date.month, days_in_month(date.year, date.month))


@FUNCTIONS.builtin("date and time(date: date and time, timezone: string)")
def moment_in_zone(moment: DateTime, name: str) -> DateTime:
    """The same moment as the clocks of another place show it; local time is put there."""
    zone = parse_time(f"00:00:00{name if name[:1] in _OFFSETS else '@' + name}").zone
    if moment.time.zone is None:
        clock = moment.time
        return DateTime(moment.date, Time(clock.hour, clock.minute, clock.second, zone))
    return moment_at(utc_seconds(moment), zone)


def _with_standard(name: str) -> None:
    """Put the standard's signatures in front of those added here."""
    standard, added = (cast("BuiltinFunction", f[name]) for f in (STANDARD, FUNCTIONS))
    FUNCTIONS[name] = BuiltinFunction(name, [*standard.signatures, *added.signatures])


_with_standard("date and time")
