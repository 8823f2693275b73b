import pytest

from engine.core.bpmn.model import (
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    Error,
    Escalation,
    Formula,
    Message,
    NoTrigger,
    Signal,
    StartEvent,
    Terminate,
    ThrowEvent,
    Timer,
    TimerKind,
)
from tests.core.bpmn.drawing import (
    boundary,
    catch,
    element,
    end,
    error,
    escalation,
    flows,
    message,
    new_error,
    new_escalation,
    new_message,
    new_signal,
    node_of,
    problems,
    process_of,
    read_anyway,
    signal,
    start,
    subprocess,
    task,
    terminate,
    text,
    throw,
    timer,
    user_task,
)

BESIDE = "\n".join([
    new_message("m", "Paid", key="=ref"),
    new_signal("g", "Closed"),
    new_error("e", "E1"),
    new_escalation("x", "X1"),
])  # fmt: skip

TRIGGERS = {
    "no trigger": ("", NoTrigger()),
    "a timer": (timer("PT5S"), Timer(TimerKind.DURATION, Formula("PT5S"))),
    "a message": (message("m"), Message("Paid", Formula("ref"))),
    "a signal": (signal("g"), Signal("Closed")),
    "an error": (error("e"), Error("E1")),
    "an escalation": (escalation("x"), Escalation("X1")),
    "a termination": (terminate(), Terminate()),
}
KINDS = {
    "the start event of a process": (
        StartEvent, start("ev", "{}"), ["no trigger", "a timer", "a message", "a signal"],
    ),
    "the start event of a subprocess": (
        StartEvent, subprocess("sub", start("ev", "{}")), ["no trigger"],
    ),
    "the start event of an event subprocess": (
        StartEvent, subprocess("sub", start("ev", "{}"), by_event=True),
        ["a timer", "a message", "a signal", "an error", "an escalation"],
    ),
    "an end event": (
        EndEvent, end("ev", "{}"),
        ["no trigger", "a message", "a signal", "an error", "an escalation", "a termination"],
    ),
    "an intermediate catch event": (
        CatchEvent, catch("ev", "{}"), ["a timer", "a message", "a signal"],
    ),
    "an intermediate throw event": (
        ThrowEvent, throw("ev", "{}"), ["no trigger", "a message", "a signal", "an escalation"],
    ),
    "a boundary event": (
        BoundaryEvent, task("host") + boundary("ev", "host", "{}"),
        ["a timer", "a message", "a signal", "an error", "an escalation"],
    ),
}  # fmt: skip


def event_in(scope):
    for node in scope.nodes.values():
        if node.id == "ev":
            return node
        if node.id == "sub":
            return event_in(node.scope)
    raise AssertionError("no event is drawn")


@pytest.mark.parametrize("called", TRIGGERS)
@pytest.mark.parametrize("where", KINDS)
def test_an_event_is_drawn_with_what_it_can_have_and_nothing_else(where, called):
    kind, drawn, allowed = KINDS[where]
    trigger, expected = TRIGGERS[called]

    diagram = read_anyway(drawn.replace("{}", trigger), beside=BESIDE)

    event = event_in(diagram.processes[0].scope)
    assert isinstance(event, kind)
    assert event.trigger == expected
    messages = [(one.element_id, one.message) for one in diagram.problems]
    listed = " or ".join(", ".join(allowed).rsplit(", ", 1))
    said = f"{where} cannot be drawn with {called}; draw it with {listed}"
    assert messages == ([] if called in allowed else [("ev", said)])


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("PT5S", TimerKind.DURATION),
        ("P3M", TimerKind.DURATION),
        ("P1DT2H", TimerKind.DURATION),
        ("PT0S", TimerKind.DURATION),
        ("2027-01-31T09:00:00Z", TimerKind.DATE),
        ("2027-01-31", TimerKind.DATE),
        ("R3/PT10H", TimerKind.CYCLE),
        ("R/P6M", TimerKind.CYCLE),
        ("R2/2027-01-31T09:00:00Z/P1D", TimerKind.CYCLE),
    ],
)
def test_a_timer_is_written_as_iso_8601_writes_it(value, kind):
    assert node_of(start("ev", timer(value))).trigger == Timer(kind, Formula(value))


def test_a_timer_may_be_computed():
    trigger = node_of(catch("ev", timer('=duration("PT" + hours + "H")'))).trigger

    assert trigger.value.expression.evaluate({"hours": "5"}) is not None


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("timeDuration", "5 days"),
        ("timeDuration", "P1W"),
        ("timeDuration", "-PT5S"),
        ("timeDuration", "-P1M"),
        ("timeDate", "tomorrow"),
        ("timeDate", "2027-02-30"),
        ("timeCycle", "PT10H"),
        ("timeCycle", "R0/PT10H"),
        ("timeCycle", "R3/PT0S"),
        ("timeCycle", "R3/P0M"),
        ("timeCycle", "R3/soon/P1D"),
        ("timeCycle", "R3/often"),
        ("timeCycle", "0 0 9 * * MON"),
        ("timeCycle", "R9999999999/PT1H"),
    ],
)
def test_a_timer_that_cannot_be_understood_is_a_problem_with_an_example(kind, wrong):
    ((element_id, message),) = problems(start("ev", timer(wrong, kind)))

    example = {
        "timeDuration": "write a duration such as PT4H, P10D or P6M",
        "timeDate": "write a date such as 2027-01-31 or 2027-01-31T09:00:00Z",
        "timeCycle": "write a repetition such as R3/PT10H or R/P6M",
    }
    assert element_id == "ev"
    assert message.endswith(f"; {example[kind]}")


def test_a_timer_says_once_when_it_fires():
    twice = text("timeDuration", "PT5S") + text("timeDate", "2027-01-31")
    way_out = "write one date, duration or repetition"

    assert problems(catch("ev", "<timerEventDefinition/>")) == [
        ("ev", f"when the timer fires says nothing; {way_out}")
    ]
    assert problems(catch("ev", element("timerEventDefinition", twice))) == [
        ("ev", f"when the timer fires is written in several ways; {way_out}")
    ]


def test_an_empty_timer_is_a_problem():
    ((_, message),) = problems(catch("ev", timer("", "timeDuration")))

    assert message.endswith("write a duration such as PT4H, P10D or P6M")


def test_a_timer_in_another_language_is_a_problem():
    written = text("timeDuration", "PT5S", language="groovy")

    assert problems(catch("ev", element("timerEventDefinition", written))) == [
        ("ev", "the timeDuration is in the language 'groovy'; write FEEL")
    ]


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [(message, "message"), (signal, "signal"), (error, "error"), (escalation, "escalation")],
)
def test_what_is_thrown_must_be_there(drawn, kind):
    way_out = f"choose {'an' if kind[0] == 'e' else 'a'} {kind} of the diagram, or create one"

    assert problems(end("ev", drawn("z"))) == [("ev", f"there is no {kind} 'z'; {way_out}")]
    assert problems(end("ev", drawn(None))) == [("ev", f"no {kind} is named; {way_out}")]


def test_an_error_that_is_thrown_needs_a_code():
    assert problems(end("ev", error("e")), beside=new_error("e")) == [
        ("e", "the error has no errorCode; write one, events are matched by it")
    ]


@pytest.mark.parametrize(
    ("drawn", "all_of_them"),
    [
        (error(), Error(None)),
        (error("none"), Error(None)),
        (escalation(), Escalation(None)),
        (escalation("no trigger"), Escalation(None)),
    ],
)
def test_whoever_catches_without_a_code_catches_all(drawn, all_of_them):
    beside = new_error("none") + new_escalation("no trigger")

    nodes = process_of(task("t"), boundary("b", "t", drawn), beside=beside).scope.nodes

    assert nodes["b"].trigger == all_of_them


def test_what_is_caught_must_be_there_if_it_is_named():
    ((element_id, said),) = problems(task("t"), boundary("b", "t", error("z")))

    assert (element_id, said.split(";")[0]) == ("b", "there is no error 'z'")


def test_a_boundary_event_is_interrupting_or_not():
    drawn = [task("t"), boundary("a", "t", timer("PT5S")), boundary("b", "t", timer("PT5S"))]
    drawn[2] = boundary("b", "t", timer("PT5S"), interrupting=False)

    nodes = process_of(*drawn).scope.nodes

    assert (nodes["a"].attached_to, nodes["a"].interrupting) == ("t", True)
    assert (nodes["b"].attached_to, nodes["b"].interrupting) == ("t", False)


def test_an_error_always_interrupts():
    on_border = [task("t"), boundary("b", "t", error(), interrupting=False)]
    inside = subprocess("s", start("b", error(), isInterrupting=False), by_event=True)
    said = "an error always ends what it happened in; make the {} event interrupting"

    assert problems(*on_border) == [("b", said.format("boundary"))]
    assert problems(inside) == [("b", said.format("start"))]


def test_an_event_subprocess_may_leave_the_rest_running():
    drawn = start("b", timer("PT5S"), isInterrupting=False)

    found = node_of(subprocess("s", drawn, by_event=True))

    assert found.by_event
    assert not found.scope.nodes["b"].interrupting


@pytest.mark.parametrize("starts", [0, 2])
def test_an_event_subprocess_has_one_start_event(starts):
    drawn = [start(f"b{number}", timer("PT5S")) for number in range(starts)]

    assert problems(subprocess("s", *drawn, by_event=True)) == [
        (
            "s",
            f"an event subprocess needs one start event, and has {starts}; draw one with a timer,"
            " a message, a signal, an error or an escalation",
        )
    ]


def test_no_flow_leads_to_or_from_an_event_subprocess():
    drawn = subprocess("s", start("b", timer("PT5S")), by_event=True)
    said = "flows are drawn at an event subprocess, which its event starts; remove them"

    assert problems(task("t"), drawn, flows("t", "s")) == [("s", said)]
    assert problems(task("t"), drawn, flows("s", "t")) == [("s", said)]


@pytest.mark.parametrize(
    ("host", "said"),
    [
        (task("t"), "the boundary event is on the border of nothing in its scope"),
        (
            subprocess("h", start("b", timer("PT5S")), by_event=True),
            "the boundary event is on the border of the event subprocess 'h'",
        ),
        (end("h"), "the boundary event is on the border of 'h', which is no activity"),
        (
            subprocess("s", user_task("h")),
            "the boundary event is on the border of nothing in its scope",
        ),
    ],
)
def test_a_boundary_event_is_on_the_border_of_an_activity(host, said):
    way_out = "draw it on the border of a task, subprocess or call activity"

    assert problems(host, boundary("ev", "h", timer("PT5S"))) == [("ev", f"{said}; {way_out}")]


def test_flows_lead_away_from_starts_and_borders_and_to_ends():
    drawn = [
        start("s"), task("t"), end("e"), boundary("b", "t", timer("PT5S")), task("u"),
        flows("s", "t", "e", "u"), flows("t", "b", "u"), flows("u", "s"),
    ]  # fmt: skip

    assert problems(*drawn) == [
        ("s", "a flow leads to a start event; let it lead to the node behind it"),
        ("e", "a flow leaves an end event; draw an intermediate event, or remove the flow"),
        ("b", "a flow leads to a boundary event; let it lead to the node behind it"),
    ]
