"""Shut an account."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.store import people as p
from engine.store.accounts import administrators, find, keep_an_administrator, require_over
from engine.store.context import Context
from engine.store.sessions import end_sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class DisableUser:
    """Let an account sign in no more, and end its sessions at once; its roles stay written."""

    login: str

    def run(self, context: Context) -> None:
        """Shut it; nothing changes when it is shut already.

        Raises:
            UserNotFound: There is no such account.
            NotAllowed: The actor may not manage it.
            LastAdministrator: Nobody could manage the programme any more.
        """
        before = administrators(context)
        account = find(context, self.login)
        require_over(context, account)
        context.connection.execute(
            sa.update(p.user)
            .where(p.user.c.id == account.id)
            .values(status="disabled", changed_at=context.now)
        )
        end_sessions(context, account.id)
        keep_an_administrator(context, before)
