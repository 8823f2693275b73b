"""The roles of the programme, and the one table of what each may do.

The names of roles are those of the groups in `processes/lanes.json`. A role that reads a whole
class of data reads its parts too, and only these; nobody has a permission that is not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from engine.core.permission.words import PERMISSIONS, Permission

Reach = Literal["all", "team", "assigned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What one of the staff is.

    Attributes:
        title: For people.
        reach: Which cases, of those that the grant covers: all, those of one's team or assigned
            to oneself, only those assigned to oneself.
        may: Its permissions.
    """

    title: str
    reach: Reach
    may: frozenset[str]


# What a word such as `B` or `D.summary` opens: a class and its parts, or a part alone.
_READS: Final[Mapping[str, frozenset[str]]] = {
    whole.removeprefix("case.read."): frozenset(
        one for one in PERMISSIONS if one == whole or one.startswith(f"{whole}.")
    )
    for whole in PERMISSIONS
    if whole.startswith("case.read.")
}


def _role(title: str, reach: Reach, *permissions: Permission, reads: str = "") -> Role:
    """A role; `reads` are classes of data and parts of them, such as `A B D.summary`."""
    may = frozenset({*permissions, *(["case.read"] if reads else [])})
    return Role(title=title, reach=reach, may=may.union(*(_READS[word] for word in reads.split())))


ROLES: Final[Mapping[str, Role]] = MappingProxyType({
    # Those who work on cases
    "intake_officer": _role(
        "Intake officer", "all", "case.start", "task.complete", reads="A",
    ),
    "case_manager": _role(
        "Case manager", "assigned", "task.complete", "case.accesses",
        reads="A B C G D.summary E.need F.headline",
    ),
    "team_leader": _role(
        "Team leader", "team", "task.complete", "task.reassign", "case.assign", "overdue.see",
        "user.see", reads="A B",
    ),
    "assessor": _role(
        "Psychologist or certified assessor", "assigned", "task.complete",
        reads="A B C D.own E.own G",
    ),
    "health_professional": _role(
        "Health professional", "assigned", "task.complete", reads="A E",
    ),
    "religious_expert": _role(
        "Religious expert", "assigned", "task.complete", reads="A.name B.own D.own",
    ),
    "mentor": _role(
        "Former or mentor", "assigned", "task.complete", reads="A.name",
    ),
    "family_counsellor": _role(
        "Family counsellor", "assigned", "task.complete", reads="A B G",
    ),
    "education_work_coach": _role(
        "Education and work coach", "assigned", "task.complete", reads="A B.own",
    ),
    "probation_officer": _role(
        "Probation officer", "assigned", "task.complete", reads="A B C F.headline",
    ),
    "rj_facilitator": _role(
        "Restorative justice facilitator", "assigned", "task.complete", reads="H",
    ),
    "partner": _role(
        "Municipality or NGO partner", "assigned", "task.complete", reads="A.name B.own",
    ),
    # Those who answer for safety
    "security_officer": _role(
        "Prison security officer", "all", "task.complete", reads="A F I",
    ),
    "police_liaison": _role(
        "Police liaison", "assigned", "task.complete", reads="A F.own I",
    ),
    # Those who decide
    "governor": _role(
        "Governor or authorised director", "all", "task.complete", reads="A F",
    ),
    "mdt_chair": _role(
        "Chair of the multidisciplinary team", "all", "task.complete", "case.assign",
        "case.cancel", "overdue.see", "user.see", reads="A B C E.need F G",
    ),
    "programme_manager": _role(
        "Programme manager", "all", "task.complete", "case.cancel", "release.draft",
        "release.publish", "incident.see", "overdue.see", "report.see", "user.see", reads="B J",
    ),
    "board_member": _role("Board member", "all", "report.see"),
    # Those who learn from cases and tell of them
    "qa_reviewer": _role(
        "Quality reviewer", "assigned", "task.complete", reads="A B C G",
    ),
    "lessons_facilitator": _role(
        "Lessons facilitator", "assigned", "task.complete", reads="A B C G",
    ),
    "evaluator": _role("Independent evaluator", "all", "report.see", reads="J"),
    "communications_officer": _role("Communications officer", "assigned", "task.complete"),
    # Those who answer for the data and the machine
    "information_officer": _role(
        "Information officer and data protection officer", "all", "task.complete",
        "case.restrict", "case.accesses", "audit.verify", "user.see", reads="A",
    ),
    "administrator": _role(
        "Administrator", "all", "task.reassign", "incident.see", "incident.retry", "overdue.see",
        "site.manage", "user.see", "user.manage", "audit.verify",
    ),
})  # fmt: skip

TABLE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {name: role.may for name, role in ROLES.items()}
)
