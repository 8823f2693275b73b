"""Intents that come too late, or for what is not there, are refused and change nothing."""

import datetime
import itertools

import pytest

from engine.core import case as cases
from engine.core.spiff.build import build
from engine.core.spiff.instance import Host
from tests.core.bpmn.drawing import (
    boundary,
    drawn,
    end,
    flow,
    flows,
    script_task,
    service_task,
    start,
    timer,
    user_task,
)

NOW = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture
def world():
    ids = itertools.count(1)
    process = drawn(
        start("s"),
        user_task("u"),
        boundary("t", "u", timer("P1D")),
        service_task("act", action="act"),
        end("e"),
        end("late"),
        flows("s", "u", "act", "e"),
        flow("t", "late"),
    ).processes[0]
    return cases.World(
        programs={"p": build(process)}, host=Host(NOW), new_id=lambda: f"i{next(ids)}"
    )


def open_task(world, state):
    from engine.core.spiff import outside

    (instance,) = cases.instances(world, state)
    return instance.id, outside.open_tasks(instance)[0].id.hex


def test_a_step_leaves_the_state_it_began_with_alone(world):
    before = cases.start(world, "p", {}).state
    instance, task = open_task(world, before)

    after = cases.complete_task(world, before, instance, task, {}, by="me").state

    assert open_task(world, before) == (instance, task)
    assert after != before


def test_a_task_is_completed_once(world):
    state = cases.start(world, "p", {}).state
    instance, task = open_task(world, state)
    state = cases.complete_task(world, state, instance, task, {}, by="me").state

    with pytest.raises(cases.NotWaiting):
        cases.complete_task(world, state, instance, task, {}, by="me")


def test_a_timer_does_not_fire_when_its_task_is_done(world):
    from engine.core.spiff import outside

    state = cases.start(world, "p", {}).state
    (running,) = cases.instances(world, state)
    timer_token = outside.timers(running)[0].id.hex
    instance, task = open_task(world, state)
    state = cases.complete_task(world, state, instance, task, {}, by="me").state

    with pytest.raises(cases.NotWaiting):
        cases.fire_timer(world, state, instance, timer_token)


@pytest.mark.parametrize("token", ["", "no id", "0" * 32])
def test_what_is_not_there_is_refused(world, token):
    state = cases.start(world, "p", {}).state
    instance, task = open_task(world, state)

    for wrong in ((instance, token), ("i9", task)):
        with pytest.raises(cases.NotWaiting):
            cases.complete_task(world, state, *wrong, {}, by=None)
        with pytest.raises(cases.NotWaiting):
            cases.fire_timer(world, state, *wrong)
        with pytest.raises(cases.NotWaiting):
            cases.retry(world, state, *wrong)


def test_what_waits_for_a_person_is_no_timer_and_has_no_incident(world):
    state = cases.start(world, "p", {}).state
    instance, task = open_task(world, state)

    with pytest.raises(cases.NotWaiting):
        cases.fire_timer(world, state, instance, task)
    with pytest.raises(cases.NotWaiting):
        cases.retry(world, state, instance, task)


def test_a_message_that_nobody_waits_for_is_no_step(world):
    state = cases.start(world, "p", {}).state

    assert cases.deliver_message(world, state, "M", None, {}) is None
    assert cases.deliver_signal(world, state, "S", {}) is None


def test_a_script_without_a_result_is_computed_and_thrown_away():
    process = drawn(
        start("s"), script_task("t", script="=1 + 1"), end("e"), flows("s", "t", "e")
    ).processes[0]
    world = cases.World(programs={"p": build(process)}, host=Host(NOW), new_id=lambda: "i1")

    step = cases.start(world, "p", {})

    assert step.state.status == "completed"
