"""Visits to the inbox by one process of the web, and what it holds in memory after them.

python -m bench.visits DATABASE REQUESTS    prints the seconds of each request as JSON
"""

from __future__ import annotations

import datetime
import json
import secrets
import sys
import time
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from flask.testing import FlaskClient

from engine.executor import Executor, machine_now
from engine.store import people as p
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.sessions import session_id
from webui import WebConfig, create_app

MASTER: Final = bytes(range(32))
VIEWS: Final = {
    "mine": "/tasks",
    "team": "/tasks?view=team",
    "overdue": "/tasks?view=overdue",
    "week": "/tasks?view=week",
    "waiting": "/tasks?view=waiting",
    "done": "/tasks?view=done",
    "team, page 5": "/tasks?view=team&page=5",
    "team, one stage": "/tasks?view=team&stage=assessment",
    "team, words": "/tasks?view=team&words=plan",
}
"""What everybody asks for; those who assign also see what nobody has."""


def visits(url: str, requests: int) -> dict[str, object]:
    """What the requests cost, and the resident memory in megabytes at the end.

    Returns:
        `spent`: the seconds of each request by the clock, by view; `busy`: the seconds of each
        on a processor of its own; `resident`.
    """
    engine = connect(url)
    app = create_app(WebConfig(secret_key="k" * 32, https=False), Executor(engine, Keyring(MASTER)))
    people = list(_sign_in(engine))
    spent: dict[str, list[float]] = {}
    busy: list[float] = []
    for number in range(requests + len(VIEWS)):
        login, token = people[number * 7 % len(people)]
        views = dict(VIEWS)
        if login.startswith("team-leader"):
            views |= {"nobody's, in my teams": "/tasks?view=unassigned"}
        name = [*views][number * 5 % len(views)]
        client = app.test_client()
        client.set_cookie("passerelle-session", token)
        began = time.thread_time()
        seconds = _seconds(client, views[name])
        # The first requests compile diagrams and templates.
        if number >= len(VIEWS):
            spent.setdefault(name, []).append(seconds)
            busy.append(time.thread_time() - began)
    return {"spent": spent, "busy": busy, "resident": _resident()}


def _seconds(client: FlaskClient, address: str) -> float:
    start = time.perf_counter()
    answer = client.get(address)
    length = len(answer.data)
    seconds = time.perf_counter() - start
    if answer.status_code != 200 or not length:
        raise SystemExit(f"{address} answered {answer.status}")
    return seconds


def _sign_in(engine: sa.Engine) -> list[tuple[str, str]]:
    """A session of each account, without hashing three hundred passwords."""
    now = machine_now()
    later = now + datetime.timedelta(hours=10)
    found, rows = [], []
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        for row in connection.execute(sa.select(p.user).where(p.user.c.login != "first")):
            token = secrets.token_urlsafe(32)
            found.append((row.login, token))
            rows.append(
                {"id": session_id(token), "user_id": row.id, "made_at": now, "used_at": now,
                 "idle_until": later, "until": later, "ended_at": None, "rotate": False}
            )  # fmt: skip
        connection.execute(sa.insert(p.login_session), rows)
    return found


def _resident() -> float:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    json.dump(visits(sys.argv[1], int(sys.argv[2])), sys.stdout)
