"""A range of values (10.3.2.7)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """From `start` to `end`; an end that is None is open to that side.

    The end points are values of one ordered type: numbers, strings, dates, times or durations.
    """

    start: object
    end: object
    start_included: bool
    end_included: bool
