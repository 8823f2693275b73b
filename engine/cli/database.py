"""`passerelle database`, `audit` and `scheduler`: for who runs an installation."""

from __future__ import annotations

import argparse
import sys


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add them to the commands of the command line."""
    database = commands.add_parser("database", help="look after the database")
    actions = database.add_subparsers(required=True, metavar="ACTION")
    actions.add_parser("upgrade", help="make its schema, or renew it").set_defaults(
        command=_upgrade
    )

    audit = commands.add_parser("audit", help="look after what is written of all that happened")
    actions = audit.add_subparsers(required=True, metavar="ACTION")
    actions.add_parser("verify", help="name the first row that was changed").set_defaults(
        command=_verify
    )

    scheduler = commands.add_parser(
        "scheduler", help="fire timers and carry messages, until it is stopped"
    )
    scheduler.set_defaults(command=_scheduler)


# Loading what a database needs takes most of a second, which an expression should not cost.


def _upgrade(_options: argparse.Namespace) -> int:
    from engine.installation import installation

    with installation():
        sys.stdout.write("the schema is the newest\n")
    return 0


def _scheduler(_options: argparse.Namespace) -> int:
    from engine import ticking
    from engine.installation import installation

    with installation(renew=False) as executor:
        ticking.run(executor)
    return 0


def _verify(_options: argparse.Namespace) -> int:
    from engine.installation import installation
    from engine.queries import AuditBreaks

    with installation(renew=False) as executor:
        found = executor.ask(AuditBreaks(), by="console")
    for one in found:
        sys.stdout.write(f"{one.number}: {one.reason}\n")
    if not found:
        sys.stdout.write("the history of every case holds\n")
    return 1 if found else 0
