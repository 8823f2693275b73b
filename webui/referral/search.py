"""Whom somebody looks for: as typed, as read, and sealed on its way from page to page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from flask_babel import gettext as _

from engine.commands import PersonData
from engine.queries import PeopleLike
from webui.account.visitor import visitor
from webui.dates import TypedDate, typed_date
from webui.sealed import seal, unseal
from webui.view.field import AnyField, DateField, TextField

_PURPOSE: Final = "referral"
_LONGEST: Final = 200
_EARLIEST: Final = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is known of a person, as it was typed.

    Attributes:
        seen: The ids of people who were shown and are others.
    """

    name: str = ""
    born: TypedDate = field(default_factory=TypedDate)
    reference: str = ""
    seen: tuple[str, ...] = ()

    def mistakes(self, today: datetime.date) -> dict[str, str]:
        """What is wrong, by the names of the fields."""
        found = {}
        if not any(letter.isalpha() for letter in self.name):
            found["name"] = _("Enter the name, as far as you know it")
        elif len(self.name) > _LONGEST:
            found["name"] = _("The name may have at most %(most)d characters", most=_LONGEST)
        born = self.born.read()
        if isinstance(born, str):
            found["born"] = born
        elif born is not None and not born.year >= _EARLIEST:
            found["born"] = _("The year must be 1900 or later")
        elif born is not None and born >= today:
            found["born"] = _("The date of birth must be in the past")
        if len(self.reference) > _LONGEST:
            found["reference"] = _(
                "The reference may have at most %(most)d characters", most=_LONGEST
            )
        return found

    def person(self) -> PersonData:
        """The data of somebody new; the search has no mistakes."""
        born = self.born.read()
        return PersonData(
            name=self.name,
            born=born if isinstance(born, datetime.date) else None,
            reference=self.reference,
        )

    def question(self) -> PeopleLike:
        """Who is like this; the search has no mistakes."""
        data = self.person()
        return PeopleLike(name=data.name, born=data.born, reference=data.reference)

    def sealed(self, seen: tuple[str, ...] = ()) -> str:
        """For an address; with the ids of those who were shown now."""
        parts = (self.born.day, self.born.month, self.born.year)
        said = {"name": self.name, "born": parts, "reference": self.reference, "seen": seen}
        return seal(_PURPOSE, visitor().login, said)

    def fields(self, mistakes: Mapping[str, str]) -> tuple[AnyField, ...]:
        """To type it into."""
        return (
            TextField(
                name="name",
                label=_("Name"),
                hint=_("As in the papers, in any order. Accents and spelling need not be exact."),
                value=self.name,
                error=mistakes.get("name", ""),
                autocomplete="off",
            ),
            DateField(
                name="born",
                label=_("Date of birth"),
                hint=_("For example, 27 3 1988. Leave it empty if you do not know it."),
                error=mistakes.get("born", ""),
                optional=True,
                day=self.born.day,
                month=self.born.month,
                year=self.born.year,
            ),
            TextField(
                name="reference",
                label=_("Reference of the person"),
                hint=_("The number that the referring organisation uses."),
                value=self.reference,
                error=mistakes.get("reference", ""),
                optional=True,
                width=20,
                autocomplete="off",
            ),
        )


def typed_search(sent: Mapping[str, str]) -> Search:
    """What was typed into the fields."""
    return Search(
        name=" ".join(sent.get("name", "").split()),
        born=typed_date(sent, "born"),
        reference=" ".join(sent.get("reference", "").split()),
    )


def opened_search(sealed: str) -> Search | None:
    """The search of an address; None where it is too old or of somebody else."""
    said = unseal(_PURPOSE, visitor().login, sealed)
    if said is None:
        return None
    search = Search(name=said["name"], born=TypedDate(*said["born"]), reference=said["reference"])
    return replace(search, seen=tuple(said["seen"]))
