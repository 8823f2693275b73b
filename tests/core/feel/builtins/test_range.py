import pytest

from engine.core.feel.run import Run
from engine.core.feel.values.comparison import make_range
from tests.core.feel.builtins.calling import BUILTINS, UNDEFINED, call, check, d, r

# Columns: function, first, second, what is expected; the examples of table 78 first.
TABLE_78 = """
before 1 10 true | before 10 1 false | before 1 [1..10] false | before 1 (1..10] true
before 1 [5..10] true | before [1..10] 10 false | before [1..10) 10 true
before [1..10] 15 true | before [1..10] [15..20] true | before [1..10] [10..20] false
before [1..10) [10..20] true | before [1..10] (10..20] true | before (..5] 6 true
before [1..) 6 false | before 6 (..5] false | before (..5) [5..) true
after 10 5 true | after 5 10 false | after 12 [1..10] true | after 10 [1..10) true
after 10 [1..10] false | after [11..20] 12 false | after [11..20] 10 true
after (11..20] 11 true | after [11..20] 11 false | after [11..20] [1..10] true
after [1..10] [11..20] false | after [11..20] [1..11) true | after (11..20] [1..11] true
meets [1..5] [5..10] true | meets [1..5) [5..10] false | meets [1..5] (5..10] false
meets [1..5] [6..10] false | meets [1..) (..5] false
met_by [5..10] [1..5] true | met_by [5..10] [1..5) false | met_by (5..10] [1..5] false
met_by [6..10] [1..5] false
overlaps [1..5] [3..8] true | overlaps [3..8] [1..5] true | overlaps [1..8] [3..5] true
overlaps [3..5] [1..8] true | overlaps [1..5] [6..8] false | overlaps [6..8] [1..5] false
overlaps [1..5] [5..8] true | overlaps [1..5] (5..8] false | overlaps [1..5) [5..8] false
overlaps [1..5) (5..8] false | overlaps [5..8] [1..5] true | overlaps (5..8] [1..5] false
overlaps [5..8] [1..5) false | overlaps (5..8] [1..5) false | overlaps (..5] [5..) true
overlaps_before [1..5] [3..8] true | overlaps_before [1..5] [6..8] false
overlaps_before [1..5] [5..8] true | overlaps_before [1..5] (5..8] false
overlaps_before [1..5) [5..8] false | overlaps_before [1..5) (1..5] true
overlaps_before [1..5] (1..5] true | overlaps_before [1..5) [1..5] false
overlaps_before [1..5] [1..5] false | overlaps_before (..5] [1..8] true
overlaps_before [1..9] [3..8] false
overlaps_after [3..8] [1..5] true | overlaps_after [6..8] [1..5] false
overlaps_after [5..8] [1..5] true | overlaps_after (5..8] [1..5] false
overlaps_after [5..8] [1..5) false | overlaps_after (1..5] [1..5) true
overlaps_after (1..5] [1..5] true | overlaps_after [1..5] [1..5) false
overlaps_after [1..5] [1..5] false
finishes 10 [1..10] true | finishes 10 [1..10) false | finishes [5..10] [1..10] true
finishes [5..10) [1..10] false | finishes [5..10) [1..10) true | finishes [1..10] [1..10] true
finishes (1..10] [1..10] true | finishes [1..10] (1..10] false | finishes [1..10] [5..10] false
finishes 10 [1..) false | finishes [5..) [1..) true
finished_by [1..10] 10 true | finished_by [1..10) 10 false | finished_by [1..10] [5..10] true
finished_by [1..10] [5..10) false | finished_by [1..10) [5..10) true
finished_by [1..10] [1..10] true | finished_by [1..10] (1..10] true
includes [1..10] 5 true | includes [1..10] 12 false | includes [1..10] 1 true
includes [1..10] 10 true | includes (1..10] 1 false | includes [1..10) 10 false
includes [1..10] [4..6] true | includes [1..10] [1..5] true | includes (1..10] (1..5] true
includes [1..10] (1..10) true | includes [1..10) [5..10) true | includes [1..10] [1..10) true
includes [1..10] (1..10] true | includes [1..10] [1..10] true | includes (..5] [1..5] true
includes [1..10] [1..) false | includes (..5] 9 false
during 5 [1..10] true | during 12 [1..10] false | during 1 [1..10] true | during 10 [1..10] true
during 1 (1..10] false | during 10 [1..10) false | during [4..6] [1..10] true
during [1..5] [1..10] true | during (1..5] (1..10] true | during (1..10) [1..10] true
during [5..10) [1..10) true | during [1..10] [1..10] true
starts 1 [1..10] true | starts 1 (1..10] false | starts 2 [1..10] false
starts [1..5] [1..10] true | starts (1..5] (1..10] true | starts (1..5] [1..10] false
starts [1..5] (1..10] false | starts [1..10] [1..10] true | starts [1..10) [1..10] true
starts (1..10) (1..10) true | starts [1..10] [1..10) false | starts [1..10] [1..5] false
starts (..3] (..5] true | starts 1 (..5] false
started_by [1..10] 1 true | started_by (1..10] 1 false | started_by [1..10] 2 false
started_by [1..10] [1..5] true | started_by (1..10] (1..5] true
started_by [1..10] (1..5] false | started_by (1..10] [1..5] false
started_by [1..10] [1..10] true | started_by [1..10] [1..10) true
started_by (1..10) (1..10) true
coincides 5 5 true | coincides 3 4 false | coincides [1..5] [1..5] true
coincides (1..5) [1..5] false | coincides [1..5] [2..6] false | coincides (..5] (..5] true
"""


def _rows():
    for row in TABLE_78.replace("\n", "|").split("|"):
        if row.strip():
            name, first, second, expected = row.split()
            yield name.replace("_", " "), _value(first), _value(second), expected == "true"


def _value(text):
    return r(text) if ".." in text else d(int(text))


@pytest.mark.parametrize(("name", "first", "second", "expected"), list(_rows()))
def test_table_78(name, first, second, expected):
    assert call(name, first, second) is expected


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("before", (1, "a")),
        ("before", (r("[1..2]"), "a")),
        ("before", (None, 1)),
        ("before", (1,)),
        ("before", (True, False)),
        ("includes", (r("(..5]"), "a")),
        ("meets", (1, r("[1..2]"))),
        ("overlaps", (r("[1..2]"), None)),
        ("coincides", (1, r("[1..1]"))),
        ("coincides", ([1, 2], [1, 2])),
        ("during", (5, 5)),
        ("finishes", (r("[1..2]"), 2)),
    ],
)
def test_what_cannot_be_compared_is_undefined(name, arguments):
    check(name, arguments, UNDEFINED)


def test_every_ordered_kind_has_relations():
    week = make_range(d("@2020-01-01"), d("@2020-01-07"), True, True)

    assert call("includes", week, "@2020-01-03") is True
    assert call("before", "@10:00:00", "@11:00:00") is True
    assert call("after", "@P2D", "@P1D") is True
    assert call("coincides", "a", "a") is True


def test_names_written_in_another_order_mean_another_relation():
    point, interval = d(10), r("[1..5]")

    point_first = BUILTINS["before"].invoke_named({"point": point, "range": interval}, Run())
    range_first = BUILTINS["before"].invoke_named({"range": interval, "point": point}, Run())

    assert point_first is False
    assert range_first is True
