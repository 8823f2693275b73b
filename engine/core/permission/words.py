"""Every permission there is.

What people write about a case is sorted into classes of data, and each is a permission of its own:
A identity and status, B plan and progress, C assessment, D counselling, E health, F security,
G family and third parties, H victims, I safety plans, J governance. A part such as `D.summary` may
be read by some who may not read the whole.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

CasePermission = Literal[
    "case.read",  # that it exists, where it stands, its tasks and its diagram
    "case.read.A",
    "case.read.A.name",
    "case.read.B",
    "case.read.B.own",  # what one has written oneself
    "case.read.C",
    "case.read.D",
    "case.read.D.own",
    "case.read.D.summary",
    "case.read.E",
    "case.read.E.own",
    "case.read.E.need",  # whether there is a need, not which
    "case.read.F",
    "case.read.F.own",
    "case.read.F.headline",  # the conclusion, free of its source
    "case.read.G",
    "case.read.H",
    "case.read.I",
    "case.read.J",
    "case.cancel",
    "case.assign",  # say which people and teams work on it
    "case.restrict",  # close it to all but a list, and keep the list
    "case.accesses",  # who has looked at it
    "task.complete",
    "task.reassign",
    "incident.retry",
]
OtherPermission = Literal[
    "audit.verify",
    "case.start",
    "incident.see",
    "overdue.see",  # what is overdue, without what is in it
    "release.draft",
    "release.publish",
    "report.see",
    "site.manage",
    "user.see",
    "user.manage",
]
Permission = CasePermission | OtherPermission

OF_A_CASE: Final[frozenset[str]] = frozenset(get_args(CasePermission))
PERMISSIONS: Final[frozenset[str]] = OF_A_CASE | frozenset(get_args(OtherPermission))
