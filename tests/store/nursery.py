"""Brings up processes that are to die: `python -m tests.store.nursery URL`.

Each line of its input is a life, such as `{"work": "scheduler", "point": "after-timer:2"}`. It
forks a child for it, which arms the point and works until it dies there; what the child wrote
comes out, and then a line that says how it ended. All is imported once, before any connection is
opened, so that a life costs little more than what is done in it.

This is the only program that arms a point.
"""

import argparse
import json
import os
import signal
import sys

from argon2 import PasswordHasher
from werkzeug.serving import WSGIRequestHandler, make_server

from engine import failpoint, ticking
from engine.executor import Executor
from engine.store import passwords
from engine.store.database import connect
from engine.store.keyring import Keyring
from tests.store import labourer
from tests.store.conftest import MASTER
from webui import WebConfig, create_app

LONGEST_SECONDS = 60
KEY = "a key for tests, of 32 characters"


def scheduler(url: str, _seed: int) -> None:
    """The process of the scheduler, in a hurry."""
    ticking.run(Executor(connect(url), Keyring(MASTER)), every_seconds=0.05)


def web(url: str, _seed: int) -> None:
    """The real application, on a port that is said."""
    executor = Executor(connect(url), Keyring(MASTER))
    app = create_app(WebConfig(secret_key=KEY, https=False), executor)
    server = make_server("127.0.0.1", 0, app, request_handler=Silent)
    labourer.say({"port": server.server_port, "pid": os.getpid()})
    server.serve_forever()


class Silent(WSGIRequestHandler):
    def log(self, *_arguments) -> None:
        """Write nothing."""


WORK = {"labourer": labourer.work, "scheduler": scheduler, "web": web}


def live(url: str, life: dict) -> None:
    """Be the child; does not return."""
    if life["point"]:
        # Whoever does not reach its point ends by another signal, which is noticed.
        signal.alarm(LONGEST_SECONDS)
        failpoint.arm(life["point"])
    WORK[life["work"]](url, life["seed"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    url = parser.parse_args().url
    passwords._HASHER = PasswordHasher(1, 8, 1)  # passwords are not what is tested
    for line in sys.stdin:
        child = os.fork()
        if not child:
            live(url, json.loads(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        labourer.say({"ended": os.waitstatus_to_exitcode(status)})


if __name__ == "__main__":
    main()
