import pytest

from engine.core.feel.builtins import BUILTINS, CAMUNDA
from engine.core.feel.errors import FeelLimitError, FeelValueError
from engine.core.feel.limits import Limits
from engine.core.feel.run import Run
from tests.core.feel.builtins.calling import UNDEFINED, camunda, check, d


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("is defined", (1,), True),
        ("is defined", (None,), False),
        ("get or else", ("this", "default"), "this"),
        ("get or else", (None, "default"), "default"),
        ("get or else", (None, None), None),
        ("get value", ({"foo": 123}, "foo"), 123),
        ("get value", ({"foo": 123}, "bar"), None),
        ("get value", ({"x": 1, "y": {"z": 0}}, ["y", "z"]), 0),
        ("get value", ({"x": {"y": {"z": 0}}}, ["x", "y"]), {"z": 0}),
        ("get value", ({"a": {"b": 3}}, ["b"]), None),
        ("get value", ({"a": 3}, ["a", "b"]), None),
        ("get value", ({"a": 3}, []), None),
        ("get value", ({"1": 3}, [1]), UNDEFINED),
        ("put", ({"x": 1}, "y", 2), {"x": 1, "y": 2}),
        ("put", ({"x": 1}, ["y", "z"], 2), {"x": 1, "y": {"z": 2}}),
        ("context put", ({"x": 1}, "y", 2), {"x": 1, "y": 2}),
        ("context put", ({"x": 1}, ["y"], 2), {"x": 1, "y": 2}),
        ("context put", ({"x": 1}, ["y", "z"], 2), {"x": 1, "y": {"z": 2}}),
        ("context put", ({"x": 1, "y": {"z": 0}}, ["y", "z"], 2), {"x": 1, "y": {"z": 2}}),
        ("context put", ({"x": 1}, ["x", "z"], 2), UNDEFINED),
        ("context put", ({"x": 1}, [], 2), UNDEFINED),
        ("put all", ({"x": 1}, {"x": 2, "y": 3}), {"x": 2, "y": 3}),
        ("is empty", ([],), True),
        ("is empty", ([1],), False),
        ("is empty", (None,), UNDEFINED),
        ("is blank", ("",), True),
        ("is blank", (" \t",), True),
        ("is blank", ("hello world",), False),
        ("is blank", (None,), UNDEFINED),
        ("trim", ("  hello world  ",), "hello world"),
        ("trim", ("hello   world ",), "hello   world"),
        ("extract", ("references are 1234, 1256, 1378", "12[0-9]*"), ["1234", "1256"]),
        ("extract", ("abc", "[0-9]"), []),
        ("extract", ("abc", "["), UNDEFINED),
        ("to base64", ("FEEL",), "RkVFTA=="),
        ("to base64", ("\ud800",), UNDEFINED),
        ("duplicate values", ([1, 2, 3, 2, 1, 1],), [1, 2]),
        ("duplicate values", ([1, 2],), []),
        ("partition", ([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]),
        ("partition", ([], 2), []),
        ("partition", ([1], 0), UNDEFINED),
        ("partition", ([1], 1.5), UNDEFINED),
        ("last day of month", ("@2022-10-01",), "@2022-10-31"),
        ("last day of month", ("@2024-02-16T12:00:00",), "@2024-02-29"),
        ("date and time", ("2018-04-29T09:30:00",), "@2018-04-29T09:30:00"),
        ("date and time", ("@2018-04-29", "@09:30:00"), "@2018-04-29T09:30:00"),
        (
            "date and time",
            ("@2020-07-31T14:27:30@Europe/Berlin", "America/Los_Angeles"),
            "@2020-07-31T05:27:30@America/Los_Angeles",
        ),
        ("date and time", ("@2020-07-31T14:27:30+02:00", "Z"), "@2020-07-31T12:27:30Z"),
        ("date and time", ("@2020-07-31T14:27:30Z", "+02:00"), "@2020-07-31T16:27:30+02:00"),
        ("date and time", ("@2020-07-31T14:27:30", "Z"), "@2020-07-31T14:27:30Z"),
        ("date and time", ("@2020-07-31T14:27:30Z", "Nowhere/Town"), UNDEFINED),
        ("assert", (4, True), 4),
    ],
)
def test_camundas_additions(name, arguments, expected):
    check(name, arguments, expected, camunda)


@pytest.mark.parametrize("condition", [False, None, 1])
def test_an_assertion_that_is_not_true_fails_with_its_cause(condition):
    with pytest.raises(FeelValueError, match="must be positive"):
        camunda("assert", 4, condition, "'x' must be positive")


def test_an_assertion_needs_no_cause():
    with pytest.raises(FeelValueError):
        camunda("assert", 4, False)


@pytest.mark.parametrize("name", ["uuid", "random number", "fromAi"])
def test_what_is_another_at_every_call_is_left_out(name):
    assert name not in {**BUILTINS, **CAMUNDA}


def test_the_standard_has_none_of_the_additions():
    assert not {"is defined", "get or else", "trim"} & BUILTINS.keys()


def test_a_text_too_long_for_a_pattern_is_refused():
    with pytest.raises(FeelLimitError):
        camunda("extract", "a" * 1_000_001, "b")


def test_comparing_all_items_with_all_others_costs_steps():
    run = Run(limits=Limits(steps=100))

    with pytest.raises(FeelLimitError):
        camunda("duplicate values", [d(i) for i in range(100)], run=run)
