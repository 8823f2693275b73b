import pytest

from engine.core.bpmn.model import Formula
from tests.core.bpmn.drawing import (
    call,
    each,
    element,
    node_of,
    problems,
    start,
    subprocess,
    task,
    text,
    timer,
    times,
    user_task,
)

LOOP = "multiInstanceLoopCharacteristics"
HALF = (
    "the results of the runs are half described; write the list (outputCollection) and what goes"
    " into it (outputElement)"
)


@pytest.mark.parametrize("kind", [task, user_task])
def test_an_activity_runs_once_without_a_loop(kind):
    assert node_of(kind("t")).loop is None


def test_an_activity_runs_for_each_item_of_a_list():
    drawn = each(
        "=household", "person", collect="=answer", into="answers", until="=enough", sequential=True
    )

    loop = node_of(call("c", drawn, process="p")).loop

    assert loop.sequential
    assert (loop.items, loop.item_name) == (Formula("household"), "person")
    assert (loop.result, loop.result_name) == (Formula("answer"), "answers")
    assert loop.until.evaluate({"enough": True}) is True
    assert loop.count is None


def test_a_list_is_feel_without_an_equals_sign_too():
    loop = node_of(task("t", each("[1, 2]"))).loop

    assert loop.items.expression.evaluate() == [1, 2]
    assert (loop.sequential, loop.item_name, loop.until) == (False, None, None)


@pytest.mark.parametrize(("count", "value"), [("3", 3), ("=n + 1", 3)])
def test_an_activity_runs_a_number_of_times(count, value):
    loop = node_of(task("t", times(count))).loop

    assert loop.count.expression.evaluate({"n": 2}) == value
    assert loop.items is None


def test_the_words_of_the_standard_are_known():
    drawn = element(
        LOOP,
        text("loopDataInputRef", "household"),
        text("loopDataOutputRef", "answers"),
        element("inputDataItem", id="i", name="person"),
        element("outputDataItem", id="answer"),
    )

    loop = node_of(task("t", drawn)).loop

    assert (loop.items, loop.item_name) == (Formula("household"), "person")
    assert loop.items.expression.evaluate({"household": [1]}) == [1]
    assert (loop.result, loop.result_name) == (Formula("answer"), "answers")


def test_the_words_of_the_standard_name_plain_variables():
    drawn = element(LOOP, text("loopDataInputRef", "a + b"))

    assert problems(task("t", drawn)) == [
        ("t", "'a + b' is no name of a variable; write letters, digits and _ alone")
    ]


def test_a_loop_without_a_list_or_number_is_a_problem():
    ((element_id, said),) = problems(task("t", element(LOOP)))

    assert element_id == "t"
    assert said.startswith("nothing says for what the activity is repeated; write a list")


def test_a_loop_with_a_list_and_a_number_is_a_problem():
    drawn = each("=a").replace("</extensionElements>", "</extensionElements>" + "{}")

    assert problems(task("t", drawn.replace("{}", text("loopCardinality", "3")))) == [
        ("t", "the activity is repeated by a list and by a number; remove one of them")
    ]


@pytest.mark.parametrize("half", [{"collect": "=a"}, {"into": "a"}])
def test_results_are_described_whole(half):
    assert problems(task("t", each("=a", **half))) == [("t", HALF)]


def test_half_of_the_words_of_the_standard_is_a_problem():
    drawn = element(LOOP, text("loopDataInputRef", "a"), text("loopDataOutputRef", "b"))

    assert problems(task("t", drawn)) == [("t", HALF)]


def test_an_event_subprocess_is_not_repeated():
    drawn = subprocess("s", times("3"), start("b", timer("PT5S")), by_event=True)

    assert problems(drawn) == [
        (
            "s",
            "an event subprocess for each item is not run yet; put the loop on the activity inside"
            " instead",
        )
    ]


def test_a_number_in_another_language_is_a_problem():
    drawn = element(LOOP, text("loopCardinality", "3", language="groovy"))

    assert problems(task("t", drawn)) == [
        ("t", "the loopCardinality is in the language 'groovy'; write FEEL")
    ]
