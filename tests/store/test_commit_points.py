"""Killed at any named point around a commit, a process has lost, doubled and halved nothing."""

import base64
import http.client
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import urllib.parse
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from engine import failpoint
from engine.commands import CancelCase, PublishRelease, StartCase
from engine.executor import machine_now
from engine.failpoint import Point, UnknownPoint
from engine.queries import DueTimers, OutboxRows
from engine.store import people as p
from engine.store import tables as t
from engine.store.chain import verify
from engine.ticking import catch_up
from tests.core.bpmn.drawing import (
    catch,
    definitions,
    end,
    exclusive,
    flow,
    flows,
    new_message,
    process,
    receive_task,
    send_task,
    start,
    task,
    timer,
)
from tests.people.staff import PASSWORD, join, rows
from tests.store.conftest import MASTER
from tests.store.promises import DIAGRAM, assert_kept

LONG = bool(os.environ.get("PASSERELLE_LONG"))
KILLS = 100 if LONG else 5
OF_COMMANDS = (
    Point.BEFORE_TRANSACTION,
    Point.BEFORE_RECORD,
    Point.BEFORE_COMMIT,
    Point.AFTER_COMMIT,
)
OF_SCHEDULER = (
    Point.AFTER_HEARTBEAT,
    Point.AFTER_TIMER,
    Point.BEFORE_POSTPONING,
    Point.AFTER_MESSAGE,
    Point.AFTER_TICK,
)
OF_PAGES = (Point.BEFORE_ANSWER,)
pytestmark = pytest.mark.timeout(3600 if LONG else 300)


class Nursery:
    """The program of that name; see there."""

    def __init__(self, url):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.nursery", url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def begin(self, work, point=None, seed=0):
        life = {"work": work, "point": point, "seed": seed}
        self._process.stdin.write(json.dumps(life) + "\n")
        self._process.stdin.flush()

    def line(self):
        """The next line that the child wrote."""
        return json.loads(self._process.stdout.readline())

    def end(self):
        """What the child wrote until it ended, which it must have done by its point."""
        written = [self.line()]
        while "ended" not in written[-1]:
            written.append(self.line())
        assert written.pop() == {"ended": -signal.SIGKILL}, "it did not come to the point"
        return written

    def close(self):
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()


@pytest.fixture
def nursery(engine):
    made = Nursery(engine.url.render_as_string(hide_password=False))
    yield made
    made.close()


def test_every_point_is_tried():
    assert {*OF_COMMANDS, *OF_SCHEDULER, *OF_PAGES} == set(Point)


@pytest.mark.parametrize("where", ["", "nowhere", "after-commit:0", "after-commit:x"])
def test_a_point_that_is_none_is_refused(where):
    with pytest.raises(UnknownPoint, match=f"there is no point '{where}'; there are: before-tr"):
        failpoint.arm(where)


def test_nothing_that_an_installation_is_told_arms_a_point(engine):
    environment = os.environ | {
        "PASSERELLE_DATABASE": engine.url.render_as_string(hide_password=False),
        "PASSERELLE_MASTER_KEY": base64.b64encode(MASTER).decode(),
        "PASSERELLE_FAILPOINT": "before-commit",
        "FAILPOINT": "before-commit",
    }
    words = ["site", "add", "Lindenhof", "--zone", "Europe/Berlin", "--country", "DE"]

    done = subprocess.run(
        [sys.executable, "-m", "engine.cli", *words], env=environment, check=False
    )

    assert done.returncode == 0


# Commands


def test_whoever_works_on_cases_dies_at_each_point_of_a_command(executor, engine, nursery):
    executor.execute(PublishRelease(diagrams={"p": DIAGRAM}), by="console")
    chance, written = random.Random(11), []
    for point in OF_COMMANDS:
        for kill in range(KILLS):
            nursery.begin("labourer", f"{point}:{chance.randint(1, 8)}", seed=kill)
            written += nursery.end()

        assert_kept(executor, engine, written)

    assert sum("answer" in one for one in written) > len(OF_COMMANDS) * KILLS


# The scheduler

IN_TURNS = definitions(
    new_message("M", "done", key="=reference"),
    process("tells", start("s1"), catch("c1", timer("PT0S")), send_task("t", message="M"),
            end("e1"), flows("s1", "c1", "t", "e1")),
    process("waits", start("s2"), receive_task("r", message="M"), end("e2"),
            flows("s2", "r", "e2")),
    process("fails", start("s3"), catch("c3", timer("PT0S")), exclusive("m"), task("a"),
            flows("s3", "c3", "m", "a"), flow("a", "m")),
)  # fmt: skip
"""One tells another when its timer fires; and one whose timer always fails."""


@pytest.fixture
def begin_pairs(executor, clock):
    """Begin two pairs of cases."""
    clock.now = machine_now()
    executor.execute(PublishRelease(diagrams={"p": IN_TURNS}), by="console")
    numbers = itertools.count()

    def begin():
        for _ in range(2):
            reference = {"reference": str(next(numbers))}
            for name in ("waits", "tells"):
                executor.execute(StartCase(process=name, variables=reference), by="console")

    return begin


def test_the_scheduler_dies_at_each_point_of_a_tick(executor, engine, clock, nursery, begin_pairs):
    # A tick beats, fires two timers and carries two messages: how often a point is reached in it.
    often = {Point.AFTER_TIMER: 2, Point.AFTER_MESSAGE: 2, Point.BEFORE_RECORD: 4}
    often |= {one: 5 for one in OF_COMMANDS if one not in often}
    points = [one for one in (*OF_SCHEDULER, *OF_COMMANDS) if one is not Point.BEFORE_POSTPONING]
    pairs = 2 * KILLS * len(points)
    for point in points:
        for kill in range(KILLS):
            begin_pairs()
            nursery.begin("scheduler", f"{point}:{kill % often.get(point, 1) + 1}")
            nursery.end()
            # What it left is done by the next one, so that each begins with the same.
            clock.now = machine_now()
            catch_up(executor)

    assert executor.ask(OutboxRows(), by="console") == []
    assert executor.ask(DueTimers(), by="console") == []
    happened = [(row["kind"], row["element"]) for row in rows(engine, t.history)]
    assert happened.count(("TimerFired", "c1")) == pairs
    assert happened.count(("MessageCaught", "r")) == pairs
    ended = [row["process"] for row in rows(engine, t.instance) if row["status"] == "completed"]
    assert ended.count("tells") == ended.count("waits") == pairs
    with engine.connect() as connection:
        assert list(verify(connection)) == []
    assert len(rows(engine, t.heartbeat)) == 1


@pytest.mark.usefixtures("begin_pairs")
def test_the_scheduler_dies_before_it_postpones_a_timer(executor, engine, clock, nursery):
    for _ in range(KILLS):
        failing = executor.execute(StartCase(process="fails"), by="console")
        nursery.begin("scheduler", Point.BEFORE_POSTPONING)
        nursery.end()

        assert [row["attempts"] for row in rows(engine, t.timer)] == [0]
        clock.now = machine_now()
        catch_up(executor)
        assert [row["attempts"] for row in rows(engine, t.timer)] == [1]
        assert executor.ask(DueTimers(), by="console") == []
        # So that it does not come due again while others die.
        executor.execute(CancelCase(case=failing["id"]), by="console")


# The pages


class Browser:
    """Sends forms to an application that may die of them, and keeps its cookies.

    Each has an address of its own: who signs in and dies has failed, and is counted by address.
    """

    _numbers = itertools.count(2)

    def __init__(self, port):
        self.port = port
        third, fourth = divmod(next(self._numbers), 250)
        self._address = f"127.0.{third}.{fourth + 1}"
        self._cookies = {}

    def get(self, path):
        return self._send("GET", path, None)

    def post(self, path, *, target="", **answers):
        """Fetch a page and send its form; status and text, None when there was no answer."""
        status, page = self.get(path)
        assert status == 200, f"{path} answers {status}"
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        return self._send(
            "POST", target or path, urllib.parse.urlencode({"csrf_token": token, **answers})
        )

    def _send(self, method, path, body):
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        line = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=20, source_address=(self._address, 0)
        )
        with closing(line):
            line.request(method, path, body, headers)
            try:
                answer = line.getresponse()
            except (http.client.RemoteDisconnected, ConnectionResetError):
                return None, ""
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.split(";")[0].partition("=")
                self._cookies[name] = value
            return answer.status, answer.read().decode()


@dataclass(frozen=True)
class Killed:
    """A request during which the application died.

    Attributes:
        browser: That sent it, now connected to an application that lives.
        done: Whether what it asked for was committed.
        before: The account and its open sessions as they were.
    """

    browser: Browser
    done: bool
    before: tuple[dict, list[str]]


@dataclass(frozen=True)
class Request:
    """Something that people send, and what must be true after the application died of it.

    Attributes:
        path: Where its form is.
        answers: What is typed into it.
        recorded: Whether its command, the last one, leaves its answer behind.
        commands: How many it runs.
        target: Where it is sent to, if not to its own page.
        signed_in: Whether somebody must be signed in.
        check: Is called with the engine.
    """

    path: str
    check: Callable[[sa.Engine, Killed], None]
    answers: dict[str, str]
    commands: int = 1
    recorded: bool = False
    target: str = ""
    signed_in: bool = True


OTHER = "slow river bends"


def state(engine):
    """The account of mira, and the ids of her open sessions."""
    (user,) = rows(engine, p.user)
    found = [one["id"] for one in rows(engine, p.login_session) if one["ended_at"] is None]
    return user, found


def sign_in(browser, password=PASSWORD):
    return browser.post("/sign-in", login="mira", password=password)[0]


def session_is_there_or_not(engine, killed):
    _, before = killed.before
    _, now = state(engine)
    # Nobody knows the token of one that was made: it ends by itself.
    assert len(now) == len(before) + killed.done
    assert sign_in(killed.browser) == 303
    assert killed.browser.get("/account")[0] == 200


def session_is_over_or_not(engine, killed):
    _, before = killed.before
    _, now = state(engine)
    assert len(now) == len(before) - killed.done
    assert killed.browser.get("/account")[0] == (303 if killed.done else 200)
    if not killed.done:
        assert killed.browser.post("/account", target="/sign-out")[0] == 303
    assert len(state(engine)[1]) == len(before) - 1


def password_is_one_or_the_other(engine, killed):
    user, before = killed.before
    now, sessions = state(engine)
    assert (now["password_hash"] != user["password_hash"]) is killed.done
    if killed.done:
        assert len(sessions) == 1
        assert not set(sessions) & set(before)
        assert sign_in(killed.browser, OTHER) == 303
        back = {"current": OTHER, "new": PASSWORD, "again": PASSWORD}
        assert killed.browser.post("/account/password", **back)[0] == 303
    else:
        assert sessions == before
    assert killed.browser.get("/account")[0] == 200


REQUESTS = (
    Request(
        "/sign-in",
        session_is_there_or_not,
        {"login": "mira", "password": PASSWORD},
        commands=2,
        signed_in=False,
    ),
    Request("/account", session_is_over_or_not, {}, recorded=True, target="/sign-out"),
    Request(
        "/account/password",
        password_is_one_or_the_other,
        {"current": PASSWORD, "new": OTHER, "again": OTHER},
        commands=2,
    ),
)
"""What is sent to applications that die of it; a new page adds its forms here."""


@pytest.fixture
def alive(engine):
    """The port of an application that lives on beside those that die."""
    nursery = Nursery(engine.url.render_as_string(hide_password=False))
    nursery.begin("web")
    said = nursery.line()
    yield said["port"]
    os.kill(said["pid"], signal.SIGKILL)
    nursery.end()
    nursery.close()


def ways_to_die(point):
    """Requests, each with how often the point was reached in it."""
    if point in OF_PAGES:
        return [(one, 1) for one in REQUESTS]
    return [
        (one, nth)
        for one in REQUESTS
        for nth in range(1, one.commands + 1)
        if point is not Point.BEFORE_RECORD or (one.recorded and nth == one.commands)
    ]


def test_the_pages_die_at_each_point_of_a_request(executor, engine, clock, nursery, alive):
    clock.now = machine_now()
    join(executor, "mira", "case_manager")
    for point in (*OF_PAGES, *OF_COMMANDS):
        ways = ways_to_die(point)
        for kill in range(KILLS):
            request, nth = ways[kill % len(ways)]
            browser = Browser(alive)
            if request.signed_in:
                assert sign_in(browser) == 303
            before = state(engine)

            nursery.begin("web", f"{point}:{nth}")
            browser.port = nursery.line()["port"]
            answer = browser.post(request.path, target=request.target, **request.answers)
            assert answer == (None, "")
            nursery.end()

            browser.port = alive
            done = point in OF_PAGES or (point is Point.AFTER_COMMIT and nth == request.commands)
            request.check(engine, Killed(browser, done, before))
