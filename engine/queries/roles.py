"""Which roles are there?"""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.permission import ROLES
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTitle:
    """A role by its name and as it is called."""

    role: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """All of them, in alphabetical order of what they are called; they are no secret."""

    def run(self, _context: Context) -> list[RoleTitle]:
        """Them."""
        found = [RoleTitle(role=name, title=role.title) for name, role in ROLES.items()]
        return sorted(found, key=lambda one: one.title)
