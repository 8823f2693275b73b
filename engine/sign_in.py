"""Proving who one is: two short transactions, and the slow verifying of a password between them.

Verified inside a transaction, guesses of strangers would keep everybody else from writing.
"""

from __future__ import annotations

import math
from typing import Final

from engine.commands.begin_sign_in import BeginSignIn
from engine.commands.change_password import ChangePassword
from engine.commands.sign_in import SignedIn, SignIn, SignInRefused
from engine.core.credential import NOBODY, PasswordRefused
from engine.errors import PasserelleError
from engine.executor import Executor
from engine.store.passwords import dummy, fits, hash_password, outdated

__all__ = ["STRANGER", "PasswordRefused", "SignInRefused", "TooManyAttempts", "change_password",
           "sign_in"]  # fmt: skip
# Who asks before anybody has signed in: `executor.ask(SessionOf(token), by=STRANGER)`.
STRANGER: Final = NOBODY


class TooManyAttempts(PasserelleError):
    """Too many attempts to sign in.

    Attributes:
        wait_seconds: How long to wait, more than 0.
    """

    def __init__(self, wait_seconds: int) -> None:
        minutes = math.ceil(wait_seconds / 60)
        when = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(f"too many attempts: try again in {when}")
        self.wait_seconds = wait_seconds


def sign_in(
    executor: Executor, login: str, password: str, *, address: str, previous: str | None = None
) -> SignedIn:
    """Open a session.

    Args:
        executor: Runs the two transactions.
        login: As it was typed.
        password: As it was typed.
        address: Of the one who asks; failures are counted by it too.
        previous: The token that the browser has, if any: its session ends.

    Raises:
        SignInRefused: Login name or password is wrong, or the account is shut; never which.
        TooManyAttempts: For this login name, whether there is one or not, or this address.
    """
    verified = _verify(executor, login, password, address)
    rehash = hash_password(password) if outdated(verified) else None
    command = SignIn(
        login=login, address=address, verified=verified, rehash=rehash, previous=previous
    )
    return executor.execute(command, by=STRANGER)


def change_password(
    executor: Executor, login: str, current: str, password: str, *, address: str
) -> str:
    """Change one's own password; returns the token of a new session, the only one left.

    Raises:
        SignInRefused: The current password is wrong.
        TooManyAttempts: It was wrong too often.
        PasswordRefused: The new one is too weak, or the current one.
    """
    verified = _verify(executor, login, current, address)
    command = ChangePassword(password=password, verified=verified, address=address)
    return executor.execute(command, by=login)


def _verify(executor: Executor, login: str, password: str, address: str) -> str:
    """The hash that the password fits."""
    # Made before anything is known of the account, so that it tells nothing of it.
    stand_in = dummy()
    attempt = executor.execute(BeginSignIn(login=login, address=address), by=STRANGER)
    if attempt.wait:
        raise TooManyAttempts(math.ceil(attempt.wait.total_seconds()))
    found = attempt.password_hash
    if not fits(found or stand_in, password) or found is None:
        raise SignInRefused
    return found
