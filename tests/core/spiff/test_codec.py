"""State bytes: small, complete, and refused when they are not what was written."""

import datetime
import json
import os
import random
from decimal import Decimal

import pytest

from engine.core.spiff import driver, outside
from engine.core.spiff.build import build
from engine.core.spiff.codec import StateRefused, dump, load
from engine.core.spiff.instance import Host
from tests.core.bpmn.drawing import (
    boundary,
    drawn,
    each,
    end,
    exclusive,
    flow,
    flows,
    parallel,
    start,
    subprocess,
    timer,
    user_task,
)

NOW = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
HOST = Host(NOW)
MUTATIONS = 10_000 if os.environ.get("PASSERELLE_LONG") else 300
RICH = (
    start("s"),
    parallel("g"),
    user_task("a"),
    boundary("t", "a", timer("R/P1D"), interrupting=False),
    end("x"),
    flow("t", "x"),
    subprocess(
        "S",
        each("=items", "item", collect="=item", into="all"),
        start("s1"),
        user_task("b"),
        end("e1"),
        flows("s1", "b", "e1"),
    ),
    parallel("j"),
    end("e"),
    flows("s", "g", "a", "j", "e"),
    flows("g", "S", "j"),
)


def program(*fragments):
    return build(drawn(*fragments).processes[0])


def waiting(fragments=RICH, **variables):
    made = program(*fragments)
    instance = driver.start(made, "i1", variables, HOST)
    driver.settle(instance)
    return made, instance


def test_an_instance_comes_back_as_it_went():
    made, instance = waiting(items=[1, Decimal("2.50")], name="text")

    state = dump(instance)
    again = load(state, made, HOST)

    assert dump(again) == state
    assert [t.task_spec.name for t in outside.open_tasks(again)] == ["a", "b", "b"]
    assert again.variables.root == {"items": [1, Decimal("2.50")], "name": "text"}


def test_the_state_does_not_grow_with_the_history():
    fragments = (
        start("s"),
        exclusive("m"),
        user_task("u"),
        exclusive("x", default="x_m"),
        end("e"),
        flows("s", "m", "u", "x"),
        flow("x", "e", "=stop"),
        flow("x", "m"),
    )
    made, instance = waiting(fragments)
    sizes = []

    for _ in range(200):
        (task,) = outside.open_tasks(instance)
        outside.complete_task(task, {}, None)
        driver.settle(instance)
        instance.journal.clear()
        sizes.append(len(dump(instance)))
        instance = load(dump(instance), made, HOST)

    assert sizes[-1] <= sizes[0] + 10  # the counter has more digits
    assert sizes[-1] < 1_000


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"passerelle-instance 1",
        b"passerelle-instance 2\n{}",
        b"passerelle-instance 1\n",
        b"passerelle-instance 1\n[]",
        b'passerelle-instance 1\n{"process": "p"}',
        b"\x80\x04.",
        b"passerelle-instance 1\n" + b"[" * 100_000,
    ],
)
def test_what_is_no_state_is_refused(state):
    with pytest.raises(StateRefused):
        load(state, program(*RICH), HOST)


def test_the_state_of_another_process_is_refused():
    _, instance = waiting(items=[1])
    other = build(drawn(start("s"), user_task("z"), end("e"), flows("s", "z", "e")).processes[0])

    with pytest.raises(StateRefused):
        load(dump(instance), other, HOST)


def test_a_damaged_state_is_refused_or_means_something_else_but_never_breaks():
    made, instance = waiting(items=[1, 2])
    state = dump(instance)
    rng = random.Random(11)

    for _ in range(MUTATIONS):
        damaged = bytearray(state)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(damaged))
            damaged[at : at + rng.randint(0, 3)] = bytes([rng.randrange(256)])
        try:
            load(bytes(damaged), made, HOST)
        except StateRefused:
            continue


def test_the_state_is_plain_json_behind_its_head():
    _, instance = waiting(items=[1])

    head, _, body = dump(instance).partition(b"\n")

    assert head == b"passerelle-instance 1"
    assert json.loads(body)["process"] == "p"


def test_variables_that_are_no_context_are_refused():
    made, instance = waiting(items=[1])
    state = dump(instance)

    for wrong in ('"variables":"[]"', '"variables":"1"'):
        body = json.loads(state.partition(b"\n")[2])
        damaged = state.replace(
            b'"variables":' + json.dumps(body["variables"]).encode(), wrong.encode()
        )
        with pytest.raises(StateRefused):
            load(damaged, made, HOST)
