"""Sign out."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.store.context import Context
from engine.store.sessions import end_session


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut:
    """End the session of a token."""

    token: str = field(repr=False)

    def run(self, context: Context) -> bool:
        """End it; the answer is whether it was open."""
        return end_session(context, self.token)
