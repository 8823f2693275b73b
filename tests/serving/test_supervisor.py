"""The supervisor with small programs for children, killed in every way."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

LIVES = """
import os, pathlib, sys, time
pathlib.Path(sys.argv[1]).open("a").write(f"{os.getpid()}\\n")
time.sleep(600)
"""
LIVES_WITH_A_CHILD = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).open("a").write(f"{os.getpid()}\\n")
pathlib.Path(sys.argv[1] + ".child").open("a").write(f"{child.pid}\\n")
time.sleep(600)
"""
STUBBORN = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).open("a").write(f"{os.getpid()}\\n")
while True:
    time.sleep(600)
"""
DIES = "import sys; sys.exit(3)"
WORKS = """
import pathlib, sys
pathlib.Path(sys.argv[1]).open("a").write("done\\n")
"""
MAIN = """
import logging, sys
from engine.supervisor import Child, Patience, Supervisor
logging.basicConfig(format="%(message)s")
children = eval(sys.argv[1])
patience = Patience(first_pause=0.05, longest_pause=0.1, healthy=60, tries=4, ending=1)
sys.exit(Supervisor([Child(**one) for one in children], patience=patience).run())
"""
HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def supervise(tmp_path):
    """Start a supervisor of children, each a name, a program and more settings."""
    started = []

    def start(**children):
        told = [
            {
                "name": name,
                "command": [sys.executable, "-c", program, str(tmp_path / name)],
                **settings,
            }
            for name, (program, settings) in children.items()
        ]
        # A file, not a pipe: whoever were left behind would hold it open.
        with (tmp_path / "said").open("w") as said:
            process = subprocess.Popen(
                [sys.executable, "-c", MAIN, repr(told)], cwd=HOUSE, stderr=said
            )
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.wait(30)


@pytest.fixture
def said(tmp_path):
    """What the supervisor has said."""
    return lambda: (tmp_path / "said").read_text()


@pytest.fixture
def lives(tmp_path):
    """The process ids of all lives of a child so far, once there are so many."""

    def read(name, many=1):
        file = tmp_path / name
        wait(lambda: file.is_file() and len(file.read_text().splitlines()) >= many)
        return [int(line) for line in file.read_text().splitlines()]

    return read


def wait(for_what):
    until = time.monotonic() + 20
    while not for_what():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def is_gone(pid):
    try:
        # The state stands behind the name, which is in brackets.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_child_that_is_killed_is_started_again_and_the_others_are_left_alone(supervise, lives):
    supervise(web=(LIVES, {}), scheduler=(LIVES, {}))
    (web,), (scheduler,) = lives("web"), lives("scheduler")

    os.kill(web, signal.SIGKILL)

    first, second = lives("web", 2)
    assert first != second
    assert lives("scheduler") == [scheduler]
    assert not is_gone(scheduler)


def test_what_a_dead_child_leaves_behind_is_ended_with_it(supervise, lives):
    supervise(web=(LIVES_WITH_A_CHILD, {}))
    (web,), (worker,) = lives("web"), lives("web.child")

    os.kill(web, signal.SIGKILL)

    lives("web", 2)
    wait(lambda: is_gone(worker))


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_ends_all_and_the_supervisor(supervise, lives, name):
    process = supervise(web=(LIVES, {}), scheduler=(LIVES, {}))
    pids = lives("web") + lives("scheduler")

    process.send_signal(getattr(signal, name))

    assert process.wait(20) == 0
    assert all(map(is_gone, pids))


def test_a_child_that_does_not_listen_is_killed_in_the_end(supervise, lives, said):
    process = supervise(web=(STUBBORN, {}))
    (web,) = lives("web")

    process.terminate()

    assert process.wait(20) == 0
    assert is_gone(web)
    assert "did not end in time" in said()


def test_children_end_when_the_supervisor_is_killed(supervise, lives):
    process = supervise(web=(LIVES, {}), scheduler=(LIVES, {}))
    pids = lives("web") + lives("scheduler")

    process.kill()

    wait(lambda: all(map(is_gone, pids)))


def test_a_child_that_dies_again_and_again_is_given_up_with_a_sentence(supervise, lives, said):
    process = supervise(web=(DIES, {}), scheduler=(LIVES, {}))
    (scheduler,) = lives("scheduler")

    assert process.wait(20) == 1
    assert "web ended 4 times in a row" in said()
    assert "with status 3" in said()
    assert is_gone(scheduler)


def test_a_child_that_works_once_is_not_started_again_and_lets_others_begin(supervise, lives):
    process = supervise(fill=(WORKS, {"once": True}), scheduler=(LIVES, {"after": "fill"}))

    (scheduler,) = lives("scheduler")
    process.terminate()

    assert process.wait(20) == 0
    assert is_gone(scheduler)


def test_without_its_work_the_others_go_on(supervise, lives, said):
    process = supervise(
        fill=(DIES, {"once": True}), scheduler=(LIVES, {"after": "fill"}), web=(LIVES, {})
    )

    lives("scheduler")
    lives("web")
    process.terminate()

    assert process.wait(20) == 0
    assert "fill ended 4 times in a row" in said()
