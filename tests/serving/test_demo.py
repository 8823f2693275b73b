"""`passerelle demo`, as somebody starts it, stops it, and starts it again."""

import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.serving.processes import answers, children_of, is_gone

HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def demo(tmp_path):
    """Start a demonstration in the same folder each time; what it has said so far."""
    started = []

    def start(*words):
        file = tmp_path / f"said-{len(started)}"
        with file.open("w") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "engine.cli", "demo", "--folder", "demo", *words],
                cwd=tmp_path,
                env={"PYTHONPATH": str(HOUSE), "PATH": "/usr/bin:/bin"},
                stdout=said,
                stderr=said,
            )
        started.append(process)
        return process, file.read_text

    yield start
    for process in started:
        process.terminate()
        process.wait(60)


def wait_for(said, words):
    """What is found of a pattern, once it was said."""
    until = time.monotonic() + 90
    while not (found := re.search(words, said())):
        assert time.monotonic() < until, said()
        time.sleep(0.1)
    return found


def test_a_demonstration_is_made_stopped_and_gone_on_with(demo):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        wanted = other.getsockname()[1]
        process, said = demo("--port", str(wanted))
        port = int(wait_for(said, r"http://127\.0\.0\.1:(\d+)")[1])
        assert port != wanted
        assert f"port {wanted} is in use: taking {port}" in said()
    assert answers(port, "/sign-in") == 200
    pids = children_of(process.pid)

    # While the cases are still being told.
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert all(map(is_gone, pids))

    again, said = demo("--port", str(port))
    wait_for(said, "all 21 cases are there")
    assert "stays where it is" not in said()
    assert answers(port) == 200
    third, complaint = demo()
    assert third.wait(60) == 1
    assert "runs in this folder already" in complaint()

    pids = children_of(again.pid)
    again.kill()
    assert all(map(is_gone, pids))
