import pytest

from engine.core import feel
from tests.core.feel.asking import lenient, same, value, why_null


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(function(x) x * 2)(4)", "8"),
        ("(function() 1)()", "1"),
        ("{f: function(a, b) a - b, r: f(3, 1)}.r", "2"),
        ("{f: function(a, b) a - b, r: f(b: 1, a: 3)}.r", "2"),
        ("{f: function(a, b) if b = null then a else b, r: f(a: 3)}.r", "3"),
        ("{f: function(a) function(b) a + b, r: f(1)(2)}.r", "3"),
        ("{x: 1, f: function(y) x + y, g: function(x) f(x), r: g(10)}.r", "11"),
        ("{x: 1, f: function(x) x, r: f(2)}.r", "2"),
        ("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(20)}.r", "2432902008176640000"),
        ("[function(x) x][1](2)", "2"),
        ("{a: {f: function(x) x}}.a.f(1)", "1"),
        ("{f: function(a: number) a, r: f([1])}.r", "1"),
        ("{f: function(a: number) a, r: f(null)}.r", "null"),
        ("{f: function(a: list<number>) a, r: f([1, 2])}.r", "[1, 2]"),
        ('{f: function(d: date and time) d, r: f(@"2027-01-01")}.r', '@"2027-01-01T00:00:00Z"'),
        ("{risk score: function(n) n, r: risk score(n: 2)}.r", "2"),
        ("{abs: function(x) 7, r: abs(-1)}.r", "7"),
        ('{date: "2027-01-01", r: date(date)}.r', '@"2027-01-01"'),
        ("{count: 3, r: count([1]) + count}.r", "4"),
    ],
)
def test_a_function_is_a_value_that_remembers_where_it_was_written(text, found):
    assert same(text, found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("f(1)", "line 1, column 1: there is no function 'f'"),
        ("flor(1)", "line 1, column 1: there is no function 'flor' (did you mean 'floor'?)"),
        ("{n: 5, r: n(1)}.r", "line 1, column 11: a number is not a function, it cannot be called"),
        ("[1][1](2)", "line 1, column 1: a number is not a function, it cannot be called"),
        ("{f: null, r: f(1)}.r", "line 1, column 14: a null is not a function"),
        ("(function(a, b) a)(1)", "line 1, column 2: this function takes 2 arguments, got 1"),
        ("(function(a) a)(1, 2)", "line 1, column 2: this function takes 1 argument, got 2"),
        (
            "(function(age) 1)(aeg: 1)",
            "line 1, column 2: this function has no parameter 'aeg', only: age (did you mean",
        ),
        (
            "(function() 1)(a: 1)",
            "line 1, column 2: this function has no parameter 'a', only: none",
        ),
        ('(function(a: number) a)("x")', "line 1, column 2: a string where a number is expected"),
        ("abs(m: 1)", "line 1, column 1: abs has no parameter 'm', only: n"),
        ("abs(1, 2)", "line 1, column 1: abs got 2 arguments, it takes: abs(n)"),
        ('abs("x")', "line 1, column 1: abs: 'n' must be a number or days and time duration or"),
    ],
)
def test_a_call_that_does_not_fit_is_null_and_says_why(text, message):
    assert why_null(text).startswith(message)


def test_an_external_function_has_no_value_here():
    text = '{f: function(a) external {java: {class: "x", method signature: "y"}}}.f'

    assert "functions outside FEEL" in why_null(text)


def test_a_parameter_of_an_unknown_type_is_told_and_takes_anything():
    found, said = lenient("(function(a: nummer) a)(1)")

    assert found == 1
    assert said == ["line 1, column 14: 'nummer' is not a type (did you mean 'number'?)"]


def test_functions_may_call_each_other_so_deep_and_no_deeper():
    text = "{f: function(n) if n = 0 then 0 else f(n - 1), r: f(depth)}.r"

    assert value(text, {"depth": 100}) == 0
    with pytest.raises(feel.FeelLimitError, match="128 deep"):
        feel.evaluate(text, {"depth": 200})
    with pytest.raises(feel.FeelLimitError):
        feel.evaluate("(function(f) f(f))(function(f) f(f))")


def test_a_function_of_the_host_is_called_with_values_of_the_domain():
    add = feel.HostFunction("add", ("a", "b"), lambda a, b: a + b)

    assert value("add(1, 2)", {"add": add}) == 3
    assert value("add(b: 1, a: 2)", {"add": add}) == 3
    assert "add takes 2 arguments, got 1" in why_null("add(1)", {"add": add})
    assert "has no parameter 'c'" in why_null("add(c: 1)", {"add": add})


def test_functions_are_told_apart_and_can_be_kept_in_sets():
    one, other = feel.evaluate("[function(x) x, function(y) y]")

    assert len({one, other, one}) == 2
    assert str(value("string(abs)")) == "function abs"


def test_is_defined_of_the_other_dialect_asks_without_complaint():
    def ask(text, context=None):
        warnings = []
        found = feel.evaluate(text, context, dialect="camunda", warnings=warnings)
        return found, [str(warning) for warning in warnings]

    assert ask("is defined(a)", {"a": 1}) == (True, [])
    assert ask("is defined(a)") == (False, [])
    assert ask("is defined(a.b.c)", {"a": {}}) == (False, [])
    assert ask("is defined(value: a)", {"a": 1}) == (True, [])
    assert ask("is defined(1, 2)") == (None, ["line 1, column 1: is defined takes one argument"])
    assert lenient("is defined(1)")[1][0].startswith("line 1, column 1: nothing here is called")


def test_a_function_must_say_how_it_is_invoked():
    with pytest.raises(NotImplementedError):
        feel.Function("f", ()).invoke([], feel.Run())
