"""The text of a due date: `10 wd`, `4 h`, `6 months`, `-10 wd before release_date`."""

from __future__ import annotations

import difflib
import enum
import re
from dataclasses import dataclass
from typing import Final

from engine.core.due.errors import DueError


class Unit(enum.Enum):
    """What a due date is counted in; the value is what one writes."""

    MINUTES = "min"
    HOURS = "h"
    DAYS = "d"
    WORKING_DAYS = "wd"
    MONTHS = "months"

    @property
    def gives_instant(self) -> bool:
        """Whether a due date in this unit is an instant, rather than the end of a date."""
        return self in (Unit.MINUTES, Unit.HOURS)


@dataclass(frozen=True, slots=True)
class DueRule:
    """When something is due.

    Attributes:
        amount: How many, 0 or more.
        unit: Of what.
        variable: The date that it is counted from; None for the moment when the task is made.
        before: Whether it is counted back from that date.
    """

    amount: int
    unit: Unit
    variable: str | None = None
    before: bool = False

    def __str__(self) -> str:
        sign = "-" if self.before else ""
        unit = "month" if self.unit is Unit.MONTHS and self.amount == 1 else self.unit.value
        place = f" {'before' if self.before else 'after'} {self.variable}" if self.variable else ""
        return f"{sign}{self.amount} {unit}{place}"


LARGEST: Final = {
    Unit.MINUTES: 527_040,
    Unit.HOURS: 87_840,
    Unit.DAYS: 36_525,
    Unit.WORKING_DAYS: 10_000,
    Unit.MONTHS: 1_200,
}
"""The largest amount of each unit."""

_UNITS: Final = {unit.value: unit for unit in Unit} | {"month": Unit.MONTHS}
_OTHER_UNITS: Final = {
    "minute": "min", "minutes": "min", "mins": "min", "m": "min",
    "hour": "h", "hours": "h", "hrs": "h",
    "day": "d", "days": "d",
    "working": "wd", "workday": "wd", "workdays": "wd", "bd": "wd", "wds": "wd",
    "mo": "months", "mon": "months",
}  # fmt: skip
_INSTEAD: Final = {
    "week": (7, "d"), "weeks": (7, "d"), "w": (7, "d"),
    "year": (12, "months"), "years": (12, "months"), "y": (12, "months"),
}  # fmt: skip
_TOKEN: Final = re.compile(r"\s*(?:(-?[0-9]+)|([^\W\d][\w.]*)|(\S))")
_NAME: Final = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*", re.ASCII)
_LONGEST: Final = 200


def parse(text: str) -> DueRule:
    """The rule that a text states.

    Args:
        text: `10 wd`, `4 h`, `30 min`, `15 d`, `6 months`, counted from the making of the task;
            with `after <variable>` from that date; with a minus and `before <variable>` back
            from it. A variable may have dots, as in `release.date`.

    Raises:
        DueError: The text is none of these; says where, and what to write instead.
    """
    if len(text) > _LONGEST:
        raise DueError(f"a due date has at most {_LONGEST} characters, such as 10 wd")
    return _Reader(text).rule()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.rest = list(_TOKEN.finditer(text))

    def rule(self) -> DueRule:
        signed = self._amount()
        amount, negative = abs(int(signed)), signed.startswith("-")
        unit = self._unit(amount)
        if amount > LARGEST[unit]:
            limit = f"{LARGEST[unit]:,} {unit.value}"
            raise DueError(f"{amount:,} {unit.value} is more than the {limit} allowed", 0)
        if not self.rest:
            if negative:
                example = f"-{amount} {unit.value} before release_date"
                raise self._refusal(f"say which date it is counted back from, such as {example}")
            return DueRule(amount, unit)
        before = self._direction(f"{amount} {unit.value}", negative=negative)
        return DueRule(amount, unit, self._variable(), before)

    def _amount(self) -> str:
        if not self.rest or self.rest[0].group(1) is None:
            raise self._refusal("a due date begins with a whole number, such as 10 wd")
        found = self.rest.pop(0).group(1)
        if len(found) > 9:
            raise DueError("this number is too large; write one such as 10 wd", 0)
        return found

    def _unit(self, amount: int) -> Unit:
        found = self._word()
        if found in _UNITS:
            self.rest.pop(0)
            return _UNITS[found]
        if found in _INSTEAD:
            times, unit = _INSTEAD[found]
            raise self._refusal(f"'{found}' is no unit here; write {amount * times} {unit}")
        near = difflib.get_close_matches(found, [*_UNITS, *_OTHER_UNITS], n=1, cutoff=0.5)
        unit = _OTHER_UNITS.get(near[0], near[0]) if near else "wd"
        said = f"'{found}' is no unit" if found else "the unit is missing"
        raise self._refusal(f"{said}; write {amount} {unit} (units are min, h, d, wd and months)")

    def _direction(self, amount: str, *, negative: bool) -> bool:
        found = self._word()
        if found not in ("before", "after"):
            raise self._refusal(f"after '{amount}' come before or after and a date, or nothing")
        if negative and found == "after":
            raise self._refusal(f"a date after another has no minus; write {amount} after")
        if not negative and found == "before":
            raise self._refusal(f"a date before another has a minus; write -{amount} before")
        self.rest.pop(0)
        return found == "before"

    def _variable(self) -> str:
        if not self.rest:
            raise self._refusal("the name of the date is missing, such as release_date")
        found = self.rest[0].group(0).strip()
        if not _NAME.fullmatch(found):
            raise self._refusal(f"'{found}' is no name of a variable, such as release.date")
        self.rest.pop(0)
        if self.rest:
            raise self._refusal(f"nothing comes after the name '{found}'")
        return found

    def _word(self) -> str:
        return (self.rest[0].group(2) or self.rest[0].group(0)).strip() if self.rest else ""

    def _refusal(self, message: str) -> DueError:
        where = len(self.text)
        if self.rest:
            first = self.rest[0]
            where = first.end() - len(first.group(0).lstrip())
        return DueError(message, where)
