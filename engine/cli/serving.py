"""`passerelle web` and `serve`: the pages, and all of an installation.

The command line starts the pages as a process and imports nothing of them.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence

WEB = (sys.executable, "-m", "webui.serving")
"""The command that serves the pages."""

SCHEDULER = (sys.executable, "-m", "engine.cli", "scheduler")
"""The command that watches the clock."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `web` and `serve` to the commands of the command line."""
    web = commands.add_parser("web", help="serve the pages, until it is stopped")
    web.set_defaults(command=_web)
    serve = commands.add_parser(
        "serve", help="serve the pages and watch the clock; start again what dies"
    )
    serve.set_defaults(command=_serve)
    for parser in (web, serve):
        parser.add_argument("--bind", metavar="HOST:PORT", help="else 127.0.0.1:8000")
        parser.add_argument("--workers", type=int, help="processes that answer, else 2")


def arguments_of_web(bind: str | None, workers: int | None) -> list[str]:
    """The arguments of `WEB`; None leaves the choice to it."""
    given = {"--bind": bind, "--workers": workers}
    return [f"{name}={value}" for name, value in given.items() if value is not None]


def tell() -> None:
    """Let what is logged be read: what happened, without a date, which a journal adds."""
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)


def _web(options: argparse.Namespace) -> int:
    return _become([*WEB, *arguments_of_web(options.bind, options.workers)])


def _serve(options: argparse.Namespace) -> int:
    from engine.installation import installation
    from engine.supervisor import Child, Supervisor

    with installation(renew=False):
        pass  # what is wrong with it is said once, before anything starts
    tell()
    web = [*WEB, *arguments_of_web(options.bind, options.workers)]
    children = (Child(name="web", command=web), Child(name="scheduler", command=SCHEDULER))
    return Supervisor(children).run()


def _become(command: Sequence[str]) -> int:
    """Go on as another program, so that its signals and its status are its own."""
    sys.stdout.flush()
    os.execv(command[0], list(command))  # noqa: S606 - a command of our own
    return 1
