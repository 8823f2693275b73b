from decimal import Decimal

import pytest

from tests.core.feel.builtins.calling import UNDEFINED, call_named, check

HUGE = Decimal("9E+6144")


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("min", ([1, 2, 3],), 1),
        ("min", (3, 1, 2), 1),
        ("min", (1,), 1),
        ("min", ([1],), 1),
        ("min", (["b", "a"],), "a"),
        ("min", (["@2020-01-02", "@2020-01-01"],), "@2020-01-01"),
        ("min", ([],), None),
        ("min", ([1, None],), UNDEFINED),
        ("min", ([None],), UNDEFINED),
        ("min", ([1, "a"],), UNDEFINED),
        ("min", ([True, False],), UNDEFINED),
        ("min", (None,), UNDEFINED),
        ("min", (), UNDEFINED),
        ("max", (1, 2, 3), 3),
        ("max", ([1, 3, 2],), 3),
        ("max", ([],), None),
        ("max", (["@P1D", "@PT25H"],), "@PT25H"),
        ("max", ([1, "@P1D"],), UNDEFINED),
        ("sum", ([1, 2, 3],), 6),
        ("sum", (1, 2, 3), 6),
        ("sum", (1,), 1),
        ("sum", ([],), None),
        ("sum", ([1, None],), UNDEFINED),
        ("sum", ([1, "a"],), UNDEFINED),
        ("sum", ([HUGE, HUGE],), UNDEFINED),
        ("sum", (None,), UNDEFINED),
        ("sum", (), UNDEFINED),
        ("mean", ([1, 2, 3],), 2),
        ("mean", (1, 2), 1.5),
        ("mean", (1,), 1),
        ("mean", ([],), None),
        ("mean", (["a"],), UNDEFINED),
        ("product", ([2, 3, 4],), 24),
        ("product", (2, 3, 4), 24),
        ("product", ([],), None),
        ("product", ([HUGE, HUGE],), UNDEFINED),
        ("product", ([2, None],), UNDEFINED),
        ("median", (8, 2, 5, 3, 4), 4),
        ("median", ([6, 1, 2, 3],), 2.5),
        ("median", ([],), None),
        ("median", ([1, None],), UNDEFINED),
        ("stddev", (2, 4, 7, 5), Decimal("2.081665999466132735282297706979931")),
        ("stddev", ([5, 5],), 0),
        ("stddev", ([47],), None),
        ("stddev", (47,), None),
        ("stddev", ([],), None),
        ("stddev", ([HUGE, 1],), UNDEFINED),
        ("stddev", ([1, "a"],), UNDEFINED),
        ("mode", (6, 3, 9, 6, 6), [6]),
        ("mode", ([6, 1, 9, 6, 1],), [1, 6]),
        ("mode", ([2.5, 1, 2.50, 3],), [2.5]),
        ("mode", (6,), [6]),
        ("mode", ([],), []),
        ("mode", ([1, 2, "foo", 4],), UNDEFINED),
        ("mode", (None,), UNDEFINED),
        ("mode", (), UNDEFINED),
    ],
)
def test_one_value_of_many(name, arguments, expected):
    check(name, arguments, expected)


def test_the_list_may_be_named():
    assert call_named("mode", list=[6, 3, 9, 6, 6]) == [6]
