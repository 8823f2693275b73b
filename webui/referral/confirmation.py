"""What is asked before a case begins: the site, the team, and why another case is needed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from engine.commands import (
    NoName,
    NotAllowed,
    OpenCaseThere,
    OpenReferral,
    SiteNotFound,
    TeamNotFound,
)
from engine.errors import PasserelleError
from engine.queries import Found, May, PersonLike, Site, Sites, Team, Teams
from webui.account.visitor import executor, visitor
from webui.language import short_date
from webui.referral.cards import facts_of
from webui.referral.search import Search
from webui.view.field import AnyField, ChoiceField, Option, TextAreaField

NEW: Final = "new"
_LONGEST: Final = 2_000
_FIELDS: Final[Mapping[type[PasserelleError], str]] = {
    OpenCaseThere: "reason",
    NoName: "site",
    NotAllowed: "site",
    SiteNotFound: "site",
    TeamNotFound: "team",
}


def field_of(refused: PasserelleError) -> str | None:
    """The field beside which a refusal is said; None for one that is about no field."""
    return _FIELDS.get(type(refused))


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What is to begin, as far as it was said.

    Attributes:
        known: The person, where they are known.
        facts: What is known of them, each as label and value.
        warning: That there is a case already; empty for none.
        needs_reason: Whether it must be said why another case is needed.
    """

    known: PersonLike | None
    name: str
    facts: tuple[tuple[str, str], ...]
    warning: str
    needs_reason: bool
    sites: tuple[Site, ...]
    teams: tuple[Team, ...]
    site: str
    team: str
    reason: str

    def mistakes(self) -> dict[str, str]:
        """What is missing, by the names of the fields."""
        found = {}
        if self.site not in {one.id for one in self.sites}:
            found["site"] = _("Choose the site where the person is")
        if self.needs_reason and not self.reason.strip():
            found["reason"] = _("Say why another case is needed, or go on with the open one")
        elif len(self.reason) > _LONGEST:
            found["reason"] = _("The reason may have at most %(most)d characters", most=_LONGEST)
        return found

    def command(self, search: Search) -> OpenReferral:
        """What begins the case."""
        return OpenReferral(
            person=self.known.id if self.known else search.person(),
            site=self.site,
            team=self.team or None,
            seen=search.seen,
            reason=self.reason,
        )

    def fields(self, mistakes: Mapping[str, str]) -> tuple[AnyField, ...]:
        """To say it in."""
        why = TextAreaField(
            name="reason",
            label=_("Why is another case needed?"),
            hint=_("It is kept with both cases, where those who work on them can read it."),
            value=self.reason,
            rows=4,
            most=_LONGEST,
            error=mistakes.get("reason", ""),
        )
        places = (
            ChoiceField(
                name="site",
                label=_("Site"),
                hint=_("Where the person is now. Its officers take the person in."),
                kind="select",
                options=(Option("", _("Choose a site")), *_options(self.sites)),
                chosen=frozenset({self.site}),
                error=mistakes.get("site", ""),
            ),
            ChoiceField(
                name="team",
                label=_("Team"),
                hint=_("Who is to work on the case. It can be chosen later, too."),
                kind="select",
                options=(Option("", _("No team yet")), *map(_team, self.teams)),
                chosen=frozenset({self.team}),
                error=mistakes.get("team", ""),
                optional=True,
            ),
        )
        return (
            (why, *places) if self.needs_reason or self.reason or "reason" in mistakes else places
        )


def confirmation(
    search: Search, found: Found, person: str, sent: Mapping[str, str]
) -> Confirmation | None:
    """What is asked about a person who was found, or `new`; None where there is no such person."""
    known = next((one for one in found.people if one.id == person), None)
    if known is None and person != NEW:
        return None
    sites = _sites()
    here = visitor().site if visitor().site in {one.id for one in sites} else None
    first = sites[0].id if len(sites) == 1 else ""
    return Confirmation(
        known=known,
        name=known.name if known else search.name,
        facts=facts_of(known) if known else _typed(search),
        warning=_warning(known),
        needs_reason=bool(known and known.is_open),
        sites=sites,
        teams=_teams(sites),
        site=sent.get("site", here or first),
        team=sent.get("team", ""),
        reason=sent.get("reason", ""),
    )


def _sites() -> tuple[Site, ...]:
    """Those where the visitor may begin cases."""
    login = visitor().login
    return tuple(
        site
        for site in executor().ask(Sites(), by=login)
        if executor().ask(May(permission="case.start", site=site.id), by=login)
    )


def _teams(sites: tuple[Site, ...]) -> tuple[Team, ...]:
    here = {None, *(one.id for one in sites)}
    return tuple(one for one in executor().ask(Teams(), by=visitor().login) if one.site in here)


def _options(sites: tuple[Site, ...]) -> tuple[Option, ...]:
    return tuple(Option(one.id, one.name) for one in sites)


def _team(team: Team) -> Option:
    return Option(team.id, f"{team.name} ({team.site_name})" if team.site_name else team.name)


def _warning(known: PersonLike | None) -> str:
    if known is None or not known.is_open:
        return ""
    return str(_("%(name)s has an open case: %(number)s.", name=known.name,
                 number=known.cases[0].number))  # fmt: skip


def _typed(search: Search) -> tuple[tuple[str, str], ...]:
    born = search.born.read()
    return (
        (_("Date of birth"),
         short_date(born) if isinstance(born, datetime.date) else _("Not known")),
        (_("Reference"), search.reference or _("None")),
    )  # fmt: skip
