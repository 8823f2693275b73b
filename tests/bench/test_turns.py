"""Those who are measured take turns; who gives up or is not there is said, and the rest go on."""

import sys

import pytest

from bench.player import Gone, playing
from bench.rivals.install import Missing
from bench.rivals.invite import invited
from bench.turns import take_turns

COUNTS = """
from bench.speak import serve
def go(times, meter):
    for _ in range(times):
        with meter:
            sum(range(1000))
serve("counts 1.0", go)
"""
FALLS = """
from bench.speak import serve
def go(times, meter):
    raise SystemExit("no more tasks")
serve("falls 1.0", go)
"""


def program(text):
    return playing([sys.executable, "-c", text])


def refused(_folder, _synchronous):
    raise Missing("pip could not install")


def test_each_has_its_turn_in_every_round_after_one_that_does_not_count():
    played = []

    def player(name, seconds):
        def play(times):
            played.append((name, times))
            return [seconds] * times

        return play

    turns = take_turns({"a": player("a", 0.5), "b": player("b", 0.25)}, 4, rounds=2)

    assert played == [("a", 4), ("b", 4)] * 3
    assert turns.rounds == {"a": [[0.5] * 4] * 2, "b": [[0.25] * 4] * 2}
    assert turns.milliseconds("", "a").median == 500
    assert turns.per_second("", "b").median == 4
    assert turns.times("", "a", "b").median == 2


def test_a_part_of_every_round_is_looked_at_by_itself():
    turns = take_turns({"a": lambda _times: [1.0, 2.0, 4.0]}, 3, rounds=3)

    assert turns.seconds("a", slice(1, 3)) == [3.0] * 3


def test_one_that_gives_up_leaves_the_others_their_turns():
    with program(COUNTS) as counts, program(FALLS) as falls:
        turns = take_turns({"falls": falls.go, "counts": counts.go}, 2, rounds=2)

    assert [len(one) for one in turns.rounds["counts"]] == [2, 2]
    assert list(turns.rounds) == ["counts"]
    assert "no more tasks" in turns.gone["falls"]


def test_a_program_says_what_it_is_and_what_each_completion_cost():
    with program(COUNTS) as counts:
        spent = counts.go(3)

    assert counts.what == "counts 1.0"
    assert len(spent) == 3
    assert all(one > 0 for one in spent)


def test_a_program_that_cannot_begin_says_why():
    with pytest.raises(Gone, match="No module named 'a_rival'"), program("import a_rival"):
        pass


def test_a_rival_that_is_missing_is_said_and_the_others_play():
    rivals = [("absent", refused), ("broken", lambda *_: program("import a_rival")),
              ("counts", lambda *_: program(COUNTS))]  # fmt: skip

    with invited("FULL", rivals) as guests:
        spent = guests.players["counts"].go(1)

    assert len(spent) == 1
    assert list(guests.players) == ["counts"]
    assert guests.missing["absent"] == "pip could not install"
    assert "a_rival" in guests.missing["broken"]
