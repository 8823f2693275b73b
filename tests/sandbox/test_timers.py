"""Clocks: never early, each once, by the calendar."""

import datetime
from datetime import timedelta

import pytest

from engine.core import event as e
from engine.sandbox import Sandbox
from tests.core.bpmn.drawing import (
    boundary,
    catch,
    end,
    flows,
    script_task,
    start,
    timer,
    user_task,
)
from tests.sandbox.playing import done, pass_time, play, sandbox, step


def waiting(*trigger, **more):
    return play(start("s"), catch("c", *trigger), end("e"), flows("s", "c", "e"), **more)


@pytest.mark.parametrize(
    ("value", "before", "after"),
    [
        ("PT5H", timedelta(hours=4, minutes=59), timedelta(minutes=1)),
        ("2027-03-01T10:00:00Z", timedelta(minutes=59), timedelta(minutes=1)),
        ("P1M", timedelta(days=30), timedelta(days=1)),
    ],
)
def test_a_timer_fires_at_its_time_and_not_before(value, before, after):
    case = waiting(timer(value))

    case._sandbox.advance(before)
    assert case.status == "active"
    case._sandbox.advance(after)

    assert case.status == "completed"


def test_a_time_may_be_computed():
    case = waiting(
        timer('=release - duration("P1D")', "timeDate"),
        variables={"release": datetime.date(2027, 3, 10)},
    )

    (started,) = [one for one in case.history if isinstance(one, e.TimerStarted)]
    assert started.due == datetime.datetime(2027, 3, 9, tzinfo=datetime.UTC)


def test_a_length_of_time_may_be_computed():
    case = waiting(timer('=duration("P" + string(days) + "D")'), variables={"days": 3})

    pass_time(case, days=3)

    assert case.status == "completed"


def test_a_repetition_fires_as_often_as_it_says():
    case = play(
        start("s"),
        user_task("u"),
        boundary("b", "u", timer("R3/P1D"), interrupting=False),
        step("remind"),
        end("x"),
        end("e"),
        flows("s", "u", "e"),
        flows("b", "remind", "x"),
    )

    pass_time(case, days=10)

    assert done(case, only="remind") == "remind remind remind"


def test_months_do_not_drift():
    made = Sandbox(now=datetime.datetime(2027, 8, 31, 9, tzinfo=datetime.UTC))
    from tests.core.bpmn import drawing as d

    made.publish(
        d.definitions(
            d.process(
                "p",
                start("s"),
                user_task("u"),
                boundary("b", "u", timer("R/P6M"), interrupting=False),
                step("review"),
                end("x"),
                end("e"),
                flows("s", "u", "e"),
                flows("b", "review", "x"),
            )
        )
    )
    case = made.start("p")

    made.advance(timedelta(days=800))

    due = [one.due.date() for one in case.history if isinstance(one, e.TimerStarted)]
    assert due[:4] == [
        datetime.date(2028, 2, 29),
        datetime.date(2028, 8, 31),
        datetime.date(2029, 2, 28),
        datetime.date(2029, 8, 31),
    ]


def test_an_interrupting_timer_takes_the_task_away():
    case = play(
        start("s"),
        user_task("u"),
        boundary("b", "u", timer("P5D")),
        step("late"),
        end("e"),
        flows("s", "u", "e"),
        flows("b", "late", "e"),
    )

    pass_time(case, days=5)

    assert case.open_tasks == []
    assert done(case) == "s b late e"


def test_timers_of_all_cases_fire_in_the_order_of_their_times():
    made = sandbox(start("s"), catch("c", timer("=wait")), end("e"), flows("s", "c", "e"))
    late = made.start("p", {"wait": "P3D"})
    soon = made.start("p", {"wait": "P1D"})

    made.advance(timedelta(days=2))

    assert (late.status, soon.status) == ("active", "completed")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("=5", "timeDuration"),
        ("=nothing", "timeDate"),
        ('="R3"', "timeCycle"),
        ('="tomorrow"', "timeDate"),
    ],
)
def test_what_is_no_time_is_an_incident(value, kind):
    made = sandbox(start("s"), catch("c", timer(value, kind)), end("e"), flows("s", "c", "e"))
    made.start("p")

    assert "is not a" in made.incidents[0].reason


def test_the_clock_of_a_sandbox_needs_a_zone():
    with pytest.raises(ValueError, match="time zone"):
        Sandbox(now=datetime.datetime(2027, 1, 1))  # noqa: DTZ001 - that is the point


def test_a_length_that_is_computed_anew_counts_from_the_last_time():
    case = play(
        start("s"),
        user_task("u"),
        boundary("b", "u", timer('="R/" + interval', "timeCycle"), interrupting=False),
        script_task("sooner", script='="P3M"', result="interval"),
        end("x"),
        end("e"),
        flows("s", "u", "e"),
        flows("b", "sooner", "x"),
        variables={"interval": "P12M"},
    )

    pass_time(case, days=1000)

    due = [one.due for one in case.history if isinstance(one, e.TimerStarted)]
    assert [moment.date().isoformat() for moment in due[:4]] == [
        "2028-03-01",
        "2029-03-01",
        "2029-06-01",
        "2029-09-01",
    ]
