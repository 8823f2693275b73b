"""Sign in, once the password has been verified."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import sqlalchemy as sa

from engine.errors import PasserelleError
from engine.store import people as p
from engine.store.attempts import forget_attempts, forgive
from engine.store.context import Context
from engine.store.sessions import end_session, forget_sessions, open_session


class SignInRefused(PasserelleError):
    """The login name or the password is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A new session.

    Attributes:
        token: For the cookie; it is kept nowhere.
        login: The login name as the account has it.
        must_change: Whether the password is to be changed before anything else.
    """

    token: str = field(repr=False)
    login: str
    must_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Open a session; only `engine.sign_in.sign_in`, which verifies the password, runs this.

    Attributes:
        verified: The hash that the password fitted.
        rehash: The hash to keep in its stead, where it was outdated.
        previous: The token that the browser had before: its session ends.
    """

    login: str
    address: str
    verified: str = field(repr=False)
    rehash: str | None = field(default=None, repr=False)
    previous: str | None = field(default=None, repr=False)
    recorded: ClassVar[bool] = False

    def run(self, context: Context) -> SignedIn:
        """Open it.

        Raises:
            SignInRefused: Meanwhile the account was shut or given another password.
        """
        user = p.user.c
        account = context.connection.execute(
            sa.select(p.user)
            .where(
                user.login == self.login.strip().lower(),
                user.status == "active",
                user.password_hash == self.verified,
            )
            .with_for_update()
        ).one_or_none()
        if account is None:
            raise SignInRefused
        if self.rehash is not None:
            change = sa.update(p.user).where(user.id == account.id)
            context.connection.execute(change.values(password_hash=self.rehash))
        if self.previous is not None:
            end_session(context, self.previous)
        forgive(context, account.login, self.address)
        forget_attempts(context)
        forget_sessions(context)
        return SignedIn(
            token=open_session(context, account.id),
            login=account.login,
            must_change=account.must_change,
        )
