"""What somebody answers to a form: what the story says, and for the rest something that fits."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from engine.core.form import AnyField, Choice, Form, Moment, Number, Rows, TextField
from engine.demo.moves import InDays
from engine.errors import PasserelleError

_BANK: Final = Path(__file__).with_name("sentences.json")
# Days from the day of the answer; what is not here is that day itself.
_IN_DAYS: Final[Mapping[str, int]] = {
    "referral_date": -3, "held_on": -2, "dated": -210, "promised_for": 3, "handover_on": 1,
    "next_contact": 7, "due": 14, "next_date": 28, "sign_by": 42, "review_on": 60,
    "next_review_on": 60, "check_again_on": 60, "offer_again_on": 120, "re_review_on": 150,
    "sentence_end": 1130, "earliest_release": 760,
}  # fmt: skip
_DISCIPLINES: Final[Mapping[str, str]] = {
    "case_manager": "case_management",
    "assessor": "psychology",
    "probation_officer": "probation",
    "security_officer": "security",
    "education_work_coach": "education_work",
}
"""Who sits in meetings and teams, by role, and for which discipline."""

One = TypeVar("One")


class NothingFits(PasserelleError):
    """The demonstration has no answer for a field; add one to engine/demo/sentences.json."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What one who fills in a form knows.

    Attributes:
        words: What the choice among sentences depends on.
        today: By the clock of the site.
        cast: Login names by role.
        known: Answers that are the same in the whole case, by the keys of fields.
        lists: The values of each list to choose from, by its name.
    """

    words: tuple[object, ...]
    today: datetime.date
    cast: Mapping[str, str]
    known: Mapping[str, object]
    lists: Mapping[str, Sequence[str]]


def answers_to(form: Form, said: Mapping[str, object], around: Surroundings) -> dict[str, object]:
    """An answer to each field of a form, hidden ones too, which nobody looks at.

    Raises:
        NothingFits: A field must be answered, and nothing says with what.
    """
    bank = _bank().get(form.id, {})
    return _filled(form.fields, {**around.known, **said}, bank, around)


def pick(options: Sequence[One], *words: object) -> One:
    """One of them: always the same for the same words."""
    digest = hashlib.sha256("/".join(map(str, words)).encode()).digest()
    return options[int.from_bytes(digest[:4], "big") % len(options)]


@cache
def _bank() -> Mapping[str, Mapping[str, Sequence[Any]]]:
    """Sentences by form and field."""
    found: Mapping[str, Mapping[str, Sequence[Any]]] = json.loads(_BANK.read_text("utf-8"))
    return found


def _filled(
    fields: Sequence[AnyField],
    said: Mapping[str, object],
    bank: Mapping[str, Sequence[Any]],
    around: Surroundings,
) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in fields:
        if field.key in said:
            found[field.key] = _plain(said[field.key], around.today)
        elif isinstance(field, Rows):
            found[field.key] = _rows(field, bank, around)
        elif field.key in bank and (field.required or _is_told(field, around)):
            found[field.key] = pick(bank[field.key], *around.words, field.key)
        elif _is_list(field) or (field.required and not _is_extra(field)):
            found[field.key] = _usual(field, around)
    return found


def _plain(value: object, today: datetime.date) -> object:
    if isinstance(value, InDays):
        value = today + datetime.timedelta(days=value.days)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _is_told(field: AnyField, around: Surroundings) -> bool:
    """Whether somebody answers what they need not."""
    return pick((True, False, True), *around.words, field.key, "told")


def _is_list(field: AnyField) -> bool:
    return isinstance(field, Choice) and field.options_from is not None


def _is_extra(field: AnyField) -> bool:
    """Whether it asks for words only after an answer that the usual ones are not."""
    return isinstance(field, TextField) and field.hide is not None


def _usual(field: AnyField, around: Surroundings) -> object:
    """An answer that only depends on what kind of field it is."""
    match field:
        case Moment():
            return _plain(InDays(_IN_DAYS.get(field.key, 0)), around.today)
        case Choice(options_from=None):
            return field.options[0].value
        case Choice():
            return _listed(field, around)
        case Number(minimum=Decimal() as least):
            return str(least)
        case _:
            raise NothingFits(
                f"the demonstration has no answer for '{field.key}' ({field.label}): "
                "add one to engine/demo/sentences.json"
            )


def _listed(field: Choice, around: Surroundings) -> str:
    names = field.options_from.names if field.options_from is not None else frozenset()
    for name in sorted(names):
        if around.lists.get(name):
            return pick(around.lists[name], *around.words[:1], name)
    raise NothingFits(f"the demonstration knows nothing of the list for '{field.key}'")


def _rows(
    rows: Rows, bank: Mapping[str, Sequence[Any]], around: Surroundings
) -> list[dict[str, object]]:
    """Some rows; who is named in them is of the cast."""
    fields = [one for one in rows.components if isinstance(one, AnyField)]
    keys = {field.key for field in fields}
    if {"user", "discipline"} <= keys:
        people = [(around.cast[role], what) for role, what in _DISCIPLINES.items()]
        told: Sequence[Mapping[str, object]] = [
            {"user": login, "discipline": what} for login, what in people
        ]
    else:
        told = pick(bank.get(rows.key, ({},)), *around.words, rows.key)
    who = {"who": around.cast["case_manager"]} if "who" in keys else {}
    return [_filled(fields, {**who, **row}, {}, around) for row in told]
