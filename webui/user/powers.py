"""What a role lets somebody do, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, assert_never

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine.queries import RoleHeld

_DOES: Final[Mapping[str, str]] = {
    "case.start": _l("Refers people to the programme"),
    "task.complete": _l("Completes the tasks of this role"),
    "task.reassign": _l("Gives tasks to other people"),
    "case.assign": _l("Says who works on a case"),
    "case.cancel": _l("Cancels cases"),
    "case.restrict": _l("Closes a case to all but a list of people"),
    "case.accesses": _l("Sees who has looked at a case"),
    "overdue.see": _l("Sees what is overdue, without what is in it"),
    "incident.see": _l("Sees where a process could not go on"),
    "incident.retry": _l("Lets a process go on that could not"),
    "release.draft": _l("Works on processes"),
    "release.publish": _l("Publishes processes"),
    "report.see": _l("Sees reports"),
    "audit.verify": _l("Checks that no record was changed"),
    "user.see": _l("Sees accounts and teams"),
    "user.manage": _l("Manages accounts and teams"),
    "site.manage": _l("Manages sites and the days on which they are closed"),
}
# A part is named only where the whole is not.
_READS: Final[Mapping[str, str]] = {
    "A": _l("identity and status"),
    "A.name": _l("the name"),
    "B": _l("plan and progress"),
    "B.own": _l("plan and progress, as far as written by themself"),
    "C": _l("assessments"),
    "D": _l("counselling"),
    "D.own": _l("counselling, as far as written by themself"),
    "D.summary": _l("summaries of counselling"),
    "E": _l("health"),
    "E.own": _l("health, as far as written by themself"),
    "E.need": _l("whether there is a health need"),
    "F": _l("security"),
    "F.own": _l("security, as far as written by themself"),
    "F.headline": _l("conclusions of security"),
    "G": _l("family and third parties"),
    "H": _l("victims"),
    "I": _l("safety plans"),
    "J": _l("governance"),
}
_READ: Final = "case.read."
_WORKS_IN_CASES: Final = frozenset({"case.read", "task.complete"})


def powers(role: RoleHeld) -> tuple[str, ...]:
    """What the role lets somebody do, a line for each."""
    does = tuple(str(words) for name, words in _DOES.items() if name in role.may)
    read = [str(words) for part, words in _READS.items() if _is_said(part, role.may)]
    return (*does, _("Reads in cases: %(what)s", what=", ".join(read))) if read else does


def reach(role: RoleHeld) -> str:
    """In which cases, and where."""
    place = _("at %(site)s", site=role.site_name) if role.site_name else _("everywhere")
    if not role.may & _WORKS_IN_CASES:
        return str(_("Reads no case. Counts %(place)s.", place=place))
    return str(_("%(cases)s, %(place)s", cases=_cases(role.reach), place=place))


def _cases(reach: Literal["all", "team", "assigned"]) -> str:
    match reach:
        case "all":
            return str(_("All cases"))
        case "team":
            return str(_("Cases of their teams"))
        case "assigned":
            return str(_("Only cases in which they work"))
        case _:
            assert_never(reach)


def _is_said(part: str, may: frozenset[str]) -> bool:
    whole = part.split(".")[0]
    return f"{_READ}{part}" in may and (part == whole or f"{_READ}{whole}" not in may)
