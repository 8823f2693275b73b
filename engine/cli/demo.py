"""`passerelle demo`: a fictional programme to look at, on this machine alone."""

from __future__ import annotations

import argparse
import datetime
import errno
import os
import socket
import sys
from pathlib import Path

from engine.cli.serving import SCHEDULER, WEB, arguments_of_web, tell
from engine.errors import PasserelleError

_HOST = "127.0.0.1"
_PORT = 8000
_TRIES = 50


class NoFreePort(PasserelleError):
    """All ports from there on are in use: name another with --port."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `demo` to the commands of the command line."""
    demo = commands.add_parser("demo", help="show a fictional programme, until Ctrl+C")
    demo.add_argument("--folder", type=Path, default=Path(".demo"), help="else .demo")
    demo.add_argument("--port", type=int, default=_PORT, help=f"else {_PORT}, or the next free one")
    demo.add_argument("--fresh", action="store_true", help="forget what was done in it, begin anew")
    demo.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    demo.set_defaults(command=_demo)


# Loading what a database needs takes most of a second, which an expression should not cost.


def _demo(options: argparse.Namespace) -> int:
    from engine.demo.folder import DemoFolder

    folder = DemoFolder(options.folder)
    if options.fill:
        return _fill(folder.began)
    with folder.held():
        if options.fresh:
            folder.clear()
        folder.make_keys(datetime.datetime.now(datetime.UTC))
        os.environ.update(environment := folder.environment(os.environ))
        for name in set(os.environ) - set(environment):
            del os.environ[name]
        _begin(folder.began)
        return _show(options.folder, _free_port(options.port))


def _begin(began: datetime.datetime) -> None:
    """Make as much as is needed for a first look."""
    from engine.demo.clock import SetClock
    from engine.demo.world import FIRST, World
    from engine.installation import installation

    print("making a fictional programme ...", flush=True)
    clock = SetClock(began)
    with installation(clock=clock) as executor:
        world = World(executor, clock, began)
        for _ in world.play(FIRST):
            pass


def _fill(began: datetime.datetime) -> int:
    """Play all stories: those that were played before, or were in part, go on where they were."""
    from engine.demo.clock import SetClock
    from engine.demo.world import World
    from engine.installation import installation

    clock = SetClock(began)
    with installation(renew=False, clock=clock) as executor:
        played = list(World(executor, clock, began).play())
    for one in played:
        if one.problem:
            print(f"the case {one.number} stays where it is: {one.problem}", file=sys.stderr)
    print(f"all {len(played)} cases are there", flush=True)
    return 0


def _show(folder: Path, port: int) -> int:
    """Serve it until somebody has seen enough."""
    from engine.supervisor import Child, Supervisor

    fill = [sys.executable, "-m", "engine.cli", "demo", "--fill", "--folder", str(folder)]
    children = (
        Child(name="web", command=[*WEB, *arguments_of_web(f"{_HOST}:{port}", None)]),
        Child(name="fill", command=fill, once=True),
        # Until all is told, time passes in the stories alone.
        Child(name="scheduler", command=SCHEDULER, after="fill"),
    )
    tell()
    print(f"\n  http://{_HOST}:{port}\n\nPick somebody to sign in as. Ctrl+C ends it.", flush=True)
    status = Supervisor(children).run()
    print("ended; what was done is kept until --fresh" if status == 0 else "stopped")
    return status


def _free_port(wanted: int) -> int:
    """The port, or the next one that nothing listens at, which is said.

    Raises:
        NoFreePort: There is none within reach.
    """
    for port in range(wanted, min(wanted + _TRIES, 65_536)):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((_HOST, port))
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
                continue
        if port != wanted:
            print(f"port {wanted} is in use: taking {port}", flush=True)
        return port
    raise NoFreePort
