"""Dates and times as people type them: three fields for a date, or ISO 8601."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Final

from marshmallow import ValidationError

from engine.core.form.message import about
from engine.core.form.model import Moment

YEARS: Final = (1900, 2200)
"""The first and the last year of an answer."""

_DATE_PARTS: Final = ("day", "month", "year")
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,6})?)?")


def parts_of(field: Moment) -> tuple[str, ...]:
    """The parts that may be typed apart: of a date three, of a date and time four."""
    if field.subtype == "time":
        return ()
    return _DATE_PARTS if field.subtype == "date" else (*_DATE_PARTS, "time")


def parse(
    field: Moment, whole: str, parts: Mapping[str, Sequence[str]]
) -> datetime.date | datetime.time | datetime.datetime | None:
    """The date, the time, or both, naive unless an offset was typed; None for nothing typed.

    Raises:
        ValidationError: It is none; holds one `Message`.
    """
    typed = {name: "".join(parts.get(name, ())).strip() for name in parts_of(field)}
    if any(typed.values()):
        return _from_parts(field, typed)
    text = whole.strip()
    if not text:
        return None
    if field.subtype == "date":
        return _date(field, text)
    return _time(field, text) if field.subtype == "time" else _date_and_time(field, text)


def in_zone(value: object, zone: datetime.tzinfo | None) -> object:
    """A date and time on the wall clock of a zone; other values as they are."""
    if not isinstance(value, datetime.datetime):
        return value
    return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)


def _from_parts(field: Moment, typed: Mapping[str, str]) -> datetime.date | datetime.datetime:
    missing = [name for name, text in typed.items() if not text]
    if missing:
        said = " and ".join(f"a {name}" for name in missing)
        raise ValidationError(about(field.label, "{field} must include {missing}", missing=said))
    day, month, year = (typed[name] for name in _DATE_PARTS)
    date = _date(field, f"{year}-{month}-{day}")
    if "time" not in typed:
        return date
    return datetime.datetime.combine(date, _time(field, typed["time"]))


def _date(field: Moment, text: str) -> datetime.date:
    found = _DATE.fullmatch(text)
    if found is None:
        template = "{field} must be a date in digits, such as {example}"
        raise ValidationError(about(field.label, template, example="27 3 2027"))
    year, month, day = map(int, found.groups())
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        raise ValidationError(about(field.label, "{field} must be a real date")) from None
    if not YEARS[0] <= year <= YEARS[1]:
        template = "{field} must be between the years {first} and {last}"
        raise ValidationError(about(field.label, template, first=YEARS[0], last=YEARS[1]))
    return date


def _time(field: Moment, text: str) -> datetime.time:
    found = _TIME.fullmatch(text)
    try:
        if found is not None:
            hour, minute, second = (int(one or 0) for one in found.groups())
            return datetime.time(hour, minute, second)
    except ValueError:
        pass
    template = "{field} must have a time such as {example}"
    raise ValidationError(about(field.label, template, example="09:30"))


def _date_and_time(field: Moment, text: str) -> datetime.datetime:
    date, _, clock = text.partition("T" if "T" in text else " ")
    offset = re.search(r"(Z|[+-][0-9]{2}:[0-9]{2})$", clock)
    time = _time(field, clock[: offset.start()] if offset else clock)
    zone = None
    if offset:
        try:
            zone = datetime.datetime.strptime(offset[0], "%z").tzinfo
        except ValueError:
            raise ValidationError(about(field.label, "{field} has no real time zone")) from None
    return datetime.datetime.combine(_date(field, date), time, zone)
