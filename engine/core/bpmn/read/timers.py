"""When timers fire: dates, durations and repetitions as ISO 8601 writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from engine.core.bpmn.model import TimerKind
from engine.core.feel.errors import Undefined
from engine.core.feel.values.duration import DaysAndTimeDuration, YearsAndMonthsDuration
from engine.core.feel.values.reading import parse_date_and_time, parse_duration
from engine.core.feel.values.temporal import DateTime

Duration = DaysAndTimeDuration | YearsAndMonthsDuration

_CYCLE: Final = re.compile(r"R([0-9]{0,9})/(?:([^/]+)/)?([^/]+)")
_WAYS_OUT: Final = {
    TimerKind.DATE: "write a date such as 2027-01-31 or 2027-01-31T09:00:00Z",
    TimerKind.DURATION: "write a duration such as PT4H, P10D or P6M",
    TimerKind.CYCLE: "write a repetition such as R3/PT10H or R/P6M",
}


@dataclass(frozen=True, slots=True)
class Cycle:
    """A repetition.

    Attributes:
        times: How often; None without end.
        start: When the first interval begins; None for when the timer is set.
        interval: From one firing to the next; longer than nothing.
    """

    times: int | None
    start: DateTime | None
    interval: Duration


def parse_cycle(text: str) -> Cycle:
    """`R3/PT10H`, `R/P6M`, or with a start `R3/2027-01-31T09:00:00Z/P1D`.

    Raises:
        Undefined: The text is none of them; the message says why.
    """
    match = _CYCLE.fullmatch(text)
    if match is None:
        raise Undefined(f"'{text[:80]}' is not a repetition")
    if match[1] and not int(match[1]):
        raise Undefined(f"'{text[:80]}' is repeated no time at all")
    interval = parse_duration(match[3])
    if _length(interval) <= 0:
        raise Undefined(f"'{text[:80]}' is repeated without a pause")
    start = parse_date_and_time(match[2]) if match[2] else None
    return Cycle(int(match[1]) if match[1] else None, start, interval)


def wrong_with(kind: TimerKind, text: str) -> str | None:
    """What is wrong with a timer that is written as it stands, and the way out; None if right."""
    try:
        if kind is TimerKind.DATE:
            parse_date_and_time(text)
        elif kind is TimerKind.CYCLE:
            parse_cycle(text)
        elif _length(parse_duration(text)) < 0:
            raise Undefined(f"'{text[:80]}' is less than nothing")
    except Undefined as reason:
        return f"{reason}; {_WAYS_OUT[kind]}"
    return None


def _length(duration: Duration) -> float:
    whole = duration.months if isinstance(duration, YearsAndMonthsDuration) else duration.seconds
    return float(whole)
