import pytest

from engine.core.feel.errors import FeelLimitError, Undefined
from engine.core.feel.limits import Limits
from engine.core.feel.run import Run
from tests.core.feel.builtins.calling import (
    BUILTINS,
    UNDEFINED,
    call,
    call_named,
    check,
    d,
    function,
)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("list contains", ([1, 2, 3], 2), True),
        ("list contains", ([1, 2, 3], 4), False),
        ("list contains", ([1, None], None), True),
        ("list contains", ([1], None), False),
        ("list contains", (["1"], 1), False),
        ("list contains", (None, 1), UNDEFINED),
        ("count", ([1, 2, 3],), 3),
        ("count", ([],), 0),
        ("count", ([1, [2, 3]],), 2),
        ("count", ([None],), 1),
        ("count", (5,), 1),
        ("count", (None,), UNDEFINED),
        ("count", (), UNDEFINED),
        ("sublist", ([4, 5, 6], 1, 2), [4, 5]),
        ("sublist", ([4, 5, 6], 2), [5, 6]),
        ("sublist", ([4, 5, 6], -1), [6]),
        ("sublist", ([4, 5, 6], -3, 2), [4, 5]),
        ("sublist", ([4, 5, 6], 0), UNDEFINED),
        ("sublist", ([4, 5, 6], 4), UNDEFINED),
        ("sublist", ([4, 5, 6], -4), UNDEFINED),
        ("sublist", ([4, 5, 6], 2, 3), UNDEFINED),
        ("sublist", ([4, 5, 6], 2, 0), UNDEFINED),
        ("sublist", ([4, 5, 6], 1.5), UNDEFINED),
        ("append", ([1], 2, 3), [1, 2, 3]),
        ("append", ([1], None), [1, None]),
        ("append", ([[1]], [2]), [[1], [2]]),
        ("append", (1, 2), [1, 2]),
        ("append", (None, 1), UNDEFINED),
        ("append", (), UNDEFINED),
        ("concatenate", ([1, 2], [3]), [1, 2, 3]),
        ("concatenate", ([1], 2), [1, 2]),
        ("concatenate", ([1], None), UNDEFINED),
        ("insert before", ([1, 3], 1, 2), [2, 1, 3]),
        ("insert before", ([1, 3], -1, 2), [1, 2, 3]),
        ("insert before", ([1, 3], 2, None), [1, None, 3]),
        ("insert before", ([1, 3], 3, 2), UNDEFINED),
        ("insert before", ([1, 3], 0, 2), UNDEFINED),
        ("insert before", ([], 1, 2), UNDEFINED),
        ("remove", ([1, 2, 3], 2), [1, 3]),
        ("remove", ([1, 2, 3], -1), [1, 2]),
        ("remove", ([1, 2, 3], 4), UNDEFINED),
        ("remove", ([1, 2, 3], 0), UNDEFINED),
        ("list replace", ([2, 4, 7, 8], 3, 6), [2, 4, 6, 8]),
        ("list replace", ([2, 4, 7, 8], -4, 6), [6, 4, 7, 8]),
        ("list replace", ([2, 4, 7, 8], 5, 6), UNDEFINED),
        ("list replace", ([2, 4, 7, 8], "3", 6), UNDEFINED),
        ("reverse", ([1, 2, 3],), [3, 2, 1]),
        ("reverse", ([],), []),
        ("index of", ([1, 2, 3, 2], 2), [2, 4]),
        ("index of", ([1, None], None), [2]),
        ("index of", ([1], "1"), []),
        ("union", ([1, 2], [2, 3]), [1, 2, 3]),
        ("union", ([1, None], [None]), [1, None]),
        ("distinct values", ([1, 2, 3, 2, 1],), [1, 2, 3]),
        ("distinct values", ([1, "1", True, 1.0],), [1, "1", True]),
        ("distinct values", ([[1], [1], [2]],), [[1], [2]]),
        ("distinct values", (["@10:00:00Z", "@11:00:00+01:00"],), ["@10:00:00Z"]),
        ("distinct values", (None,), UNDEFINED),
        ("flatten", ([[1, 2], [[3]], 4],), [1, 2, 3, 4]),
        ("flatten", ([None, [None]],), [None, None]),
        ("flatten", ([],), []),
    ],
)
def test_lists(name, arguments, expected):
    check(name, arguments, expected)


def test_items_are_replaced_where_the_function_says_so():
    smaller = function(lambda item, new: item < new, "item", "newItem")

    assert call("list replace", [2, 4, 7, 8], smaller, 5) == d([5, 5, 7, 8])


@pytest.mark.parametrize("answer", [None, "yes"])
def test_a_function_that_answers_neither_true_nor_false_replaces_nothing(answer):
    with pytest.raises(Undefined):
        call("list replace", [1], function(lambda _x, _y: answer), 5)


def test_a_list_is_sorted_by_what_precedes():
    ascending = call("sort", [3, 1, 4, 5, 2], function(lambda x, y: x < y))
    descending = call_named("sort", list=[3, 1, 2], precedes=function(lambda x, y: x > y))

    assert ascending == d([1, 2, 3, 4, 5])
    assert descending == d([3, 2, 1])


def test_items_that_neither_precede_keep_their_order():
    pairs = [["b", 1], ["a", 2], ["b", 3], ["a", 4]]

    found = call("sort", pairs, function(lambda x, y: x[0] < y[0]))

    assert found == d([["a", 2], ["a", 4], ["b", 1], ["b", 3]])


@pytest.mark.parametrize("items", [[], [1]])
def test_less_than_two_items_are_sorted_without_asking(items):
    assert call("sort", items, function(lambda _x, _y: None)) == d(items)


def test_an_order_that_answers_neither_true_nor_false_is_undefined():
    with pytest.raises(Undefined):
        call("sort", [1, 2], function(lambda _x, _y: None))


def test_an_order_that_takes_one_argument_is_undefined():
    with pytest.raises(Undefined):
        call("sort", [1, 2], function(lambda _x: True, "x"))


@pytest.mark.parametrize("name", ["sort", "list replace"])
def test_every_call_of_a_given_function_costs_a_step(name):
    more = [] if name == "sort" else [5]
    run = Run(limits=Limits(steps=2))

    with pytest.raises(FeelLimitError):
        call(name, [4, 3, 2, 1], function(lambda x, y: x < y), *more, run=run)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("append", ([1, 2, 3], 4)),
        ("concatenate", ([1, 2], [3, 4])),
        ("insert before", ([1, 2, 3], 1, 0)),
        ("union", ([1, 2], [3, 4])),
        ("flatten", ([[1, 2], [3, 4]],)),
    ],
)
def test_a_list_beyond_the_limit_is_not_built(name, arguments):
    run = Run(limits=Limits(list_items=3))

    with pytest.raises(FeelLimitError, match="longer"):
        call(name, *arguments, run=run)


def test_a_union_of_many_large_lists_is_refused_before_it_is_built():
    many = [[d(1)] * 1_000] * 1_000

    with pytest.raises(FeelLimitError, match="steps"):
        call("union", *many)


@pytest.mark.parametrize("name", ["distinct values", "flatten"])
def test_reading_a_list_costs_steps(name):
    run = Run(limits=Limits(steps=10))

    with pytest.raises(FeelLimitError, match="steps"):
        call(name, [d(i) for i in range(1_000)], run=run)


def test_a_list_nested_without_end_is_refused():
    nested = []
    for _ in range(5_000):
        nested = [nested]

    with pytest.raises(FeelLimitError):
        BUILTINS["flatten"].invoke([nested], Run())


def test_a_given_list_stays_as_it_was():
    given = d([3, 1, 2])

    for name, more in [("append", [4]), ("insert before", [1, 9]), ("remove", [1])]:
        call(name, given, *more)

    assert given == d([3, 1, 2])
