"""A program that is measured in a process of its own, and speaks by lines: `bench.speak`."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

HOUSE = Path(__file__).resolve().parent.parent


class Gone(Exception):
    """The program ended before it had answered; with the last that it said."""


@dataclass(frozen=True, slots=True)
class Player:
    """A program that waits for its turn.

    Attributes:
        what: What it says of itself: names and versions.
    """

    what: str
    process: subprocess.Popen[str]
    errors: IO[str]

    def tell(self, times: int) -> None:
        """Tell it to begin a case and complete that many tasks; `answer` waits for it."""
        stdin = self.process.stdin
        assert stdin is not None  # noqa: S101 - a pipe was asked for
        with contextlib.suppress(BrokenPipeError):  # `answer` says why
            stdin.write(f"go {times}\n")
            stdin.flush()

    def answer(self) -> list[float]:
        """Seconds of processor time, one for each completion.

        Raises:
            Gone: It has ended.
        """
        found: list[float] = json.loads(_line(self.process, self.errors))
        return found

    def go(self, times: int) -> list[float]:
        """Both."""
        self.tell(times)
        return self.answer()


@contextlib.contextmanager
def playing(command: Sequence[str], more: Mapping[str, str] | None = None) -> Iterator[Player]:
    """Start a program, and end it afterwards.

    Args:
        command: Its path and its arguments.
        more: What is added to its environment.

    Raises:
        Gone: It does not begin.
    """
    environment = os.environ | {"PYTHONPATH": str(HOUSE)} | dict(more or {})
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(  # noqa: S603 - our own programs, no shell
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        with process:
            try:
                yield Player(_line(process, errors).strip(), process, errors)
            finally:
                process.kill()


def _line(process: subprocess.Popen[str], errors: IO[str]) -> str:
    stdout = process.stdout
    assert stdout is not None  # noqa: S101 - a pipe was asked for
    line = stdout.readline()
    if not line:
        process.wait()
        errors.seek(0)
        said = [one for one in errors.read().splitlines() if one.strip()] or ["nothing"]
        raise Gone(f"it ended with status {process.returncode} and said: {said[-1].strip()}")
    return line
