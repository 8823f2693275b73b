"""The two durations of FEEL (10.3.2.3.7 and 10.3.2.3.8)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MAX_SECONDS: Final = 10**18
MAX_MONTHS: Final = 10**18
"""Beyond them a duration has no value: dates end long before."""


@dataclass(frozen=True, slots=True)
class DaysAndTimeDuration:
    """A length of time in seconds, which may be negative and fractional."""

    seconds: Decimal


@dataclass(frozen=True, slots=True)
class YearsAndMonthsDuration:
    """A length of time in whole months, which may be negative."""

    months: int
