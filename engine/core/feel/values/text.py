"""Values as text (10.3.4.1)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from engine.core.feel.errors import FeelLimitError
from engine.core.feel.values.duration import (
    DaysAndTimeDuration,
    YearsAndMonthsDuration,
)
from engine.core.feel.values.function import Function
from engine.core.feel.values.range import Range
from engine.core.feel.values.temporal import Date, DateTime, Time, Zone

_MAX_TEXT: Final = 1_000_000
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_ ]*")


def to_string(value: object) -> str:
    """A value as FEEL's string() gives it; a string is itself, what it holds is quoted.

    Raises:
        FeelLimitError: The text would be too long.
    """
    return value if isinstance(value, str) else _Writer().text_of(value)


class _Writer:
    """Writes one value piece by piece, and stops where a shared part repeats without end."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.written = 0

    def text_of(self, value: object) -> str:
        self._write(value)
        return "".join(self.pieces)

    def _put(self, text: str) -> None:
        self.written += len(text)
        if self.written > _MAX_TEXT:
            raise FeelLimitError(f"a string of more than {_MAX_TEXT:,} characters")
        self.pieces.append(text)

    def _write(self, value: object) -> None:
        if isinstance(value, str):
            self._put(quoted(value))
        elif isinstance(value, list):
            self._put("[")
            for i, item in enumerate(value):
                self._put(", " if i else "")
                self._write(item)
            self._put("]")
        elif isinstance(value, dict):
            self._put("{")
            for i, (key, item) in enumerate(value.items()):
                self._put(f"{', ' if i else ''}{_key(key)}: ")
                self._write(item)
            self._put("}")
        elif isinstance(value, Range):
            self._range(value)
        else:
            self._put(_scalar(value))

    def _range(self, value: Range) -> None:
        if value.start is None or value.end is None:
            sign = "<" if value.start is None else ">"
            included = value.end_included if value.start is None else value.start_included
            self._put(f"{sign}{'=' if included else ''} ")
            self._write(value.end if value.start is None else value.start)
            return
        self._put("[" if value.start_included else "(")
        self._write(value.start)
        self._put("..")
        self._write(value.end)
        self._put("]" if value.end_included else ")")


def _key(key: str) -> str:
    return key if _NAME.fullmatch(key) else quoted(key)


def quoted(text: str) -> str:
    """A string literal that stands for a text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\r", "\\r").replace("\t", "\\t") + '"'


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, Date):
        return _date_text(value)
    if isinstance(value, Time):
        return _time_text(value)
    if isinstance(value, DateTime):
        return f"{_date_text(value.date)}T{_time_text(value.time)}"
    if isinstance(value, YearsAndMonthsDuration):
        return _months_text(value.months)
    if isinstance(value, DaysAndTimeDuration):
        return _seconds_text(value.seconds)
    name = value.name if isinstance(value, Function) else type(value).__name__
    return f"function {name}"


def number_text(value: Decimal) -> str:
    """All digits of a number, never an exponent; there is no -0."""
    return f"{value:f}" if value else f"{abs(value):f}"


def _date_text(date: Date) -> str:
    sign = "-" if date.year < 0 else ""
    return f"{sign}{abs(date.year):04}-{date.month:02}-{date.day:02}"


def _time_text(time: Time) -> str:
    zone = time.zone
    return f"{time.hour:02}:{time.minute:02}:{_second_text(time.second)}{_zone_text(zone)}"


def _second_text(second: Decimal) -> str:
    whole, _, fraction = f"{second:f}".partition(".")
    fraction = fraction.rstrip("0")
    return f"{int(whole):02}.{fraction}" if fraction else f"{int(whole):02}"


def _zone_text(zone: Zone | None) -> str:
    if zone is None:
        return ""
    if zone.offset is None:
        return f"@{zone.name}"
    if zone.offset == 0:
        return "Z"
    minutes, seconds = divmod(abs(zone.offset), 60)
    text = f"{'-' if zone.offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text


def _months_text(months: int) -> str:
    years, rest = divmod(abs(months), 12)
    text = (f"{years}Y" if years else "") + (f"{rest}M" if rest or not years else "")
    return f"{'-' if months < 0 else ''}P{text}"


def _seconds_text(seconds: Decimal) -> str:
    digits = f"{seconds:f}".partition(".")[2].rstrip("0")
    minutes, second = divmod(int(seconds.copy_abs()), 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    clock = (f"{hour}H" if hour else "") + (f"{minute}M" if minute else "")
    if second or digits:
        clock += f"{second}.{digits}S" if digits else f"{second}S"
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{'-' if seconds < 0 else ''}P{text or 'T0S'}"
