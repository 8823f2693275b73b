"""The process of the scheduler, alone and killed."""

import base64
import logging
import os
import signal
import subprocess
import sys
import time

import pytest
import sqlalchemy as sa

from engine import ticking
from engine.commands import Beat, PublishRelease, StartCase
from engine.executor import machine_now
from engine.queries import DueTimers, LastBeat
from engine.store import tables as t
from tests.core.bpmn.drawing import catch, definitions, end, flows, process, start, timer
from tests.store.conftest import MASTER

SOON = definitions(
    process("p", start("s"), catch("c", timer("PT0.3S")), end("e"), flows("s", "c", "e"))
)
PATIENCE_SECONDS = 30


@pytest.fixture
def begin(engine):
    """Start the process of the scheduler; what is still running ends with the test."""
    started = []

    def begin():
        environment = os.environ | {
            "PASSERELLE_DATABASE": engine.url.render_as_string(hide_password=False),
            "PASSERELLE_MASTER_KEY": base64.b64encode(MASTER).decode(),
        }
        program = "import sys; from engine.cli import main; sys.exit(main(['scheduler']))"
        started.append(subprocess.Popen([sys.executable, "-c", program], env=environment))
        return started[-1]

    yield begin
    for one in started:
        one.kill()
        one.wait()


def wait_for(what):
    until = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def ended(engine):
    with engine.connect() as connection:
        done = t.case.c.status == "completed"
        return connection.scalar(sa.select(sa.func.count()).select_from(t.case).where(done))


def cases_with_timers(executor, clock, count):
    clock.now = machine_now()
    executor.execute(PublishRelease(diagrams={"p": SOON}), by="console")
    for _ in range(count):
        executor.execute(StartCase(process="p"), by="console")


def test_timers_fire_and_who_is_told_to_stop_stops(executor, engine, clock, begin):
    cases_with_timers(executor, clock, 3)
    scheduler = begin()

    wait_for(lambda: ended(engine) == 3)
    scheduler.send_signal(signal.SIGTERM)

    assert scheduler.wait(PATIENCE_SECONDS) == 0
    assert executor.ask(LastBeat(name="scheduler"), by="console") >= clock.now


def test_what_one_left_when_it_was_killed_the_next_one_does(executor, engine, clock, begin):
    cases_with_timers(executor, clock, 150)
    first = begin()
    wait_for(lambda: ended(engine) > 0)
    first.kill()
    first.wait()

    begin()
    wait_for(lambda: ended(engine) == 150)

    with engine.connect() as connection:
        fired = t.history.c.kind == "TimerFired"
        count = sa.select(sa.func.count()).select_from(t.history).where(fired)
        assert connection.scalar(count) == 150


def test_more_than_fits_into_one_tick_is_done_at_once(executor, engine, clock):
    cases_with_timers(executor, clock, 101)
    clock.advance(seconds=1)

    ticking.catch_up(executor)

    assert ended(engine) == 101
    assert executor.ask(DueTimers(), by="console") == []


def test_a_database_that_is_away_is_waited_for(executor, monkeypatch, caplog):
    def fail(*_, **__):
        raise sa.exc.OperationalError("SELECT 1", {}, Exception("the database is away"))

    monkeypatch.setattr(executor, "execute", fail)
    with caplog.at_level(logging.ERROR):
        ticking.catch_up(executor)

    assert caplog.messages == ["the database cannot be used: the database is away"]


def test_a_process_was_alive_when_it_last_said_so(executor, clock):
    assert executor.ask(LastBeat(name="scheduler"), by="console") is None
    for _ in range(2):
        clock.advance(minutes=1)
        executor.execute(Beat(name="scheduler"), by="scheduler")
        assert executor.ask(LastBeat(name="scheduler"), by="console") == clock.now
