"""Give an account a new password, as an administrator does for one who has forgotten theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from engine.core.credential import check_password
from engine.store import people as p
from engine.store.accounts import find, require_over
from engine.store.context import Context
from engine.store.passwords import hash_password
from engine.store.sessions import end_sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPassword:
    """Set a password and end all sessions of the account.

    Attributes:
        must_change: Whether it is to be changed at the next sign-in.
    """

    login: str
    password: str = field(repr=False)
    must_change: bool = True

    def run(self, context: Context) -> None:
        """Set it.

        Raises:
            UserNotFound: There is no such account.
            NotAllowed: The actor may not manage it.
            PasswordRefused: The password is too weak.
        """
        account = find(context, self.login)
        require_over(context, account)
        check_password(self.password, account.login)
        context.connection.execute(
            sa.update(p.user)
            .where(p.user.c.id == account.id)
            .values(
                password_hash=hash_password(self.password),
                must_change=self.must_change,
                changed_at=context.now,
            )
        )
        end_sessions(context, account.id)
