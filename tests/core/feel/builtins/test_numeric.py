from decimal import Decimal

import pytest

from tests.core.feel.builtins.calling import UNDEFINED, call, call_named, check

LONG = Decimal("1.234567890123456789012345678901234")
LARGEST = Decimal("9.999999999999999999999999999999999E+6144")


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("decimal", (Decimal(1) / 3, 2), Decimal("0.33")),
        ("decimal", (1.5, 0), 2),
        ("decimal", (2.5, 0), 2),
        ("decimal", (1234, -2), 1200),
        ("decimal", (1.5, 1.5), UNDEFINED),
        ("decimal", (1.5,), UNDEFINED),
        ("decimal", (1.5, None), UNDEFINED),
        ("decimal", (1.5, 6177), UNDEFINED),
        ("decimal", (1.5, -6112), UNDEFINED),
        ("floor", (1.5,), 1),
        ("floor", (-1.5,), -2),
        ("floor", (-1.56, 1), Decimal("-1.6")),
        ("floor", (1.56, None), UNDEFINED),
        ("floor", (None, 1), UNDEFINED),
        ("floor", (1.5, 1, 2), UNDEFINED),
        ("floor", ("1.5",), UNDEFINED),
        ("ceiling", (1.5,), 2),
        ("ceiling", (-1.5,), -1),
        ("ceiling", (-1.56, 1), -1.5),
        ("round up", (5.5, 0), 6),
        ("round up", (-5.5, 0), -6),
        ("round up", (1.121, 2), 1.13),
        ("round up", (-1.126, 2), -1.13),
        ("round up", (LARGEST, -6111), LARGEST),
        ("round down", (5.5, 0), 5),
        ("round down", (-5.5, 0), -5),
        ("round down", (1.121, 2), 1.12),
        ("round down", (-1.126, 2), -1.12),
        ("round down", (5.5, 6176), 5.5),
        ("round down", (5.5, 6177), UNDEFINED),
        ("round down", (5.5, -6111), 0),
        ("round down", (5.5, -6112), UNDEFINED),
        ("round down", (5.5, "0"), UNDEFINED),
        ("round down", (5.5,), UNDEFINED),
        ("round half up", (5.5, 0), 6),
        ("round half up", (-5.5, 0), -6),
        ("round half up", (1.121, 2), 1.12),
        ("round half up", (-1.126, 2), -1.13),
        ("round half down", (5.5, 0), 5),
        ("round half down", (-5.5, 0), -5),
        ("round half down", (1.121, 2), 1.12),
        ("round half down", (-1.126, 2), -1.13),
        ("abs", (10,), 10),
        ("abs", (-10,), 10),
        ("abs", (LONG.copy_negate(),), LONG),
        ("abs", ("@-PT5H",), "@PT5H"),
        ("abs", ("@-P1Y",), "@P1Y"),
        ("abs", ("@2018-12-06",), UNDEFINED),
        ("abs", (None,), UNDEFINED),
        ("abs", (True,), UNDEFINED),
        ("abs", (1, 1), UNDEFINED),
        ("modulo", (12, 5), 2),
        ("modulo", (-12, 5), 3),
        ("modulo", (12, -5), -3),
        ("modulo", (-12, -5), -2),
        ("modulo", (10.1, 4.5), 1.1),
        ("modulo", (-10.1, 4.5), 3.4),
        ("modulo", (10.1, -4.5), -3.4),
        ("modulo", (-10.1, -4.5), -1.1),
        ("modulo", (0, 4), 0),
        ("modulo", (10, 0), UNDEFINED),
        ("modulo", (10, None), UNDEFINED),
        ("modulo", ("@P10D", 4), UNDEFINED),
        ("sqrt", (16,), 4),
        ("sqrt", (0,), 0),
        ("sqrt", (2,), Decimal("1.414213562373095048801688724209698")),
        ("sqrt", (-1,), UNDEFINED),
        ("log", (10,), Decimal("2.302585092994045684017991454684364")),
        ("log", (1,), 0),
        ("log", (0,), UNDEFINED),
        ("log", (-1,), UNDEFINED),
        ("exp", (0,), 1),
        ("exp", (5,), Decimal("148.4131591025766034211155800405523")),
        ("exp", (14500,), UNDEFINED),
        ("exp", (20000,), UNDEFINED),
        ("exp", (Decimal("1E+6000"),), UNDEFINED),
        ("exp", ("4",), UNDEFINED),
        ("odd", (5,), True),
        ("odd", (2,), False),
        ("odd", (-1,), True),
        ("odd", (1.5,), UNDEFINED),
        ("odd", (Decimal("1E+6000"),), False),
        ("even", (5,), False),
        ("even", (2,), True),
        ("even", (0,), True),
        ("even", (2.5,), UNDEFINED),
        ("even", (Decimal("1E+6000"),), True),
        ("even", (None,), UNDEFINED),
    ],
)
def test_numbers(name, arguments, expected):
    check(name, arguments, expected)


def test_a_hugely_negative_exponent_is_as_good_as_zero():
    assert call("exp", Decimal("-1E+6000")) == 0


def test_the_remainder_is_exact_for_numbers_of_very_different_size():
    assert call("modulo", Decimal("1E+40"), 7) == 10**40 % 7


def test_numbers_may_be_named():
    assert call_named("modulo", dividend=10, divisor=4) == 2
    assert call_named("round down", n=5.5, scale=0) == 5


def test_a_larger_scale_shows_its_zeros_where_there_is_room():
    assert str(call("decimal", 1.5, 3)) == "1.500"


def test_rounding_never_gives_a_negative_zero():
    assert str(call("ceiling", Decimal("-0.5"))) == "0"
