"""The process that serves the pages: gunicorn, started as `python -m webui.serving`.

Each worker opens the database for itself, after it was forked: a connection is never shared
between processes. Nothing is written of who asked for what; what was looked at of a case is in its
own file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from flask import Flask
from gunicorn.app.base import BaseApplication

from engine.errors import PasserelleError
from engine.installation import installation
from webui.address import USUAL, Address
from webui.app import create_app
from webui.settings import config_from

WORKERS: Final = 2
_THREADS: Final = 4
_MOST_WORKERS: Final = 64
# A worker is replaced now and then, so that none grows for ever; not all of them at once.
_REQUESTS: Final = 10_000
_JITTER: Final = 1_000
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - gunicorn makes a file of its own there


class Serving(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with the settings of Passerelle."""

    def __init__(self, address: Address, workers: int) -> None:
        self._address = address
        self._workers = workers
        self._open = ExitStack()
        super().__init__()

    def load_config(self) -> None:
        """Set what gunicorn is told; files and variables of its own are not read."""
        for name, value in settings(self._address, self._workers).items():
            self.cfg.set(name, value)
        self.cfg.set("worker_exit", lambda _arbiter, _worker: self._open.close())

    def load(self) -> Flask:
        """Make the application of one worker, with connections of its own."""
        executor = self._open.enter_context(installation(renew=False))
        return create_app(config_from(), executor)


def settings(address: Address, workers: int) -> dict[str, Any]:
    """What gunicorn is told."""
    return {
        "bind": [str(address)],
        "workers": workers,
        "worker_class": "gthread",
        "threads": _THREADS,
        "preload_app": False,
        "timeout": 60,
        "graceful_timeout": 20,
        "keepalive": 5,
        "max_requests": _REQUESTS,
        "max_requests_jitter": _JITTER,
        # Where it is in memory, a slow disk makes no worker look dead.
        "worker_tmp_dir": str(_MEMORY) if _MEMORY.is_dir() else None,
        "accesslog": None,
        "loglevel": "warning",
        "proc_name": "passerelle-web",
        "control_socket_disable": True,
        # Which proxies are believed is said once, by PASSERELLE_TRUSTED_PROXIES.
        "forwarded_allow_ips": "",
        "secure_scheme_headers": {},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; what is being answered is answered first."""
    parser = argparse.ArgumentParser(prog="passerelle web", description="Serve the pages.")
    parser.add_argument("--bind", default=USUAL, metavar="HOST:PORT", help=f"else {USUAL}")
    parser.add_argument("--workers", type=int, default=WORKERS, help=f"else {WORKERS}")
    options = parser.parse_args(arguments)
    if not 0 < options.workers <= _MOST_WORKERS:
        parser.error(f"--workers is {options.workers}: say 1 to {_MOST_WORKERS}")
    try:
        address = Address.of(options.bind)
        config_from()
        with installation(renew=False):
            address.require_free()
    except PasserelleError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    Serving(address, options.workers).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
