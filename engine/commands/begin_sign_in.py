"""Begin to sign in: may this login name and this address try now?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import ClassVar

import sqlalchemy as sa

from engine.core.credential import LoginRefused, login_name
from engine.store import people as p
from engine.store.attempts import count_failure
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What it takes to verify a password outside of a transaction.

    Attributes:
        wait: How long to wait before the next attempt; zero: try now.
        password_hash: Of the account; None where there is no active one.
    """

    wait: datetime.timedelta
    password_hash: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginSignIn:
    """Count an attempt as failed before it is made; `SignIn` takes it back.

    So whoever makes many attempts at once is stopped as early as one who makes them in turn. A
    login name that there is not is counted like one that there is.
    """

    login: str = field(repr=False)  # by mistake somebody types a password there
    address: str
    recorded: ClassVar[bool] = False

    def run(self, context: Context) -> Attempt:
        """Count it, unless there is a wait."""
        wait = count_failure(context, self.login, self.address)
        if wait:
            return Attempt(wait=wait)
        user = p.user.c
        try:
            login = login_name(self.login)
        except LoginRefused:
            return Attempt(wait=wait)
        found = context.connection.scalar(
            sa.select(user.password_hash).where(user.login == login, user.status == "active")
        )
        return Attempt(wait=wait, password_hash=found)
