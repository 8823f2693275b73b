"""`passerelle site ...`: where people work, and on which days."""

from __future__ import annotations

import argparse
import datetime
import sys


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `site` to the commands of the command line."""
    site = commands.add_parser("site", help="manage the sites of the programme")
    actions = site.add_subparsers(required=True, metavar="ACTION")

    add = actions.add_parser("add", help="make a site")
    add.add_argument("name")
    add.add_argument("--zone", required=True, help="such as Europe/Paris")
    add.add_argument("--country", required=True, help="two letters, for its public holidays")
    add.add_argument("--subdivision", help="a part of the country with holidays of its own")
    add.set_defaults(command=_add)

    close = actions.add_parser("close", help="say that a site is closed on a day")
    close.add_argument("name")
    close.add_argument("day", type=datetime.date.fromisoformat, help="such as 2027-03-05")
    close.add_argument("reason")
    close.set_defaults(command=_close)

    actions.add_parser("list", help="show all sites").set_defaults(command=_list)


# Loading what a database needs takes most of a second, which an expression should not cost.


def _add(options: argparse.Namespace) -> int:
    from engine.commands import AddSite
    from engine.installation import installation

    command = AddSite(
        name=options.name,
        zone=options.zone,
        country=options.country,
        subdivision=options.subdivision,
    )
    with installation() as executor:
        executor.execute(command, by="console")
    sys.stdout.write(f"{options.name} is a site now\n")
    return 0


def _close(options: argparse.Namespace) -> int:
    from engine.commands import CloseSite
    from engine.installation import installation
    from engine.queries import SiteNamed

    with installation() as executor:
        site = executor.ask(SiteNamed(name=options.name), by="console")
        command = CloseSite(site=site, day=options.day, reason=options.reason)
        executor.execute(command, by="console")
    sys.stdout.write(f"{options.name} is closed on {options.day}\n")
    return 0


def _list(_options: argparse.Namespace) -> int:
    from engine.installation import installation
    from engine.queries import Sites

    with installation() as executor:
        sites = executor.ask(Sites(), by="console")
    sys.stdout.writelines(f"{one.name}\n" for one in sites)
    return 0
