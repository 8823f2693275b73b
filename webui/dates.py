"""Dates as three fields, as people type them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What was typed into the three fields of a date."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.day or self.month or self.year)

    def read(self) -> datetime.date | str | None:
        """The date; None where nothing was typed; else a sentence that says what is wrong."""
        if self.is_empty:
            return None
        parts = {_("a year"): self.year, _("a month"): self.month, _("a day"): self.day}
        missing = [name for name, typed in parts.items() if not typed]
        if missing:
            return str(_("The date must have %(part)s", part=missing[0]))
        if not all(part.isdecimal() for part in parts.values()):
            return str(_("Write the date in numbers, for example 27 3 1988"))
        if len(self.year) != 4:
            return str(_("The year must have four digits"))
        try:
            return datetime.date(int(self.year), int(self.month), int(self.day))
        except ValueError:
            return str(_("There is no such date: check the day and the month"))


def typed_date(sent: Mapping[str, str], name: str) -> TypedDate:
    """The parts of a date in what a form sent."""
    return TypedDate(*(sent.get(f"{name}-{part}", "").strip() for part in TypedDate.__slots__))
