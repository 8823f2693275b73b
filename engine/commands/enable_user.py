"""Open an account again."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import people as p
from engine.store.accounts import find, require_over
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class EnableUser:
    """Let a shut account sign in again, with its old password and the roles still in force."""

    login: str

    def run(self, context: Context) -> None:
        """Open it; nothing changes when it is open already.

        Raises:
            UserNotFound: There is no such account.
            NotAllowed: The actor may not manage it.
        """
        account = find(context, self.login)
        require_over(context, account)
        context.connection.execute(
            sa.update(p.user)
            .where(p.user.c.id == account.id)
            .values(status="active", changed_at=context.now)
        )
