import pytest

from engine.core import feel
from tests.core.feel.asking import lenient, same, value, why_null

PEOPLE = {"people": [{"name": "A", "age": 3}, {"name": "B", "age": 30}], "age": 99, "n": 2}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[4, 5, 6][1]", "4"),
        ("[4, 5, 6][-1]", "6"),
        ("[4, 5, 6][-3]", "4"),
        ("[4, 5, 6][n]", "5"),
        ("[4, 5, 6][1 + 1]", "5"),
        ("[4, 5, 6][count([1, 2])]", "5"),
        ("[4, 5, 6][[1, 2, 3][3]]", "6"),
        ("[4, 5, 6][item > 4]", "[5, 6]"),
        ("[4, 5, 6][item > 9]", "[]"),
        ("[4, 5, 6][true]", "[4, 5, 6]"),
        ("[4, 5, 6][false]", "[]"),
        ("[4, 5, 6][null]", "[]"),
        ("[4, null][item > 1]", "[4]"),
        ("[4, 5, 6][item > 4][item < 6]", "[5]"),
        ("[4, 5, 6][item > 4][1]", "5"),
        ("[true, false][item]", "[true]"),
        ("[][true]", "[]"),
        ("[][item > 1]", "[]"),
        ("5[1]", "5"),
        ("5[-1]", "5"),
        ("5[item = 5]", "[5]"),
        ("5[item = 6]", "[]"),
        ("null[1]", "null"),
        ("null[true]", "null"),
        ("{a: 1}[a = 1]", "[{a: 1}]"),
        ("{a: 1}[1]", "{a: 1}"),
        ("people[age > 10].name", '["B"]'),
        ("people[item.age > 10].name", '["B"]'),
        ('people[name = "A"][1].age', "3"),
        ("[{item: 1}, {item: 2}][item = 2]", "[{item: 2}]"),
        ("[[1], [1, 2]][count(item) > 1]", "[[1, 2]]"),
        ("[{x: 1}, {x: null}][x < 2]", "[{x: 1}]"),
        ("{l: [1, 2, 3], r: l[item > 1]}.r", "[2, 3]"),
    ],
)
def test_square_brackets_pick_by_position_or_condition(text, found):
    assert same(text, found, PEOPLE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[4, 5][3]", "line 1, column 1: position 3 is outside this list of 2"),
        ("[4, 5][0]", "line 1, column 1: position 0 is outside this list of 2"),
        ("[4, 5][-3]", "line 1, column 1: position -3 is outside this list of 2"),
        ("[4, 5][1.5]", "line 1, column 1: position 1.5 is outside this list of 2"),
        ("5[2]", "line 1, column 1: position 2 is outside this list of 1"),
        ("[][1]", "line 1, column 1: position 1 is outside this list of 0"),
    ],
)
def test_a_position_without_an_item_is_null_and_says_why(text, message):
    assert why_null(text) == message


def test_a_position_that_is_computed_for_no_items_is_null():
    assert value("[][1 + 1]") is None


def test_a_filter_that_is_neither_position_nor_condition_keeps_nothing_and_says_why():
    found, said = lenient('[4, 5]["high"]')

    assert found == []
    assert said[0] == (
        "line 1, column 8: a filter needs a position or a condition, and a string is neither"
    )


def test_a_position_is_that_of_the_scope_and_not_of_the_items():
    assert value("[{n: 1}, {n: 1}][n]", {"n": 2}) == {"n": 1}
    assert lenient("[{n: 2}, {n: 1}][n]")[0] is None
    found, said = lenient("[{n: 2}][n]", {"n": "x"})
    assert found is None
    assert "a string is neither" in said[0]


def test_a_member_that_an_item_lacks_is_looked_for_outside():
    assert value("[{a: 1}, {b: 1}][a = 99]", {"a": 99}) == [{"b": 1}]


def test_filters_inside_filters_are_read_once_each():
    assert value("x[" * 90 + "1" + "]" * 90, {"x": 1}) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{a: {b: 1}}.a.b", "1"),
        ("{a: null}.a", "null"),
        ("null.a", "null"),
        ("[{a: 1}, {a: 2}].a", "[1, 2]"),
        ("[{a: 1}, {b: 2}].a", "[1, null]"),
        ("[{a: [1, 2]}, {a: [3]}].a", "[[1, 2], [3]]"),
        ("[{a: {b: 1}}].a.b", "[1]"),
        ("[[{a: 1}]].a", "[[1]]"),
        ("[null, {a: 1}].a", "[null, 1]"),
        ("[1].a", "[null]"),
        ("[].a", "[]"),
        ('[@"2027-03-10", @"2028-01-01"].year', "[2027, 2028]"),
        ('{"risk score": 1}.risk score', "1"),
    ],
)
def test_a_point_reads_a_member_of_a_context_or_of_each_item(text, found):
    assert same(text, found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{a: 1, b: 2}.c", "line 1, column 1: this context has no 'c', it has 'a', 'b'"),
        ("{}.c", "line 1, column 1: this context has no 'c', it has nothing"),
        ('"high".length', "line 1, column 1: a string has no 'length'"),
        ("abs.name", "line 1, column 1: a function has no 'name'"),
        ('"high".__class__', "line 1, column 1: a string has no '__class__'"),
        ('@"2027-01-01".hour', "line 1, column 1: a date has no 'hour', it has: year, month, day"),
    ],
)
def test_a_member_that_is_not_there_is_null_and_says_what_is(text, message):
    assert why_null(text).startswith(message)


def test_an_entry_sees_the_entries_before_it():
    assert value("{a: 1, b: a + 1, c: {d: b * 10}}.c.d") == 20
    assert lenient("{a: b, b: 1}.a")[0] is None


def test_nothing_of_python_can_be_reached():
    for text in ("{}.keys", "[].append", "abs.invoke", '@"2027-01-01"._replace', "[1].__len__"):
        found, _ = lenient(text)
        assert found in (None, [], [None])
    with pytest.raises(feel.FeelNameError):
        feel.evaluate('__import__("os")', strict=True)
