import pathlib

import pytest

from engine.core.feel.builtins import BUILTINS, CAMUNDA
from engine.core.feel.errors import Undefined
from engine.core.feel.run import Run
from tests.core.feel.builtins.calling import call, call_named, d

HERE = pathlib.Path(__file__).parent


def test_every_built_in_has_a_test():
    texts = [path.read_text() for path in HERE.glob("test_*.py") if path != pathlib.Path(__file__)]
    text = "\n".join(texts)
    # Table 78 writes names bare, at the start of a row, with an underscore for a space.
    tested = {
        name
        for name in {**BUILTINS, **CAMUNDA}
        if f'"{name}"' in text or f"{name.replace(' ', '_')} " in text
    }

    assert {**BUILTINS, **CAMUNDA}.keys() - tested == set()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), ["substring", "no arguments"]),
        (("a",), ["substring", "1 argument"]),
        (("a", 1, 2, 3), ["substring", "4 arguments"]),
        (("a", "b"), ["substring", "start position", "number", "string"]),
        ((None, 1), ["substring", "string", "null"]),
    ],
)
def test_a_refusal_names_function_parameter_expected_and_given(arguments, words):
    with pytest.raises(Undefined) as caught:
        call("substring", *arguments)

    assert [word for word in words if word not in str(caught.value)] == []


def test_a_refusal_lists_all_that_the_parameter_could_be():
    with pytest.raises(Undefined, match=r"date or date and time"):
        call("day of year", 5)


def test_a_refusal_of_the_combination_alone_says_what_was_given():
    with pytest.raises(Undefined, match="number, range"):
        call("coincides", 1, BUILTINS["range"].invoke(["[1..2]"], Run()))


def test_an_unknown_named_argument_is_named_beside_the_known_ones_and_the_most_alike():
    with pytest.raises(Undefined, match="no parameter 'start positon', only: string, start"):
        call_named("substring", string="a", start_positon=1)
    with pytest.raises(Undefined, match="did you mean 'start position'"):
        call_named("substring", string="a", start_positon=1)


def test_named_arguments_of_different_signatures_do_not_go_together():
    with pytest.raises(Undefined, match="does not take these together"):
        call_named("date", **{"from": "2027-01-01", "year": 2027})


def test_signatures_that_look_the_same_are_shown_once():
    with pytest.raises(Undefined, match=r"takes: abs\(n\)$"):
        call("abs")


def test_what_a_function_looks_like_shows_what_may_be_left_out_or_repeated():
    assert str(BUILTINS["substring"]) == "substring(string, start position, length?)"
    assert str(BUILTINS["append"]) == "append(list, item...)"


def test_a_list_of_one_stands_for_its_item_and_an_item_for_a_list_of_one():
    assert call("string length", ["foo"]) == 3
    assert call("count", "foo") == 1
    assert call("get entries", [{"a": 1}]) == d([{"key": "a", "value": 1}])


@pytest.mark.parametrize("name", ["date", "time", "string length", "duration", "number"])
def test_a_list_of_null_alone_does_not_stand_for_a_value(name):
    with pytest.raises(Undefined):
        call(name, [None])


def test_a_list_of_null_alone_stands_for_null_where_null_is_taken():
    assert call("not", [None]) is None


def test_variadic_arguments_may_be_named():
    one = call_named("append", list=[1], item=2)
    none = call_named("append", list=[1])

    assert one == d([1, 2])
    assert none == d([1])


def test_the_error_of_the_first_signature_that_names_fit_is_told():
    with pytest.raises(Undefined, match="not a date"):
        call_named("date", **{"from": "someday"})


def test_an_optional_parameter_left_out_before_a_named_one_is_null():
    found = call_named("replace", input="abc", pattern="b", replacement="x", flags=None)

    assert found == "axc"
