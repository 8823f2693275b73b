"""Whoever is killed in the middle of a command has done it, or has not; never half of it."""

import json
import os
import random
import subprocess
import sys
import time

import pytest

from engine.commands import PublishRelease, StartCase
from tests.store.promises import DIAGRAM, assert_kept, case_ids

LONG = bool(os.environ.get("PASSERELLE_LONG"))
KILLS = 100 if LONG else 4


def kill_in_the_middle(url, seed, chance):
    """Let two work at once and kill both; returns the lines that they had written."""
    command = [sys.executable, "-m", "tests.store.labourer", url]
    both = [
        subprocess.Popen([*command, str(seed + i)], stdout=subprocess.PIPE, text=True)
        for i in range(2)
    ]
    lines = [[one.stdout.readline()] for one in both]
    time.sleep(chance.uniform(0.05, 0.4))
    for one, read in zip(both, lines, strict=True):
        one.kill()
        read += one.communicate()[0].splitlines()
    return [json.loads(line) for read in lines for line in read if line.endswith(("}", "}\n"))]


@pytest.mark.timeout(1800 if LONG else 300)
def test_a_killed_command_was_done_once_or_not_at_all(executor, engine):
    executor.execute(PublishRelease(diagrams={"p": DIAGRAM}), by="console")
    url = engine.url.render_as_string(hide_password=False)
    chance = random.Random(7)
    written = []
    for kill in range(KILLS):
        written += kill_in_the_middle(url, 2 * kill, chance)

    assert sum("answer" in one for one in written) >= 2 * KILLS, "nobody was working"
    assert_kept(executor, engine, written)


def test_a_command_whose_answer_was_lost_is_sent_again(executor, engine):
    executor.execute(PublishRelease(diagrams={"p": DIAGRAM}), by="console")
    first = executor.execute(StartCase(process="p"), by="console", command_id="1" * 32)

    assert executor.execute(StartCase(process="p"), by="console", command_id="1" * 32) == first
    assert len(case_ids(engine)) == 1
