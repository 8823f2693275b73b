import os
import random

import pytest

from engine.core import bpmn
from tests.core.bpmn.drawing import (
    boundary,
    call,
    catch,
    definitions,
    documentation,
    each,
    end,
    error,
    escalation,
    event_gateway,
    exclusive,
    extensions,
    flow,
    flows,
    inclusive,
    lane,
    lanes,
    manual_task,
    message,
    new_error,
    new_escalation,
    new_message,
    new_signal,
    parallel,
    process,
    receive_task,
    rule_task,
    script_task,
    send_task,
    service_task,
    signal,
    start,
    subprocess,
    task,
    terminate,
    text,
    throw,
    timer,
    times,
    user_task,
    zeebe,
)

ROUNDS = 10_000 if os.environ.get("PASSERELLE_LONG") else 300

EVERYTHING = definitions(
    new_message("m", "Paid", key="=ref"),
    new_signal("g", "Closed"),
    new_error("e", "E1"),
    new_escalation("x", "X1"),
    process(
        "p",
        extensions(text("zeebe:userTaskForm", '{"components": []}', id="form")),
        lanes(lane("l", "u", name="Staff", inside=lane("l2", "m1"))),
        start("s", timer("R3/PT10H")),
        user_task(
            "u",
            documentation("Ask."),
            form="intake",
            groups='=["staff"]',
            due="=now()",
            priority="70",
            ours={"stepType": "contact"},
            outputs={"a.b": "=x"},
        ),
        boundary("b", "u", timer("P3D"), interrupting=False),
        exclusive("x1", default="x1_v"),
        script_task("v", script="=income * 12", result="yearly"),
        rule_task(
            "r",
            each("=household", "person", collect="=result", into="all", until="=ok"),
            decision="risk",
        ),
        service_task("t", inputs={"a": "fixed"}),
        call("c", times("3"), process="P01"),
        flows("s", "u", "x1", "v", "t", "c", "i", "i1", "i2", "par", "m1", "eg"),
        flow("x1", "r", '=risk = "high"'),
        flows("r", "c"),
        flows("b", "snd", "thr", "end2"),
        inclusive("i"),
        task("i1"),
        inclusive("i2"),
        parallel("par"),
        manual_task("m1"),
        event_gateway("eg"),
        catch("w1", message("m")),
        receive_task("w2", message="m"),
        flows("eg", "w1", "sub"),
        flows("eg", "w2", "sub"),
        subprocess(
            "sub",
            start("ss"),
            user_task("su", more=zeebe("formDefinition", formKey="camunda-forms:bpmn:form")),
            end("se", error("e")),
            flows("ss", "su", "se"),
            subprocess(
                "es", start("ess", escalation("x")), end("ese"), flows("ess", "ese"), by_event=True
            ),
        ),
        boundary("sb", "sub", error()),
        send_task("snd", message="m"),
        throw("thr", signal("g")),
        end("end2", terminate()),
        end("end3"),
        flows("sub", "end3"),
        flows("sb", "end3"),
    ),
)
PIECES = ['"', "<", ">", "&amp;", "=", "(", "null", "-", "#", "1e999", "\x00", "P1D", "true", "u"]


def mutated(whole: str, source: random.Random) -> str:
    """A text with a few pieces taken out, doubled, exchanged or made up."""
    for _ in range(source.randint(1, 4)):
        at = source.randrange(len(whole))
        until = min(len(whole), at + source.choice([1, 1, 3, 10, 60, 400]))
        other = source.randrange(len(whole))
        made = source.choice(
            [
                "",
                whole[at:until] * 2,
                whole[other : other + until - at],
                source.choice(PIECES),
                chr(source.randrange(0x11000)),
            ]
        )
        whole = whole[:at] + made + whole[until:]
    return whole


def words_exchanged(whole: str, source: random.Random) -> str:
    """A text with values of attributes, or with lines, exchanged: still XML, mostly."""
    mark = source.choice(['"', "\n"])
    parts = whole.split(mark)
    inside = range(1, len(parts), 2) if mark == '"' else range(2, len(parts) - 2)
    for _ in range(source.randint(1, 4)):
        one, two = source.choice(inside), source.choice(inside)
        parts[one], parts[two] = parts[two], parts[one]
    return mark.join(parts)


def kinds_exchanged(whole: str, source: random.Random) -> str:
    """A text where all elements of one kind are of another."""
    kinds = ["userTask", "endEvent", "startEvent", "subProcess", "boundaryEvent", "callActivity"]
    kinds += ["messageEventDefinition", "timerEventDefinition", "sequenceFlow", "zeebe:input"]
    one, two = source.sample(kinds, 2)
    return words_exchanged(whole.replace(one, two), source)


@pytest.mark.parametrize("change", [mutated, words_exchanged, kinds_exchanged])
@pytest.mark.timeout(3600)
def test_a_damaged_document_raises_nothing_but_that_it_is_no_diagram(change):
    source = random.Random(change.__name__)
    read = 0

    for _ in range(ROUNDS // 3):
        try:
            diagram = bpmn.read(change(EVERYTHING, source))
        except bpmn.BpmnError:
            continue
        read += 1
        assert all(str(problem) for problem in diagram.problems)

    assert read


def test_the_document_that_is_damaged_is_whole():
    diagram = bpmn.read(EVERYTHING)

    assert [str(problem) for problem in diagram.problems] == []
    assert len(diagram.processes[0].scope.nodes) == 22
