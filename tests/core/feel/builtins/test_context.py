import pytest

from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.limits import Limits
from engine.core.feel.run import Run
from tests.core.feel.builtins.calling import UNDEFINED, call, call_named, check, d

NESTED = {"x": 1, "y": {"a": 0}}


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("get value", ({"key1": "value1"}, "key1"), "value1"),
        ("get value", ({"key1": "value1"}, "other"), None),
        ("get value", ({"key1": None}, "key1"), None),
        ("get value", (None, "key1"), UNDEFINED),
        ("get value", ({"key1": 1}, None), UNDEFINED),
        ("get entries", ({},), []),
        ("get entries", ({"a": 1},), [{"key": "a", "value": 1}]),
        ("get entries", ([1, 2],), UNDEFINED),
        ("get entries", (None,), UNDEFINED),
        ("get entries", (), UNDEFINED),
        ("context", ([{"key": "a", "value": 1}, {"key": "b", "value": 2}],), {"a": 1, "b": 2}),
        ("context", ([{"key": "a", "value": 1, "more": 2}],), {"a": 1}),
        ("context", ({"key": "a", "value": None},), {"a": None}),
        ("context", ([],), {}),
        ("context", ([{"key": "a", "value": 1}, {"key": "b"}],), UNDEFINED),
        ("context", ([{"value": 1}],), UNDEFINED),
        ("context", ([{"key": None, "value": 1}],), UNDEFINED),
        ("context", ([{"key": 1, "value": 1}],), UNDEFINED),
        ("context", ([{"key": "a", "value": 1}, {"key": "a", "value": 2}],), UNDEFINED),
        ("context", ([1],), UNDEFINED),
        ("context", (None,), UNDEFINED),
        ("context put", ({"x": 1}, "y", 2), {"x": 1, "y": 2}),
        ("context put", ({"x": 1}, ["y"], 2), {"x": 1, "y": 2}),
        ("context put", ({}, "", 1), {"": 1}),
        ("context put", ({}, "a", None), {"a": None}),
        ("context put", (NESTED, ["y", "a"], 2), {"x": 1, "y": {"a": 2}}),
        ("context put", (NESTED, ["y", "b"], 2), {"x": 1, "y": {"a": 0, "b": 2}}),
        ("context put", (NESTED, ["y", None], 2), UNDEFINED),
        ("context put", (NESTED, [None, "a"], 2), UNDEFINED),
        ("context put", (NESTED, [None], 2), UNDEFINED),
        ("context put", (NESTED, [], 2), UNDEFINED),
        ("context put", (NESTED, [1], 2), UNDEFINED),
        ("context put", (NESTED, ["y", "a", "b"], 2), UNDEFINED),
        ("context put", (NESTED, ["z", "b"], 2), UNDEFINED),
        ("context put", ({}, None, 1), UNDEFINED),
        ("context put", (None, "a", 1), UNDEFINED),
        ("context put", ([], "a", 1), UNDEFINED),
        ("context put", ({}, 1, 1), UNDEFINED),
        ("context put", ({}, "a"), UNDEFINED),
        ("context merge", ([{"x": 1}, {"y": 2}],), {"x": 1, "y": 2}),
        ("context merge", ([{"x": 1, "y": 0}, {"y": 2}],), {"x": 1, "y": 2}),
        ("context merge", ({"x": 1},), {"x": 1}),
        ("context merge", ([],), {}),
        ("context merge", ([{"x": 1}, None],), UNDEFINED),
        ("context merge", (None,), UNDEFINED),
    ],
)
def test_contexts(name, arguments, expected):
    check(name, arguments, expected)


def test_an_entry_that_is_put_again_keeps_its_place():
    found = call("context put", {"a": 1, "b": 2, "c": 3}, "b", 9)

    assert list(found.items()) == list(d({"a": 1, "b": 9, "c": 3}).items())


def test_putting_an_entry_leaves_the_given_context_as_it_was():
    given = d(NESTED)

    call("context put", given, ["y", "a"], 2)

    assert given == d(NESTED)


def test_the_keys_may_be_named():
    found = call_named("context put", context=NESTED, keys=["y", "a"], value=2)

    assert found == d({"x": 1, "y": {"a": 2}})


def test_a_list_of_two_keys_is_not_a_key():
    with pytest.raises(Undefined):
        call_named("context put", context=NESTED, key=["y", "a"], value=2)


def test_a_merge_costs_what_it_reads():
    run = Run(limits=Limits(steps=1))

    with pytest.raises(FeelLimitError):
        call("context merge", [{"a": 1}, {str(i): i for i in range(100)}], run=run)
