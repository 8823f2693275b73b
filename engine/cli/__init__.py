"""`passerelle ...`: the command line. Each module adds its commands to it."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence

from engine.cli import backup, database, demo, language, release, serving, sites, users
from engine.errors import PasserelleError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 for an error found, 2 for wrong usage."""
    # Half a surrogate pair is a string of FEEL, but no text that a terminal can show.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except PasserelleError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"error: {error.filename or options.file}: {error.strerror}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="passerelle", description="Runs the life of a case in an exit programme."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for part in (language, release, users, sites, database, backup, serving, demo):
        part.add_to(commands)
    return parser
