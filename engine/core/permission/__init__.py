"""Who may do what: one table of roles and permissions; whatever is not in it is refused."""

from engine.core.permission.allowed import (
    Grant,
    Scope,
    UnknownPermission,
    UnknownRole,
    allowed,
    known_role,
)
from engine.core.permission.table import ROLES, TABLE, Reach, Role
from engine.core.permission.words import OF_A_CASE, PERMISSIONS, Permission

__all__ = [
    "OF_A_CASE",
    "PERMISSIONS",
    "ROLES",
    "TABLE",
    "Grant",
    "Permission",
    "Reach",
    "Role",
    "Scope",
    "UnknownPermission",
    "UnknownRole",
    "allowed",
    "known_role",
]
