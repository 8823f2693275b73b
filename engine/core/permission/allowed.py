"""Whether what somebody was granted covers a permission, here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, assert_never

from engine.core.permission.table import ROLES, Reach, Role
from engine.core.permission.words import OF_A_CASE, PERMISSIONS, Permission
from engine.errors import PasserelleError


class UnknownRole(PasserelleError):
    """There is no such role."""


class UnknownPermission(PasserelleError):
    """There is no such permission."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody has now.

    Attributes:
        role: Its name.
        site: The id of the only site where it counts; None: everywhere.
    """

    role: str
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a thing is, and what the one who asks has to do with it.

    Attributes:
        site: The id of its site; None: it belongs to the whole programme.
        assigned: The case is assigned to the one who asks.
        team: It is assigned to a team of theirs.
        restricted: It is closed to all but those on its list.
        listed: The one who asks is on that list.
    """

    site: str | None = None
    assigned: bool = False
    team: bool = False
    restricted: bool = False
    listed: bool = False


PROGRAMME: Final = Scope()


def allowed(grants: Iterable[Grant], permission: Permission, scope: Scope = PROGRAMME) -> bool:
    """Whether one of the grants allows it; no grant does so for a restricted case off its list.

    Args:
        grants: Those in force now, any order.
        permission: What is wanted.
        scope: Where. Without a site it is wanted for the whole programme, which a grant for one
            site never covers.

    Raises:
        UnknownPermission: There is none of this name.
        UnknownRole: A grant has a role that there is not.
    """
    if permission not in PERMISSIONS:
        raise UnknownPermission(f"there is no permission '{permission}'")
    held = [(grant, known_role(grant.role)) for grant in grants]
    if scope.restricted and not scope.listed:
        return False
    return any(_covers(grant, role, permission, scope) for grant, role in held)


def known_role(name: str) -> Role:
    """The role of this name.

    Raises:
        UnknownRole: There is none; the message names all there are.
    """
    if name not in ROLES:
        raise UnknownRole(f"there is no role '{name}'; there are: {', '.join(sorted(ROLES))}")
    return ROLES[name]


def _covers(grant: Grant, role: Role, permission: Permission, scope: Scope) -> bool:
    if permission not in role.may or grant.site not in (None, scope.site):
        return False
    return permission not in OF_A_CASE or _reaches(role.reach, scope)


def _reaches(reach: Reach, scope: Scope) -> bool:
    match reach:
        case "all":
            return True
        case "team":
            return scope.team or scope.assigned
        case "assigned":
            return scope.assigned
        case _:
            assert_never(reach)
