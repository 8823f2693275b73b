"""Sign somebody out everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from engine.store.accounts import find, require_over
from engine.store.context import Context
from engine.store.sessions import end_sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSessions:
    """End all sessions of an account, as for a computer that was lost; it may sign in again."""

    login: str

    def run(self, context: Context) -> bool:
        """End them; the answer is whether there were any.

        Raises:
            UserNotFound: There is no such account.
            NotAllowed: The actor may not manage it.
        """
        account = find(context, self.login)
        require_over(context, account)
        return end_sessions(context, account.id)
