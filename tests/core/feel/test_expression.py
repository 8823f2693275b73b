import datetime
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from engine.core import feel
from engine.core.feel.types import NUMBER, ContextType
from tests.core.feel.asking import NOW, lenient


def test_an_expression_is_parsed_once_and_evaluated_often():
    expression = feel.parse("risk score > 15")

    assert expression.text == "risk score > 15"
    assert expression.error is None
    assert [expression.evaluate({"risk score": n}) for n in (15, 16)] == [False, True]


def test_an_expression_may_be_shared_between_threads():
    expression = feel.parse("for i in 1..50 return if a-b > i then a-b else i")

    def evaluate(n):
        return expression.evaluate({"a-b": n} if n % 2 else {"a": n, "b": 0})[0]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(evaluate, range(2, 42))) == [Decimal(n) for n in range(2, 42)]


def test_values_come_back_as_those_of_python():
    found = feel.evaluate('[1, "a", true, null, @"2027-01-31", @"10:00:00Z", {a: 1}]')

    assert found == [
        Decimal(1), "a", True, None, datetime.date(2027, 1, 31),
        datetime.time(10, tzinfo=datetime.UTC), {"a": Decimal(1)},
    ]  # fmt: skip


def test_a_text_that_is_no_expression_is_null_with_the_reason():
    expression = feel.parse("1 +")
    warnings = []

    assert isinstance(expression.error, feel.FeelSyntaxError)
    assert expression.evaluate(warnings=warnings) is None
    assert [str(warning) for warning in warnings] == [
        "line 1, column 4: the expression ends too early"
    ]
    assert warnings[0].position.offset == 3
    assert expression.names == ()


def test_a_text_that_is_no_expression_is_refused_in_strict_mode():
    with pytest.raises(feel.FeelSyntaxError, match="ends too early"):
        feel.parse("1 +", strict=True)
    with pytest.raises(feel.FeelSyntaxError, match="ends too early"):
        feel.parse("1 +").evaluate(strict=True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("risk score > limit", ("risk score", "limit")),
        ("a + b + a", ("a", "b")),
        ("for x in l return x + y", ("l", "y")),
        ("for x in 1..n, y in x..m return partial", ("n", "m")),
        ("some x in l satisfies x > y", ("l", "y")),
        ("some partial in l satisfies partial", ("l",)),
        ("some x in l satisfies partial", ("l", "partial")),
        ("{a: b, c: a}.c", ("b",)),
        ("{a: a}", ("a",)),
        ("function(x) x + y", ("y",)),
        ("function(x) external {java: y}", ()),
        ("l[item > age].name", ("l", "age")),
        ("a.b.c", ("a",)),
        ("f(x: y)", ("f", "y")),
        ("count(l) + abs", ("l",)),
        ("a in (b, > c)", ("a", "b", "c")),
        ("a between b and c", ("a", "b", "c")),
        ("if a then b else c", ("a", "b", "c")),
        ("[a..b]", ("a", "b")),
        ("-a instance of number", ("a",)),
        ("1", ()),
    ],
)
def test_the_names_of_an_expression_are_those_that_it_does_not_define(text, names):
    assert feel.parse(text).names == names


def test_the_names_of_a_cell_do_not_hold_the_value():
    assert feel.parse_unary_tests("> limit, ? * 2 > other").names == ("limit", "other")


def test_known_names_may_be_told_beforehand():
    expression = feel.parse("follow-up > 1", names=["follow-up"])

    assert expression.names == ("follow-up",)
    assert expression.evaluate({"follow-up": 2}) is True


def test_types_of_the_model_may_be_named():
    person = ContextType({"age": NUMBER})
    expression = feel.parse("p instance of tPerson", types={"tPerson": person})

    assert expression.evaluate({"p": {"age": 3}}) is True
    assert expression.evaluate({"p": {}}) is False


def test_the_clock_is_an_argument():
    assert feel.evaluate("now()", now=NOW) == NOW
    assert feel.evaluate("today()", now=NOW) == NOW.date()
    assert feel.parse("today()", now=NOW).evaluate() == NOW.date()
    naive = datetime.datetime(2027, 3, 10, 9, 30)  # noqa: DTZ001 - local time is a value too
    assert feel.evaluate("now()", now=naive) == naive


def test_without_a_clock_there_is_no_now():
    warnings = []

    assert feel.evaluate("now()", warnings=warnings) is None
    assert str(warnings[0]).endswith("now() has no value: this evaluation was given no clock")


def test_a_clock_that_is_no_moment_is_refused():
    with pytest.raises(feel.FeelError, match="now is not a date and time"):
        feel.evaluate("1", now=datetime.date(2027, 3, 10))


def test_the_other_dialect_has_more_functions():
    assert feel.evaluate('is blank(" ")', dialect="camunda") is True
    with pytest.raises(feel.FeelNameError):
        feel.evaluate('is blank(" ")', strict=True)
    with pytest.raises(feel.FeelError, match="there is no dialect 'zeebe'; did you mean 'camunda'"):
        feel.parse("1", dialect="zeebe")


def test_an_expression_can_be_run_with_values_of_the_domain():
    run = feel.Run()

    found = feel.parse("a + 1").run({"a": Decimal(1)}, run)

    assert found == 2
    assert feel.parse_unary_tests("> 1").run(Decimal(2), {}, run) is True
    assert run.warnings == []


def test_warnings_stop_at_a_hundred():
    found, said = lenient('for i in 1..500 return i + "a"')

    assert found == [None] * 500
    assert len(said) == 100


def test_a_warning_without_a_place_is_its_message():
    assert str(feel.FeelWarning("nothing")) == "nothing"
    assert str(feel.FeelError("nothing")) == "nothing"


def test_an_error_that_is_told_again_and_again_does_not_grow():
    plain, named = feel.parse("1 +"), feel.parse("a-b +")

    def frames(expression, context):
        with pytest.raises(feel.FeelSyntaxError) as caught:
            expression.evaluate(context, strict=True)
        return len(caught.traceback)

    assert frames(plain, {}) == frames(plain, {}) == frames(plain, {})
    assert frames(named, {"a-b": 1}) >= frames(named, {"a-b": 1}) == frames(named, {"a-b": 1})
