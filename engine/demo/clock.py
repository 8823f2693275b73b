"""A clock that shows what it is set to."""

from __future__ import annotations

import datetime


class SetClock:
    """The clock of an executor that works in the past.

    Attributes:
        now: What it shows, aware, UTC.
    """

    def __init__(self, now: datetime.datetime) -> None:
        self.now = now

    def __call__(self) -> datetime.datetime:
        """What it shows."""
        return self.now
