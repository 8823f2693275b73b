"""What the fuzzer once found: each of these raised, hung, or lost digits."""

import datetime
import signal
from decimal import Decimal, localcontext

import pytest

from engine.core import feel
from engine.core.feel.run import Run
from engine.core.feel.syntax.parser import parse_tree


@pytest.mark.timeout(20)
def test_ranges_in_tests_inside_each_other_are_read_once():
    depth = 30

    parse_tree("1 in (" * depth + "1" + "..2)" * depth)


def test_a_range_in_brackets_after_in_is_a_range():
    assert feel.evaluate("3 in (1..5)") is True
    assert feel.evaluate("5 in (1..5)") is False
    assert feel.evaluate("3 in (1, 5)") is False


def test_an_unknown_name_in_a_long_iteration_costs_no_time():
    seconds = 2
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    signal.signal(signal.SIGVTALRM, lambda *_: pytest.fail("the nearest name is looked up again"))
    warnings = []

    value = feel.evaluate("for x in 1..10000 return partail", warnings=warnings)

    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    assert value == [None] * 10000
    assert len(warnings) == 100


def test_what_is_evaluated_quietly_leaves_no_warning_and_no_trace_in_strict_mode():
    run = Run(strict=True)

    run.quietly(lambda _scope, inner: inner.warn("of no interest"), {})

    assert run.warnings == []
    assert run.hears
    with pytest.raises(feel.FeelValueError):
        run.warn("of interest")


@pytest.mark.parametrize(
    "text",
    [
        '@"23:59:59.999" + @"-PT4H30M" / 1e-6000',
        '@"2027-02-28" + @"P99999999999D" * 1e6000',
        '@"P1D" * 1e100',
        'duration("PT' + "9" * 60 + 'S")',
        'duration("P' + "9" * 60 + 'Y")',
        "0 ** -1",
    ],
)
def test_what_is_beyond_all_bounds_is_null(text):
    warnings = []

    value = feel.evaluate(text, warnings=warnings)

    assert value is None
    assert warnings


@pytest.mark.parametrize(
    "text",
    [
        '@"PT0.001S" * 1e-6000',
        '@"2027-01-31T12:00:00" + @"PT0.001S" / 3',
        '@"23:59:59.9999999999999999999999999999999" + @"PT0.0000000000000000000000000000000001S"',
        '-@"PT1.234567890123456789012345678901234S"',
    ],
)
def test_finest_fractions_of_a_second_survive_json(text):
    value = feel.evaluate(text, strict=True)

    assert feel.from_json(feel.to_json(value)) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-1.234567890123456789012345678901234", Decimal("-1.234567890123456789012345678901234")),
        ('string(-@"PT1.000000000000000000000000000000001S")',
         "-PT1.000000000000000000000000000000001S"),
        ('@"PT61.00000000000000000000000000000001S".seconds',
         Decimal("1.00000000000000000000000000000001")),
        ('@"12:00:00.0000000000000000000000000000001" = @"12:00:00"', False),
    ],
)  # fmt: skip
def test_all_34_digits_count(text, expected):
    assert feel.evaluate(text, strict=True) == expected


def test_the_callers_decimal_context_does_not_matter():
    with localcontext() as context:
        context.prec = 5

        value = feel.evaluate('@"2027-01-31T09:30:15" - @"2026-01-31T09:30:14"')

    assert value == feel.DaysAndTimeDuration(Decimal(365 * 86_400 + 1))


@pytest.mark.parametrize(
    "number",
    [Decimal("1e7000"), 10**7000, Decimal("NaN"), float("inf")],
    ids=["Decimal", "int", "NaN", "infinite"],
)
def test_a_number_beyond_decimal128_is_refused(number):
    with pytest.raises(feel.FeelError):
        feel.evaluate("x", {"x": number})


def test_a_number_in_json_beyond_decimal128_is_refused():
    with pytest.raises(feel.FeelError):
        feel.from_json("1e" + "9" * 30)


def test_a_time_just_before_midnight_stays_of_its_own_type():
    value = feel.evaluate('@"23:59:59.9999999999999999999999999999999"')

    assert isinstance(value, feel.Time)
    assert isinstance(feel.evaluate('@"23:59:59.999999"'), datetime.time)
