"""People who were found, as they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from flask import url_for
from flask_babel import gettext as _

from engine.queries import Found, KnownCase, PersonLike, Reason
from webui.case.frame import stage_name
from webui.language import short_date
from webui.view.status import Tag, case_tag


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case of a person; `url` leads to it."""

    number: str
    url: str
    status: Tag
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """Somebody who may be meant.

    Attributes:
        facts: What is known of them, each as label and value.
        matches: What speaks for it, in words.
        differs: What speaks against it; mostly nothing.
        more: Of cases that the one who looks may not see; empty for none.
        open_case: The open case to go on with; None for none that one may see.
        confirm_url: Where one says that it is this person.
    """

    id: str
    name: str
    facts: tuple[tuple[str, str], ...]
    matches: tuple[str, ...]
    differs: tuple[str, ...]
    cases: tuple[CaseLine, ...]
    more: str
    open_case: CaseLine | None
    confirm_url: str


def cards(found: Found, sealed: str) -> list[PersonCard]:
    """A card for each person whom one may know."""
    return [_card(one, found.ask, sealed) for one in found.people]


def hidden_matches(found: Found) -> list[str]:
    """A line for each person who is there and whom one may not know: what matches."""
    return [", ".join(_words(why)) for why in found.hidden]


def facts_of(person: PersonLike) -> tuple[tuple[str, str], ...]:
    """What is known of somebody, each as label and value."""
    return (
        (_("Date of birth"), short_date(person.born) if person.born else _("Not known")),
        (_("Reference"), person.reference or _("None")),
    )


def _card(person: PersonLike, ask: str, sealed: str) -> PersonCard:
    lines = tuple(map(_line, person.cases))
    return PersonCard(
        id=person.id,
        name=person.name,
        facts=facts_of(person),
        matches=tuple(_words(one for one in person.why if one != "born differs")),
        differs=tuple(_words(one for one in person.why if one == "born differs")),
        cases=lines,
        more=_more(person.hidden_cases, ask),
        open_case=lines[0] if person.is_open else None,
        confirm_url=url_for("referral.confirm", search=sealed, person=person.id),
    )


def _line(case: KnownCase) -> CaseLine:
    since = _("since %(day)s", day=short_date(case.started_at.date()))
    place = case.site or _("of the whole programme")
    return CaseLine(
        number=case.number,
        url=url_for("case.case", case_id=case.id),
        status=case_tag(case.status),  # type: ignore[arg-type]  # as it is kept
        about=", ".join([*([stage_name(case.stage)] if case.stage else []), place, since]),
    )


def _more(hidden_cases: int, ask: str) -> str:
    if not hidden_cases:
        return ""
    return str(_("There is also a case that you may not see. Ask: %(role)s.", role=ask))


def _words(why: Iterable[Reason]) -> list[str]:
    return [_word(one) for one in why]


def _word(why: Reason) -> str:
    match why:
        case "reference":
            return str(_("the same reference"))
        case "same name":
            return str(_("the same name"))
        case "like name":
            return str(_("a similar name"))
        case "sounds alike":
            return str(_("a name that sounds the same"))
        case "born":
            return str(_("the same date of birth"))
        case "born swapped":
            return str(_("the same date of birth with day and month swapped"))
        case "born near":
            return str(_("almost the same date of birth"))
        case "born differs":
            return str(_("another date of birth"))
        case _:
            assert_never(why)
