"""`passerelle release ...`: check a programme, and publish it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `release` to the commands of the command line."""
    release = commands.add_parser("release", help="check and publish processes")
    actions = release.add_subparsers(required=True, metavar="ACTION")

    check = actions.add_parser("check", help="say what is wrong with a programme")
    check.set_defaults(command=_check)
    publish = actions.add_parser("publish", help="make it what new cases run by")
    publish.add_argument("--note", default="", help="what is new in it")
    publish.set_defaults(command=_publish)
    for action in (check, publish):
        action.add_argument(
            "--folder", type=Path, help="with processes and forms; else what Passerelle comes with"
        )


# Loading what a database needs takes most of a second, which an expression should not cost.


def _check(options: argparse.Namespace) -> int:
    from engine.core.release import check_release
    from engine.programme import SHIPPED, read_programme

    found = read_programme(options.folder or SHIPPED)
    problems = check_release(found.diagrams, found.decisions, found.forms)
    for key, some in problems.items():
        sys.stdout.writelines(f"{key}: {one}\n" for one in some)
    errors = sum(one.severity == "error" for some in problems.values() for one in some)
    warnings = sum(map(len, problems.values())) - errors
    sys.stdout.write(f"errors: {errors}, warnings: {warnings}\n")
    return 1 if errors else 0


def _publish(options: argparse.Namespace) -> int:
    from engine.commands import PublishRelease, SetPolicy
    from engine.installation import installation
    from engine.programme import SHIPPED, read_programme

    found = read_programme(options.folder or SHIPPED)
    command = PublishRelease(
        diagrams=found.diagrams, decisions=found.decisions, forms=found.forms, note=options.note
    )
    with installation() as executor:
        number = executor.execute(command, by="console")
        for key, content in found.policies.items():
            executor.execute(SetPolicy(key=key, content=content), by="console")
    sys.stdout.write(f"release {number} is published: new cases run by it\n")
    return 0
