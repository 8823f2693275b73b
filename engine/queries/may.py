"""May the actor do this?"""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.permission import Permission, Scope
from engine.store.authority import may, scope_of
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """Whether the actor has a permission: for a case, at a site, or for the whole programme.

    Attributes:
        case: The id of the case; its own site then counts.
        site: The id of the site, where it is not about a case.
    """

    permission: Permission
    case: str | None = None
    site: str | None = None

    def run(self, context: Context) -> bool:
        """Whether they may.

        Raises:
            CaseNotFound: There is no such case.
            UnknownPermission: There is no such permission.
        """
        scope = scope_of(context, self.case) if self.case else Scope(site=self.site)
        return may(context, self.permission, scope)
