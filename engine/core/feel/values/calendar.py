"""The proleptic Gregorian calendar for any year (10.3.2.3.5)."""

from __future__ import annotations

from typing import Final

from engine.core.feel.errors import Undefined
from engine.core.feel.values.temporal import Date

MAX_YEAR: Final = 999_999_999
_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CYCLE_DAYS: Final = 146_097  # of 400 years


def make_date(year: int, month: int, day: int) -> Date:
    """The date of these numbers.

    Raises:
        Undefined: There is no such day, or the year is beyond 999,999,999.
    """
    if abs(year) > MAX_YEAR:
        raise Undefined(f"the year {year} is beyond {MAX_YEAR:,}")
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise Undefined(f"there is no day {year}-{month:02}-{day:02}")
    return Date(year, month, day)


def is_leap(year: int) -> bool:
    """Whether a year has 366 days; years before 1 count as astronomers do."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    return 29 if month == 2 and is_leap(year) else _DAYS[month - 1]


def day_number(date: Date) -> int:
    """Days since 1970-01-01, negative before."""
    # Years that begin in March, so that the leap day is the last of its year.
    year = date.year - (date.month <= 2)
    cycle, year_of_cycle = divmod(year, 400)
    day_of_year = (153 * ((date.month + 9) % 12) + 2) // 5 + date.day - 1
    day_of_cycle = year_of_cycle * 365 + year_of_cycle // 4 - year_of_cycle // 100 + day_of_year
    return cycle * _CYCLE_DAYS + day_of_cycle - 719_468


def date_from_day_number(days: int) -> Date:
    """The date so many days after 1970-01-01.

    Raises:
        Undefined: The year is beyond the range of dates.
    """
    cycle, day_of_cycle = divmod(days + 719_468, _CYCLE_DAYS)
    year_of_cycle = (
        day_of_cycle - day_of_cycle // 1460 + day_of_cycle // 36524 - day_of_cycle // 146_096
    ) // 365
    day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle // 4 - year_of_cycle // 100)
    shifted = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return make_date(year_of_cycle + cycle * 400 + (month <= 2), month, day)


def weekday(date: Date) -> int:
    """1 for Monday to 7 for Sunday."""
    return (day_number(date) + 3) % 7 + 1


def day_of_year(date: Date) -> int:
    """1 for the first of January."""
    return day_number(date) - day_number(Date(date.year, 1, 1)) + 1


def iso_week(date: Date) -> int:
    """The week of the year by ISO 8601, 1 to 53."""
    thursday = date_from_day_number(day_number(date) - weekday(date) + 4)
    return (day_of_year(thursday) - 1) // 7 + 1


def add_months(date: Date, months: int) -> Date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(date.month - 1 + months, 12)
    year = date.year + years
    return make_date(year, month + 1, min(date.day, days_in_month(year, month + 1)))
