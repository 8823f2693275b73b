import pytest

from tests.core.feel.builtins.calling import UNDEFINED, call_named, check


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("not", (True,), False),
        ("not", (False,), True),
        ("not", (None,), None),
        ("not", ("true",), UNDEFINED),
        ("not", (), UNDEFINED),
        ("all", ([False, None, True],), False),
        ("all", ([True, None],), None),
        ("all", (True,), True),
        ("all", ([True],), True),
        ("all", ([],), True),
        ("all", (True, False), False),
        ("all", (None, True), None),
        ("all", (0,), UNDEFINED),
        ("all", ([0, False],), UNDEFINED),
        ("all", (None,), UNDEFINED),
        ("all", (), UNDEFINED),
        ("any", ([False, None, True],), True),
        ("any", ([None, False],), None),
        ("any", (False,), False),
        ("any", ([],), False),
        ("any", (True, False, True), True),
        ("any", (False, False), False),
        ("any", (None, False), None),
        ("any", ([123, False],), UNDEFINED),
        ("any", (123,), UNDEFINED),
        ("any", (None,), UNDEFINED),
        ("any", (), UNDEFINED),
        ("is", ("@2012-12-25", "@23:00:50"), False),
        ("is", ("@2012-12-25", "@2012-12-25"), True),
        ("is", ("@23:00:50Z", "@23:00:50"), False),
        ("is", ("@23:00:50Z", "@23:00:50+00:00"), True),
        ("is", ("@P1D", "@PT24H"), True),
        ("is", ("@P0Y", "@P0D"), False),
        ("is", (None, None), True),
        ("is", (1, "1"), False),
        ("is", (1,), UNDEFINED),
    ],
)
def test_booleans_and_identity(name, arguments, expected):
    check(name, arguments, expected)


def test_a_parameter_that_is_not_named_is_null():
    assert call_named("is", value1="@2021-02-13") is False
    assert call_named("is", value2="@2021-02-13") is False


@pytest.mark.parametrize(("values", "expected"), [([True, False], True), ([None, False], None)])
def test_the_list_may_be_named(values, expected):
    assert call_named("any", list=values) is expected
