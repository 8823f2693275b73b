"""`passerelle user ...`: what may be typed; `engine.cli.accounts` does it."""

from __future__ import annotations

import argparse
from functools import partial


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `user` to the commands of the command line."""
    user = commands.add_parser("user", help="manage the accounts of the database")
    actions = user.add_subparsers(required=True, metavar="ACTION")

    add = _action(actions, "add", "give somebody an account")
    add.add_argument("--name", required=True, help="of the person")
    add.add_argument("--role", required=True, action="append", help="may be given again")
    add.add_argument("--site", help="where they work; their roles then count only there")
    _ask_for_a_password(add)

    actions.add_parser("list", help="show all accounts").set_defaults(command=partial(_run, "list"))
    _action(actions, "disable", "shut an account and end its sessions")
    _action(actions, "enable", "open an account again")

    for name, what in (("grant", "give somebody a role"), ("revoke", "take a role from somebody")):
        role = _action(actions, name, what)
        role.add_argument("role")
        role.add_argument("--site", help="the only site where it counts; left out: everywhere")

    _ask_for_a_password(_action(actions, "password", "set a new password"))


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=what)
    parser.add_argument("login", help="the name to sign in with")
    parser.set_defaults(command=partial(_run, name))
    return parser


def _ask_for_a_password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin", action="store_true", help="read it from the first line of the input"
    )
    parser.add_argument(
        "--temporary", action="store_true", help="it must be changed at the next sign-in"
    )


def _run(action: str, options: argparse.Namespace) -> int:
    # Loading what accounts need takes most of a second, which an expression should not cost.
    from engine.cli import accounts

    return accounts.run(action, options)
