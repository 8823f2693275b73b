from decimal import Decimal

import pytest

from engine.core.feel.errors import Undefined
from engine.core.feel.types import (
    ANY,
    BOOLEAN,
    DATE_AND_TIME,
    NULL,
    NUMBER,
    STRING,
    ContextType,
    FunctionType,
    ListType,
    RangeType,
    coerce,
    conforms,
    type_named,
)
from tests.core.feel.asking import value, why_null

PERSON = ContextType({"name": STRING, "age": NUMBER})
NAMED = ContextType({"name": STRING})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 instance of number", True),
        ("1 instance of string", False),
        ('"a" instance of string', True),
        ("true instance of boolean", True),
        ("1 instance of boolean", False),
        ("null instance of Null", True),
        ("null instance of number", False),
        ("null instance of Any", False),
        ("1 instance of Null", False),
        ("1 instance of Any", True),
        ('@"2027-01-01" instance of date', True),
        ('@"2027-01-01" instance of date and time', False),
        ('@"2027-01-01T00:00:00" instance of date and time', True),
        ('@"10:00:00" instance of time', True),
        ('@"P1D" instance of days and time duration', True),
        ('@"P1Y" instance of years and months duration', True),
        ('@"P1Y" instance of days and time duration', False),
        ("[1] instance of list<number>", True),
        ("[] instance of list<number>", True),
        ("[null] instance of list<number>", True),
        ('[1, "a"] instance of list<number>', False),
        ('[1, "a"] instance of list<Any>', True),
        ("[[1], [2]] instance of list<list<number>>", True),
        ("1 instance of list<number>", False),
        ("[1] instance of number", False),
        ("[1..2] instance of range<number>", True),
        ("(> 1) instance of range<number>", True),
        ("[1..2] instance of range<string>", False),
        ("1 instance of range<number>", False),
        ("{a: 1, b: 2} instance of context<a: number>", True),
        ('{a: "x"} instance of context<a: number>', False),
        ("{} instance of context<a: number>", False),
        ("{a: null} instance of context<a: number>", True),
        ('{"a b": 1} instance of context<a b: number>', True),
        ("1 instance of context<a: number>", False),
        ("(function(a) a) instance of function<Any> -> Any", True),
        ("(function(a, b) a) instance of function<Any> -> Any", False),
        ("(function(a: number) a) instance of function<number> -> number", True),
        ("(function(a: number) a) instance of function<string> -> Any", False),
        ("(function(a: Any) a) instance of function<string> -> Any", True),
        ("(function(a: number) a) instance of function<Any> -> Any", False),
        ("(function() 1) instance of function<> -> Any", True),
        ("abs instance of function<number> -> number", True),
        ("1 instance of function<Any> -> Any", False),
    ],
)
def test_instance_of_asks_for_the_type_of_a_value(text, found):
    assert value(text) is found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "1 instance of nummer",
            "line 1, column 15: 'nummer' is not a type (did you mean 'number'",
        ),
        (
            "1 instance of integer",
            "line 1, column 15: 'integer' is not a type (did you mean 'number'",
        ),
        (
            "[1] instance of list",
            "line 1, column 17: 'list' is not a type (did you mean 'list<Any>'",
        ),
        ("1 instance of list<foo>", "line 1, column 15: 'list<foo>' is not a type"),
        (
            "1 instance of function<Any> -> zzz",
            "line 1, column 15: 'function<Any> -> zzz' is not a type",
        ),
        ("1 instance of a.b", "line 1, column 15: 'a.b' is not a type"),
    ],
)
def test_an_unknown_type_is_told(text, message):
    assert why_null(text).startswith(message)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (NUMBER, NUMBER),
        (NUMBER, ANY),
        (NULL, NUMBER),
        (ListType(NUMBER), ListType(ANY)),
        (ListType(NULL), ListType(NUMBER)),
        (RangeType(NUMBER), RangeType(ANY)),
        (PERSON, NAMED),
        (PERSON, PERSON),
        (FunctionType((ANY,), NUMBER), FunctionType((NUMBER,), NUMBER)),
        (FunctionType((NUMBER,), NULL), FunctionType((NUMBER,), NUMBER)),
        (FunctionType((), ANY), FunctionType((), NUMBER)),
    ],
)
def test_a_type_conforms_to_one_whose_place_it_can_take(kind, wanted):
    assert conforms(kind, wanted)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (NUMBER, STRING),
        (ANY, NUMBER),
        (NUMBER, NULL),
        (ListType(ANY), ListType(NUMBER)),
        (RangeType(NUMBER), RangeType(STRING)),
        (ListType(NUMBER), RangeType(NUMBER)),
        (NAMED, PERSON),
        (ContextType({"name": NUMBER}), NAMED),
        (FunctionType((NUMBER,), NUMBER), FunctionType((ANY,), NUMBER)),
        (FunctionType((NUMBER,), STRING), FunctionType((NUMBER,), NUMBER)),
        (FunctionType((), NUMBER), FunctionType((NUMBER,), NUMBER)),
    ],
)
def test_a_type_does_not_conform_to_one_that_asks_for_more(kind, wanted):
    assert not conforms(kind, wanted)


def test_a_type_is_written_as_in_an_expression():
    kind = FunctionType((ListType(NUMBER), RangeType(STRING)), NAMED)

    assert str(kind) == "function<list<number>, range<string>> -> context<name: string>"


def test_the_types_of_item_definitions_have_names_too():
    assert type_named("dateTime") == DATE_AND_TIME
    assert type_named("nothing") is None


def test_a_list_of_one_is_unwrapped_and_one_is_wrapped():
    assert coerce([Decimal(1)], NUMBER) == 1
    assert coerce([[Decimal(1)]], NUMBER) == 1
    assert coerce(Decimal(1), ListType(NUMBER)) == [1]
    assert coerce([Decimal(1)], ListType(NUMBER)) == [1]
    assert coerce(None, BOOLEAN) is None


@pytest.mark.parametrize(
    ("given", "kind"), [([1, 2], NUMBER), ("a", NUMBER), ("a", ListType(NUMBER)), ({}, PERSON)]
)
def test_what_no_conversion_makes_fit_is_refused(given, kind):
    with pytest.raises(Undefined, match=r"where a .* is expected"):
        coerce(given, kind)
