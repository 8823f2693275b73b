"""Where the fictional programme works, and who works in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engine.core.permission import ROLES

PASSWORD: Final = "footbridge by the mill"  # noqa: S105 - everybody may know it; no real account
"""The password of all."""


@dataclass(frozen=True, slots=True)
class Place:
    """A site: its name, its clock, and whose public holidays it has."""

    name: str
    zone: str
    country: str
    subdivision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """One of the staff.

    Attributes:
        roles: The names of their roles.
        site: The name of the only site where they count; empty: everywhere.
        teams: The names of their teams.
    """

    login: str
    name: str
    roles: tuple[str, ...]
    site: str = ""
    teams: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """What they are, for people."""
        return tuple(ROLES[role].title for role in self.roles)


LINDENHOF: Final = "Lindenhof"
VALMARIE: Final = "Valmarie"
SITES: Final = (
    Place(LINDENHOF, "Europe/Berlin", "DE", "BE"),
    Place(VALMARIE, "Europe/Paris", "FR"),
)
TEAMS: Final[Mapping[str, str]] = {
    "Lindenhof, first team": LINDENHOF,
    "Lindenhof, second team": LINDENHOF,
    "Valmarie": VALMARIE,
}
"""The name of each team, and of its site."""

_ALL_TEAMS: Final = tuple(TEAMS)
_FIRST, _SECOND, _VALMARIE = _ALL_TEAMS
# Mira can walk a case from its referral to the team alone; the others are one thing each.
STAFF: Final = (
    Colleague(
        login="mira.tolland",
        name="Mira Tolland",
        roles=(
            "case_manager", "intake_officer", "assessor", "probation_officer",
            "education_work_coach", "health_professional", "security_officer", "mdt_chair",
            "governor", "team_leader",
        ),
        site=LINDENHOF,
        teams=(_FIRST,),
    ),
    Colleague(login="anselm.brodie", name="Anselm Brodie", roles=("intake_officer",)),
    Colleague(
        login="ines.corvane", name="Ines Corvane", roles=("case_manager",), site=LINDENHOF,
        teams=(_SECOND,),
    ),
    Colleague(
        login="joran.hale", name="Joran Hale", roles=("case_manager",), site=VALMARIE,
        teams=(_VALMARIE,),
    ),
    Colleague(
        login="petra.ossenkamp", name="Petra Ossenkamp", roles=("assessor",), teams=_ALL_TEAMS,
    ),
    Colleague(login="tobin.averell", name="Tobin Averell", roles=("assessor",), teams=_ALL_TEAMS),
    Colleague(login="lucian.farrow", name="Lucian Farrow", roles=("security_officer",)),
    Colleague(
        login="henrike.vossler", name="Henrike Vossler", roles=("probation_officer",),
        teams=_ALL_TEAMS,
    ),
    Colleague(
        login="noor.delacourt", name="Noor Delacourt", roles=("education_work_coach",),
        teams=_ALL_TEAMS,
    ),
    Colleague(
        login="samira.quill", name="Samira Quill", roles=("health_professional",),
        teams=_ALL_TEAMS,
    ),
    Colleague(login="oswin.marchetti", name="Oswin Marchetti", roles=("mdt_chair",)),
    Colleague(login="agathe.renner", name="Agathe Renner", roles=("governor",)),
    Colleague(
        login="bastian.kerr", name="Bastian Kerr", roles=("team_leader",), teams=_ALL_TEAMS,
    ),
    Colleague(login="mette.solvang", name="Mette Solvang", roles=("programme_manager",)),
    Colleague(login="corin.ashdown", name="Corin Ashdown", roles=("information_officer",)),
    Colleague(login="yara.stonebridge", name="Yara Stonebridge", roles=("administrator",)),
)  # fmt: skip

SECOND: Final = "second assessor"
"""In a cast: who rates without having seen the first result."""

_EVERYWHERE: Final = {
    "intake_officer": "anselm.brodie",
    "assessor": "petra.ossenkamp",
    SECOND: "tobin.averell",
    "security_officer": "lucian.farrow",
    "probation_officer": "henrike.vossler",
    "education_work_coach": "noor.delacourt",
    "health_professional": "samira.quill",
    "mdt_chair": "oswin.marchetti",
    "governor": "agathe.renner",
    "team_leader": "bastian.kerr",
    "information_officer": "corin.ashdown",
}
_AT: Final = {
    LINDENHOF: {"case_manager": "mira.tolland"},
    VALMARIE: {"case_manager": "joran.hale"},
}


def usual_cast(site: str) -> dict[str, str]:
    """Who does what at a site when nothing else is said: login names by role."""
    return _EVERYWHERE | _AT[site]
