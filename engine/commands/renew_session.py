"""Keep a session alive that is in use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import sqlalchemy as sa

from engine.store import people as p
from engine.store.context import Context
from engine.store.sessions import IDLE, end_session, is_open, open_session, session_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewSession:
    """Put off the idle end of a session, and give it a new token after a change of roles."""

    token: str = field(repr=False)
    recorded: ClassVar[bool] = False

    def run(self, context: Context) -> str | None:
        """Renew it; the answer is the token from now on, None when the session is over.

        A new token inherits the absolute end, and the old one is refused at once.
        """
        session = p.login_session.c
        mine = session.id == session_id(self.token)
        row = context.connection.execute(
            sa.select(p.login_session).where(mine, is_open(context.now)).with_for_update()
        ).one_or_none()
        if row is None:
            return None
        if row.rotate:
            end_session(context, self.token)
            return open_session(context, row.user_id, row.until)
        idle_until = min(context.now + IDLE, row.until)
        context.connection.execute(
            sa.update(p.login_session)
            .where(mine)
            .values(used_at=context.now, idle_until=idle_until)
        )
        return self.token
