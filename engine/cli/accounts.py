"""What `passerelle user ...` does: accounts by hand, the first administrator among them.

Whoever may read the master key of the installation may manage its accounts.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Mapping
from typing import Final

from engine.commands import (
    CreateUser,
    DisableUser,
    EnableUser,
    GrantRole,
    ResetPassword,
    RevokeRole,
)
from engine.core.credential import PasswordRefused, login_name
from engine.core.permission import Grant, known_role
from engine.executor import Executor
from engine.installation import installation
from engine.queries import SiteNamed, Sites, UsersList

_ACTOR: Final = "console"


def run(action: str, options: argparse.Namespace) -> int:
    """Do one thing in the database of the environment, whose schema is made or renewed first.

    Raises:
        KeyRefused: There is no master key.
        DatabaseRefused: There is no such database, or it does not answer.
        PasserelleError: What is wanted is refused.
    """
    with installation() as executor:
        _ACTIONS[action](executor, options)
    return 0


def _add(executor: Executor, options: argparse.Namespace) -> None:
    login = login_name(options.login)
    for role in options.role:
        known_role(role)
    site = _site(executor, options.site)
    command = CreateUser(
        login=login,
        name=options.name,
        password=_read_password(options),
        site=site,
        grants=tuple(Grant(role, site) for role in dict.fromkeys(options.role)),
        must_change=options.temporary,
    )
    executor.execute(command, by=_ACTOR)
    _say(f"{login} may sign in now")


def _list(executor: Executor, _options: argparse.Namespace) -> None:
    sites = {one.id: one.name for one in executor.ask(Sites(), by=_ACTOR)}
    users = executor.ask(UsersList(), by=_ACTOR)
    width = max((len(one.login) for one in users), default=0)
    for one in users:
        roles = ", ".join(
            grant.role if grant.site is None else f"{grant.role} ({sites[grant.site]})"
            for grant in one.grants
        )
        _say(f"{one.login:{width}}  {one.status:8}  {one.name}: {roles or 'no role'}")


def _disable(executor: Executor, options: argparse.Namespace) -> None:
    executor.execute(DisableUser(login=options.login), by=_ACTOR)
    _say(f"{options.login} can no longer sign in")


def _enable(executor: Executor, options: argparse.Namespace) -> None:
    executor.execute(EnableUser(login=options.login), by=_ACTOR)
    _say(f"{options.login} may sign in again")


def _grant(executor: Executor, options: argparse.Namespace) -> None:
    site = _site(executor, options.site)
    executor.execute(GrantRole(login=options.login, role=options.role, site=site), by=_ACTOR)
    _say(f"{options.login} is {options.role} now")


def _revoke(executor: Executor, options: argparse.Namespace) -> None:
    site = _site(executor, options.site)
    executor.execute(RevokeRole(login=options.login, role=options.role, site=site), by=_ACTOR)
    _say(f"{options.login} is no longer {options.role}")


def _password(executor: Executor, options: argparse.Namespace) -> None:
    command = ResetPassword(
        login=options.login, password=_read_password(options), must_change=options.temporary
    )
    executor.execute(command, by=_ACTOR)
    _say(f"{options.login} has a new password")


def _site(executor: Executor, name: str | None) -> str | None:
    """The id of the site of this name."""
    if name is None:
        return None
    return executor.ask(SiteNamed(name=name), by=_ACTOR)


def _read_password(options: argparse.Namespace) -> str:
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    try:
        first = getpass.getpass("Password: ")
        second = getpass.getpass("The same again: ")
    except EOFError:
        raise PasswordRefused("no password was typed") from None
    if first != second:
        raise PasswordRefused("the two passwords are not the same")
    return first


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


_ACTIONS: Final[Mapping[str, Callable[[Executor, argparse.Namespace], None]]] = {
    "add": _add,
    "list": _list,
    "disable": _disable,
    "enable": _enable,
    "grant": _grant,
    "revoke": _revoke,
    "password": _password,
}
