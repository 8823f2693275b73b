from decimal import Decimal

import pytest

from engine.core.feel.errors import FeelLimitError
from engine.core.feel.limits import Limits
from engine.core.feel.run import Run
from engine.core.feel.values.temporal import Date, DateTime, Time, Zone
from tests.core.feel.builtins.calling import UNDEFINED, call, call_named, check, d, r

FROM, TO = "@2011-12-22", "@2013-08-24"


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("date", ("2012-12-25",), "@2012-12-25"),
        ("date", ("@2012-12-25",), "@2012-12-25"),
        ("date", ("@2012-12-25T11:00:00Z",), "@2012-12-25"),
        ("date", (2012, 12, 25), "@2012-12-25"),
        ("date", (2021, 2, 29), UNDEFINED),
        ("date", (2021, 13, 1), UNDEFINED),
        ("date", (2021, 1.5, 1), UNDEFINED),
        ("date", (2021, 1, None), UNDEFINED),
        ("date", (2021, 1), UNDEFINED),
        ("date", (Decimal("1E+30"), 1, 1), UNDEFINED),
        ("date", ("2012-12-25T11:00:00",), UNDEFINED),
        ("date", (None,), UNDEFINED),
        ("date and time", ("2012-12-24T23:59:00",), "@2012-12-24T23:59:00"),
        ("date and time", ("@2012-12-24T23:59:00Z",), "@2012-12-24T23:59:00Z"),
        ("date and time", ("@2012-12-24",), "@2012-12-24T00:00:00Z"),
        ("date and time", ("@2012-12-24", "@23:59:00"), "@2012-12-24T23:59:00"),
        ("date and time", ("@2012-12-24T01:00:00Z", "@23:59:00"), "@2012-12-24T23:59:00"),
        ("date and time", ("@2012-12-24", None), UNDEFINED),
        ("date and time", ("2012-12-24", "23:59:00"), UNDEFINED),
        ("date and time", ("tomorrow",), UNDEFINED),
        ("time", ("23:59:00",), "@23:59:00"),
        ("time", ("@23:59:00",), "@23:59:00"),
        ("time", ("@2012-12-25T11:00:00Z",), "@11:00:00Z"),
        ("time", ("@2017-08-10",), "@00:00:00Z"),
        ("time", (12, 0, 0, None), "@12:00:00"),
        ("time", (12, 0, 0), "@12:00:00"),
        ("time", (11, 59, 45.5, "@PT2H"), "@11:59:45.5+02:00"),
        ("time", (11, 59, 45, "@-PT2H1M"), "@11:59:45-02:01"),
        ("time", (11, 59, 45, "@PT0H"), "@11:59:45Z"),
        ("time", (24, 0, 0), UNDEFINED),
        ("time", (-1, 0, 0), UNDEFINED),
        ("time", (23, 60, 0), UNDEFINED),
        ("time", (23, 59, 60), UNDEFINED),
        ("time", (23, 59, -1), UNDEFINED),
        ("time", (11.5, 59, 0), UNDEFINED),
        ("time", (11, 59.5, 0), UNDEFINED),
        ("time", (11, 59, 0, "@PT19H"), UNDEFINED),
        ("time", (11, 59, 0, "@PT0.5S"), UNDEFINED),
        ("time", (11, 59, 0, "@P1Y"), UNDEFINED),
        ("time", (12, None, 0), UNDEFINED),
        ("time", (2017,), UNDEFINED),
        ("time", ([],), UNDEFINED),
        ("time", (), UNDEFINED),
        ("number", ("1 000,0", " ", ","), 1000),
        ("number", ("1,000.5", ",", "."), 1000.5),
        ("number", ("1.000.000,01", ".", ","), 1000000.01),
        ("number", ("1000000.01", None, "."), 1000000.01),
        ("number", ("1,000,000.50", ",", None), 1000000.5),
        ("number", ("123",), 123),
        ("number", ("-.5",), -0.5),
        ("number", ("1.2e3",), 1200),
        ("number", ("1E-2",), 0.01),
        ("number", ("1.5", None, ","), UNDEFINED),
        ("number", ("1e99999",), UNDEFINED),
        ("number", ("1.",), UNDEFINED),
        ("number", ("\u0661",), UNDEFINED),
        ("number", ("",), UNDEFINED),
        ("number", ("NaN",), UNDEFINED),
        ("number", ("1,000", ":", "."), UNDEFINED),
        ("number", ("1,000", ",", ":"), UNDEFINED),
        ("number", ("1,000", ",", ","), UNDEFINED),
        ("number", ("1,000", "", "."), UNDEFINED),
        ("number", ("1,000.01", " ", "."), UNDEFINED),
        ("number", ("1.000.000,01", "."), UNDEFINED),
        ("number", ("1", 123, "."), UNDEFINED),
        ("number", (None, ".", ","), UNDEFINED),
        ("number", (123,), UNDEFINED),
        ("string", (1.1,), "1.1"),
        ("string", ("a",), "a"),
        ("string", (None,), None),
        ("string", (True,), "true"),
        ("string", ("@P1D",), "P1D"),
        ("string", ([1, "a", None],), '[1, "a", null]'),
        ("string", (), UNDEFINED),
        ("duration", ("P2DT20H14M",), "@P2DT20H14M"),
        ("duration", ("P26M",), "@P2Y2M"),
        ("duration", ("@P1D",), "@P1D"),
        ("duration", ("@P1Y",), "@P1Y"),
        ("duration", ("P1H",), UNDEFINED),
        ("duration", (2017,), UNDEFINED),
        ("duration", (None,), UNDEFINED),
        ("years and months duration", (FROM, TO), "@P1Y8M"),
        ("years and months duration", (TO, FROM), "@-P1Y8M"),
        ("years and months duration", ("@2020-01-31", "@2020-02-29"), "@P0M"),
        ("years and months duration", ("@2020-02-29", "@2020-01-31"), "@P0M"),
        ("years and months duration", ("@2020-01-15", "@2020-02-15"), "@P1M"),
        ("years and months duration", (FROM, FROM), "@P0M"),
        ("years and months duration", (FROM + "T10:00:00", TO + "T09:00:00"), "@P1Y8M"),
        ("years and months duration", ("@2020-01-15T10:00:00", "@2020-02-15T09:59:59"), "@P0M"),
        ("years and months duration", (FROM, TO + "T09:00:00Z"), "@P1Y8M"),
        ("years and months duration", (FROM, None), UNDEFINED),
        ("years and months duration", ("2011-12-22", "2013-08-24"), UNDEFINED),
    ],
)
def test_conversions(name, arguments, expected):
    check(name, arguments, expected)


def test_a_date_alone_is_its_local_midnight():
    found = call("date and time", "2012-12-24")

    assert found == DateTime(Date(2012, 12, 24), Time(0, 0, Decimal(0)))


def test_an_offset_of_zero_is_utc():
    assert call("time", 1, 2, 3, "@PT0S").zone == Zone(offset=0)


def test_names_decide_which_signature_is_meant():
    of_parts = call_named("time", hour=11, minute=59, second=0, offset="@PT2H1M")
    of_number = call_named(
        "number", **{"from": "1.000,01", "decimal_separator": ",", "grouping_separator": "."}
    )

    assert of_parts == d("@11:59:00+02:01")
    assert of_number == Decimal("1000.01")
    assert call_named("time", **{"from": "12:45:00"}) == d("@12:45:00")


def test_a_string_beyond_the_limit_is_refused():
    with pytest.raises(FeelLimitError):
        call("string", [1] * 10, run=Run(limits=Limits(string_length=10)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[18..21)", r("[18..21)")),
        ("]18..21[", r("(18..21)")),
        ("(18..21]", r("(18..21]")),
        (" [ 1 .. 3 ] ", r("[1..3]")),
        ("[2..)", r("[2..)")),
        ("(..2)", r("(..2)")),
        ("]..2]", r("(..2]")),
        ("[-3..-1]", r("[-3..-1]")),
    ],
)
def test_a_text_of_numbers_is_a_range(text, expected):
    assert call("range", text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ('["a".."c"]', "a", "c"),
        ('[@"1970-01-01"..@"1970-01-02"]', "@1970-01-01", "@1970-01-02"),
        ('[date("1970-01-01")..@"1970-01-02"]', "@1970-01-01", "@1970-01-02"),
        ('[time("00:00:00")..@"00:00:00"]', "@00:00:00", "@00:00:00"),
        ('[duration("P1D")..@"P2D"]', "@P1D", "@P2D"),
        (
            '[date and time("1970-01-01T00:00:00")..@"1970-01-02T00:00:00"]',
            "@1970-01-01T00:00:00",
            "@1970-01-02T00:00:00",
        ),
    ],
)
def test_a_text_of_other_literals_is_a_range(text, low, high):
    found = call("range", text)

    assert (found.start, found.end) == (d(low), d(high))


def test_the_ends_of_a_range_keep_all_their_digits():
    digits = "1.234567890123456789012345678901234"

    found = call("range", f"[-{digits}..{digits}]")

    assert (str(found.start), str(found.end)) == (f"-{digits}", digits)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ">=10",
        "[..2]",
        "[1..]",
        "[..]",
        "(..)",
        "[1..2",
        "1..2]",
        "[1..2..3]",
        "[1 2..3]",
        "[null..null]",
        '[1.."b"]',
        "[3..1]",
        "[x..3]",
        "[1+1..3]",
        "[+1..3]",
        '[@"x"..@"y"]',
        '[date(string("1970-01-01"))..date("1970-01-02")]',
        '[date("1970-01-01"..date("1970-01-02")]',
        '[number("1")..3]',
        '["a..3]',
        "[1..1e99999]",
        "[-1e99999..1]",
        '[@"1970-01-01"..@"1970-01-02T00:00:00"]',
    ],
)
def test_a_text_that_is_no_range_is_undefined(text):
    check("range", (text,), UNDEFINED)


@pytest.mark.parametrize("arguments", [(None,), (), ("[1..3]", "foo"), (r("[1..3]"),)])
def test_only_one_text_is_a_range(arguments):
    check("range", arguments, UNDEFINED)
