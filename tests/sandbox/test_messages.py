"""Messages and signals, from outside and from case to case."""

from engine.sandbox import Sandbox
from tests.core.bpmn.drawing import (
    catch,
    definitions,
    end,
    flows,
    message,
    new_message,
    new_signal,
    parallel,
    process,
    receive_task,
    send_task,
    signal,
    start,
    throw,
    user_task,
)
from tests.sandbox.playing import BESIDE, done, open_at, sandbox, step

KEYED = new_message("A", "answer", key="=reference")


def waiting_for_an_answer():
    return sandbox(
        start("s"),
        receive_task("r", message="A"),
        user_task("u"),
        end("e"),
        flows("s", "r", "u", "e"),
        beside=KEYED,
    )


def test_a_message_goes_to_the_case_with_its_key():
    made = waiting_for_an_answer()
    first, second = made.start("p", {"reference": "1"}), made.start("p", {"reference": "2"})

    taken = made.send("answer", "2", {"granted": True})

    assert taken is second
    assert (open_at(first), open_at(second)) == ([], ["u"])
    assert second.variables["granted"] is True


def test_a_message_that_nobody_waits_for_changes_nothing():
    made = waiting_for_an_answer()
    case = made.start("p", {"reference": "1"})

    assert made.send("answer", "9") is None
    assert made.send("question", "1") is None
    assert open_at(case) == []


def test_a_message_is_taken_once():
    made = waiting_for_an_answer()
    cases = [made.start("p", {"reference": "1"}) for _ in range(2)]

    made.send("answer", "1")

    assert [open_at(case) for case in cases] == [["u"], []]


def test_a_message_may_start_a_process():
    made = sandbox(start("s", message("M")), user_task("u"), end("e"), flows("s", "u", "e"))

    case = made.send("M", None, {"source": "court"})

    assert open_at(case) == ["u"]
    assert case.variables == {"source": "court"}


def test_a_case_may_tell_itself():
    made = sandbox(
        start("s"),
        parallel("g"),
        catch("c", message("M")),
        step("told"),
        end("e1"),
        user_task("u"),
        send_task("t", message="M"),
        end("e2"),
        flows("s", "g", "c", "told", "e1"),
        flows("g", "u", "t", "e2"),
    )
    case = made.start("p")

    case.complete("u")

    assert done(case, only="told") == "told"
    assert case.status == "completed"


def test_a_case_may_tell_another_with_values_of_its_own_choice():
    made = Sandbox()
    made.publish(
        definitions(
            KEYED,
            process(
                "asked",
                start("s"),
                receive_task("r", message="A"),
                user_task("u"),
                end("e"),
                flows("s", "r", "u", "e"),
            ),
            process(
                "teller",
                start("s2"),
                send_task("t", message="A", inputs={"granted": "=true"}),
                end("e2"),
                flows("s2", "t", "e2"),
            ),
        )
    )
    asked = made.start("asked", {"reference": "7"})

    made.start("teller", {"reference": "7", "secret": "stays"})

    assert asked.variables == {"reference": "7", "granted": True}


def test_a_signal_reaches_every_case_and_starts_what_it_starts():
    made = Sandbox()
    made.publish(
        definitions(
            new_signal("S", "alarm"),
            process(
                "waits",
                start("s"),
                catch("c", signal("S")),
                user_task("u"),
                end("e"),
                flows("s", "c", "u", "e"),
            ),
            process(
                "begins",
                start("s2", signal("S")),
                user_task("u2"),
                end("e2"),
                flows("s2", "u2", "e2"),
            ),
            process(
                "calls", start("s3"), throw("t", signal("S")), end("e3"), flows("s3", "t", "e3")
            ),
        )
    )
    waiting = [made.start("waits") for _ in range(2)]

    made.start("calls")

    assert [open_at(case) for case in waiting] == [["u"], ["u"]]
    assert [open_at(case) for case in made.cases[3:]] == [["u2"]]


def test_what_an_end_event_tells_is_told():
    made = sandbox(
        start("s"),
        parallel("g"),
        catch("c", message("M")),
        end("e1"),
        end("e2", message("M")),
        flows("s", "g", "c", "e1"),
        flows("g", "e2"),
        beside=BESIDE,
    )

    assert made.start("p").status == "completed"
