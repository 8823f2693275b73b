import json
from pathlib import Path

import pytest

from engine.core.release import check_release
from tests.core.bpmn.drawing import (
    call,
    definitions,
    end,
    flows,
    process,
    rule_task,
    start,
    subprocess,
    user_task,
)

FORM = json.dumps(
    {
        "type": "default",
        "id": "referral",
        "components": [
            {
                "type": "textarea",
                "id": "a",
                "key": "name",
                "label": "Name",
                "properties": {"dataClass": "A", "kind": "fact"},
            }
        ],
    }
)


def diagram(node):
    return definitions(process("p", start("s"), node, end("e"), flows("s", "n", "e")))


def messages(**documents):
    given = {"diagrams": {}, "decisions": {}, "forms": {}} | documents
    return [
        (key, one.severity, one.message)
        for key, found in check_release(**given).items()
        for one in found
    ]


def test_a_form_that_a_task_asks_for_must_be_there():
    xml = diagram(user_task("n", form="referral"))

    assert messages(diagrams={"d": xml}) == [("d", "error", "the release has no form 'referral'")]
    assert messages(diagrams={"d": xml}, forms={"referral": FORM}) == []


def test_a_task_inside_a_subprocess_is_looked_at_too():
    inner = subprocess("n", start("i"), user_task("u", form="gone"), end("j"), flows("i", "u", "j"))

    assert messages(diagrams={"d": diagram(inner)}) == [
        ("d", "error", "the release has no form 'gone'")
    ]


def test_a_decision_that_a_task_asks_for_must_be_there():
    xml = diagram(rule_task("n", decision="Level", result="level"))

    assert messages(diagrams={"d": xml}) == [("d", "error", "the release has no decision 'Level'")]


def test_a_process_that_is_called_and_not_there_is_a_warning():
    calls = diagram(call("n", process="other"))
    other = definitions(process("other", start("o"), end("x"), flows("o", "x")))

    assert messages(diagrams={"d": calls}) == [("d", "warning", "there is no process 'other' here")]
    assert messages(diagrams={"d": calls, "o": other}) == []


@pytest.mark.parametrize(
    ("kind", "text"), [("diagrams", "<no"), ("decisions", "<no"), ("forms", "{no")]
)
def test_a_document_that_cannot_be_read_is_an_error(kind, text):
    ((key, severity, message),) = messages(**{kind: {"broken": text}})

    assert (key, severity) == ("broken", "error")
    assert message


def test_a_form_that_nobody_can_route_or_file_is_an_error():
    bare = json.loads(FORM)
    del bare["components"][0]["properties"]

    assert {message for _, _, message in messages(forms={"referral": json.dumps(bare)})} == {
        "'name' has no data class; set the property dataClass, A to J",
        "'name' is free text; set the property kind to fact or assessment",
    }


def test_the_programme_has_no_error():
    def read(pattern):
        return {path.stem: path.read_text("utf-8") for path in Path().glob(pattern)}

    found = messages(
        diagrams=read("processes/*/*.bpmn"),
        decisions=read("processes/*/*.dmn"),
        forms=read("forms/*.form"),
    )

    assert [one for one in found if one[1] == "error"] == []
