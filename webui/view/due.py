"""When something is due, in words that people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import assert_never

from flask_babel import gettext as _
from flask_babel import ngettext


class DueGroup(Enum):
    """The four groups of an inbox, most urgent first; the value is the end of a class."""

    CRITICAL = "critical"
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"

    @property
    def label(self) -> str:
        """Its heading."""
        match self:
            case DueGroup.CRITICAL:
                return str(_("Critically overdue"))
            case DueGroup.OVERDUE:
                return str(_("Overdue"))
            case DueGroup.SOON:
                return str(_("Due soon"))
            case DueGroup.LATER:
                return str(_("Not due yet"))
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a task is due.

    Attributes:
        group: Decided by the engine, never here.
        days: Working days that are left; negative is late, 0 is today.
        on: The date on the wall of the site.
        at: The time, where it is an instant and not a whole day.
    """

    group: DueGroup
    days: int
    on: date
    at: time | None = None

    @property
    def words(self) -> str:
        """Such as "4 working days late"."""
        if self.days < 0:
            return str(
                ngettext("%(num)d working day late", "%(num)d working days late", -self.days)
            )
        if self.days > 0:
            return str(ngettext("In %(num)d working day", "In %(num)d working days", self.days))
        return str(_("Late today") if self.group.value in {"critical", "overdue"} else _("Today"))
