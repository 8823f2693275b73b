"""Change one's own password."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import sqlalchemy as sa

from engine.core.credential import PasswordRefused, check_password
from engine.store import people as p
from engine.store.accounts import find
from engine.store.attempts import forgive
from engine.store.context import Context
from engine.store.passwords import fits, hash_password
from engine.store.sessions import end_sessions, open_session


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """Set the actor's own password; `engine.sign_in.change_password` first proves the current one.

    Attributes:
        verified: The hash that the current password fitted.
        address: From where the actor proved it.
    """

    password: str = field(repr=False)
    verified: str = field(repr=False)
    address: str
    recorded: ClassVar[bool] = False

    def run(self, context: Context) -> str:
        """Set it and end all sessions; the answer is the token of a new one.

        Raises:
            UserNotFound: The actor has no account.
            PasswordRefused: The password is too weak, the same as before, or was changed by
                somebody else meanwhile.
        """
        account = find(context, context.actor)
        if account.status != "active" or account.password_hash != self.verified:
            raise PasswordRefused("the password was changed meanwhile: sign in again")
        check_password(self.password, account.login)
        if fits(account.password_hash, self.password):
            raise PasswordRefused("the new password must be another one")
        context.connection.execute(
            sa.update(p.user)
            .where(p.user.c.id == account.id)
            .values(
                password_hash=hash_password(self.password),
                must_change=False,
                changed_at=context.now,
            )
        )
        end_sessions(context, account.id)
        forgive(context, account.login, self.address)
        return open_session(context, account.id)
