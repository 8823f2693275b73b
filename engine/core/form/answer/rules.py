"""What is wrong with an answer, given the others: required, limits, choices, checks."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import assert_never

from engine.core import feel
from engine.core.form.answer.options import options_of
from engine.core.form.answer.reading import read_out
from engine.core.form.answer.scope import Scope
from engine.core.form.message import Message, about
from engine.core.form.model import (
    AnyField,
    Checkbox,
    Choice,
    Computed,
    Files,
    Limit,
    Moment,
    Number,
    Rows,
    TextField,
)


def fault(field: AnyField, value: object, scope: Scope) -> Message | None:
    """What is wrong with an answer to a field that is shown; None for a good one.

    Args:
        field: The field.
        value: A value that the field can have.
        scope: The names that its expressions read.
    """
    if field.fixed:
        return None
    if value is None or value is False or value == []:
        return _missing(field) if field.required else _failed_check(field, scope)
    return _out_of_bounds(field, value, scope) or _failed_check(field, scope)


def _missing(field: AnyField) -> Message:
    match field:
        case Choice():
            return about(field.label, "Choose {the_field}")
        case Checkbox():
            return about(field.label, "Tick “{label}”")
        case Files():
            return about(field.label, "Add a file for {the_field}")
        case TextField() | Number() | Moment() | Computed() | Rows():
            return about(field.label, "Enter {the_field}")
        case _:
            assert_never(field)


def _out_of_bounds(field: AnyField, value: object, scope: Scope) -> Message | None:
    if isinstance(field, TextField):
        return _wrong_length(field, len(str(value)), scope)
    if isinstance(field, Number) and isinstance(value, Decimal):
        return _wrong_size(field, value, scope)
    if isinstance(field, Moment):
        return _wrong_time(field, value, scope)
    if isinstance(field, Choice):
        known = {option.value for option in options_of(field, scope)}
        chosen = value if isinstance(value, list) else [value]
        if not known.issuperset(chosen):
            return about(field.label, "Choose {the_field} from the list")
    return None


def _wrong_length(field: TextField, length: int, scope: Scope) -> Message | None:
    least, most = _bound(field.min_length, scope), _bound(field.max_length, scope)
    if least is not None and length < least:
        template = "{field} must be {least} characters or more"
        return about(field.label, template, least=read_out(least))
    if most is not None and length > most:
        template = "{field} must be {most} characters or fewer"
        return about(field.label, template, most=read_out(most))
    return None


def _wrong_size(field: Number, value: Decimal, scope: Scope) -> Message | None:
    least, most = _bound(field.minimum, scope), _bound(field.maximum, scope)
    if least is not None and value < least:
        return about(field.label, "{field} must be {least} or more", least=read_out(least))
    if most is not None and value > most:
        return about(field.label, "{field} must be {most} or less", most=read_out(most))
    return None


def _bound(limit: Limit | None, scope: Scope) -> Decimal | None:
    found = scope.value(limit) if isinstance(limit, feel.Expression) else limit
    return found if isinstance(found, Decimal) else None


def _wrong_time(field: Moment, value: object, scope: Scope) -> Message | None:
    date = value.date() if isinstance(value, datetime.datetime) else value
    if field.no_past and isinstance(date, datetime.date) and date < scope.now.date():
        return about(field.label, "{field} must be today or in the future")
    first = _date(field.properties.earliest, scope)
    if first is not None and isinstance(date, datetime.date) and date < first:
        return about(field.label, "{field} must be on or after {first}", first=read_out(first))
    last = _date(field.properties.latest, scope)
    if last is not None and isinstance(date, datetime.date) and date > last:
        if last == scope.now.date():
            return about(field.label, "{field} must be today or in the past")
        return about(field.label, "{field} must be on or before {last}", last=read_out(last))
    return None


def _date(limit: feel.Expression | None, scope: Scope) -> datetime.date | None:
    found = None if limit is None else scope.value(limit)
    if isinstance(found, datetime.datetime):
        return found.date()
    return found if isinstance(found, datetime.date) else None


def _failed_check(field: AnyField, scope: Scope) -> Message | None:
    check = field.properties.check
    # A check that an answer is missing for is null: what is required says so itself.
    if check is None or scope.value(check) is not False:
        return None
    said = field.properties.check_message
    if said is not None:
        return Message("{message}", message=said)
    return about(field.label, "{field} does not fit the other answers; correct it or them")
